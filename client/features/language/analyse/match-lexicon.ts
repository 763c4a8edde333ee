import { lexicon } from './lexicon/lexicon.ts'
import type { Entry, LexiconRule } from './lexicon/rule.ts'
import { joins, type Word } from './words.ts'

export interface Match {
  readonly rule: LexiconRule
  readonly entry: Entry
  readonly start: number
  readonly end: number
}

interface Phrase {
  readonly words: readonly string[]
  readonly rule: LexiconRule
  readonly entry: Entry
}

const formOf = (wanted: string): string => wanted.replace(/,$/, '')
const isNumber = (form: string): boolean => /^\d+$/.test(form)

/** `guru(s)` is two phrases, `superhero(es)` too. */
function spellings(phrase: string): string[] {
  const ending = /\((\w+)\)/.exec(phrase)
  if (!ending) return [phrase]
  const [whole, letters = ''] = ending
  return [phrase.replace(whole, ''), phrase.replace(whole, letters)].flatMap(spellings)
}

/** Phrases by their first word, longest first, so that “native English speaker” wins over “native English”. */
const byFirstWord: ReadonlyMap<string, readonly Phrase[]> = (() => {
  const found = new Map<string, Phrase[]>()
  for (const rule of lexicon)
    for (const entry of rule.entries)
      for (const phrase of entry.phrases.flatMap(spellings)) {
        const words = phrase.split(' ')
        const first = formOf(words[0] ?? '')
        found.set(first, [...(found.get(first) ?? []), { words, rule, entry }])
      }
  for (const phrases of found.values()) phrases.sort((a, b) => b.words.length - a.words.length)
  return found
})()

/** Every phrase of the lexicon in this stretch of prose that is not innocent there, from left to right. */
export function matchLexicon(prose: string, words: readonly Word[], title: string): Match[] {
  const matches: Match[] = []
  for (let i = 0; i < words.length; ) {
    const word = words[i]
    const candidates = word && (byFirstWord.get(word.form) ?? (isNumber(word.form) ? byFirstWord.get('#') : undefined))
    const found = candidates?.find((phrase) => stands(prose, words, i, phrase))
    const last = found && words[i + found.words.length - 1]
    if (word && found && last) {
      const [start, end] = [word.start, last.end]
      if (!isInnocent(found.entry, prose, start, end, title)) matches.push({ ...found, start, end })
      i += found.words.length
    } else i++
  }
  return matches
}

function stands(prose: string, words: readonly Word[], at: number, phrase: Phrase): boolean {
  return phrase.words.every((wanted, i) => {
    const [word, before] = [words[at + i], words[at + i - 1]]
    if (!word || !(wanted === '#' ? isNumber(word.form) : word.form === formOf(wanted))) return false
    if (i === 0 || !before) return i === 0
    const between = prose.slice(before.end, word.start)
    // “U.S. citizens”: the points of an abbreviation.
    if (before.form.length === 1 && /^\.\s?$/.test(between)) return true
    return joins(phrase.words[i - 1]?.endsWith(',') ? between.replace(/^,/, '') : between)
  })
}

function isInnocent({ unless }: Entry, prose: string, start: number, end: number, title: string): boolean {
  if (!unless) return false
  const { before, after, around, title: inTitle } = unless
  return (
    before?.test(prose.slice(0, start)) === true ||
    after?.test(prose.slice(end)) === true ||
    around?.test(`${prose.slice(0, start)} ${prose.slice(end)}`) === true ||
    inTitle?.test(title) === true
  )
}
