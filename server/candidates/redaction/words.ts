import { matchesOf } from './matches.ts'

/** A word of a text, as it stands there. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Begins with a capital letter. */
  readonly isCapital: boolean
  /** Stands at the beginning of a sentence or line, where every word is capital. */
  readonly isFirst: boolean
}

const word = /[\p{L}\p{M}\p{N}\p{Cf}]+/gu
const capital = /^\p{Cf}*[\p{Lu}\p{Lt}]/u

/** The words of a text, in order. An apostrophe or hyphen ends a word: the parts of a name stand alone too. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let before = 0
  for (const match of matchesOf(word, text)) {
    const gap = text.slice(before, match.index)
    const end = match.index + match[0].length
    const isFirst = words.length === 0 || /[\n.!?:;•·|()"“”–—-]/u.test(gap)
    words.push({ text: match[0], start: match.index, end, isCapital: capital.test(match[0]), isFirst })
    before = end
  }
  return words
}
