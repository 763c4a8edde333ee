import { syllable } from 'syllable'
import type { Word } from './words.ts'

/** How hard a text is to read. */
export interface Reading {
  /** Flesch-Kincaid grade: years of schooling in the United States, one decimal. */
  readonly grade: number
  readonly sentences: number
  /** Words of the average sentence, one decimal. */
  readonly wordsPerSentence: number
}

const known = new Map<string, number>()
/** Words whose syllables are remembered at most: a text repeats most of its words. */
const most = 20_000

export function syllablesOf(word: string): number {
  const found = known.get(word)
  if (found !== undefined) return found
  // Abbreviations and figures are spelled or spoken in a breath; none has no syllable.
  const count = Math.max(1, syllable(word))
  if (known.size >= most) known.clear()
  known.set(word, count)
  return count
}

/** With fewer words the formula says more about chance than about the text. */
const fewestWords = 100

/** Flesch-Kincaid grade over all sentences; null: the text is too short to say. */
export function readingOf(sentences: readonly (readonly Word[])[]): Reading | null {
  const spoken = sentences.filter((words) => words.length > 0)
  const words = spoken.flat()
  if (words.length < fewestWords) return null
  const syllables = words.reduce((sum, { form }) => sum + syllablesOf(form), 0)
  const perSentence = words.length / spoken.length
  const grade = 0.39 * perSentence + 11.8 * (syllables / words.length) - 15.59
  return { grade: tenths(Math.max(0, grade)), sentences: spoken.length, wordsPerSentence: tenths(perSentence) }
}

const tenths = (value: number): number => Math.round(value * 10) / 10
