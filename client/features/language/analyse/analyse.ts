import { checkWhole } from './document-checks.ts'
import { isForeign } from './english.ts'
import { checkEquality, type Sentence } from './equality.ts'
import type { Finding } from './finding.ts'
import { type Balance, balanceOf, countCoded } from './gender-balance.ts'
import type { AnalysisInput } from './input.ts'
import { matchLexicon } from './match-lexicon.ts'
import { namesPerson } from './named-person.ts'
import { type Reading, readingOf } from './reading.ts'
import { sources } from './sources.ts'
import { type Part, partsOf } from './text.ts'
import { type Word, wordsOf } from './words.ts'

export interface Analysis {
  /** `other`: most of the text seems to be another language than English, which the rules do not know. */
  readonly language: 'english' | 'other'
  readonly words: number
  /** In the order of the text; those about the whole text come last. */
  readonly findings: readonly Finding[]
  readonly balance: Balance
  readonly reading: Reading | null
}

interface Read {
  readonly part: Part
  readonly words: readonly Word[]
}

/** A place in one part, before it has an id. */
type Found = Omit<Finding, 'id' | 'place' | 'quote'> & {
  readonly part: Part
  readonly start: number
  readonly end: number
}

/** Sentences of more words than this are shown. The limit of the source is 25; between the two nobody is bothered. */
const longSentence = 35

const between = '\n\n'

/** Everything there is to say about a text. Pure: the same input gives the same answer, on any thread. */
export function analyse(input: AnalysisInput): Analysis {
  const all = partsOf(input).map((part): Read => ({ part, words: wordsOf(part.prose) }))
  const count = (reads: readonly Read[]) => reads.reduce((sum, { words }) => sum + words.length, 0)
  const words = count(all)
  const english = all.filter((read) => !isForeign(read.words))
  const isOther = count(english) < words / 2 || isForeign(all.flatMap((read) => read.words))
  const reads = isOther ? [] : english

  const counts = { masculine: new Map<string, number>(), feminine: new Map<string, number>() }
  for (const { part, words } of reads) countCoded(part.prose, words, counts)
  const { found, sentences } = readText(reads, input.facts?.title ?? '')
  const balance = balanceOf(counts)
  const reading = readingOf(sentences)
  const about = { parts: reads.map(({ part }) => part), facts: input.facts, balance, reading, words: count(reads) }
  return {
    language: isOther ? 'other' : 'english',
    words,
    findings: [...named(withoutOverlaps(found)), ...checkWhole(about)],
    balance,
    reading,
  }
}

/** All parts are read as one text, since retext-equality is slow to begin; places are carried back to their part. */
function readText(reads: readonly Read[], title: string): { found: Found[]; sentences: Word[][] } {
  const text = reads.map(({ part }) => part.prose).join(between)
  const bases: number[] = []
  let base = 0
  for (const { part } of reads) {
    bases.push(base)
    base += part.prose.length + between.length
  }
  const partAt = (offset: number): number => {
    let [low, high] = [0, bases.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((bases[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  const ours = reads.flatMap(({ part, words }) =>
    matchLexicon(part.prose, words, title).map(({ rule: { entries: _, ...rule }, entry, start, end }): Found => {
      return { ...rule, part, start, end, alternatives: entry.alternatives }
    }),
  )
  const { matches, sentences } = checkEquality(text)
  const theirs = matches.flatMap(({ family, start, end, alternatives }): Found[] => {
    const at = partAt(start)
    const [read, from = 0] = [reads[at], bases[at]]
    if (!read) return []
    if (family.rule === 'gendered-pronoun' && namesPerson(read.part.text.slice(0, start - from), title)) return []
    return [{ ...family, part: read.part, start: start - from, end: end - from, alternatives }]
  })
  const inWords = sentences.map((sentence) => {
    const at = partAt(sentence[0])
    return { at, sentence, words: wordsWithin(reads[at]?.words ?? [], sentence, bases[at] ?? 0) }
  })
  const long = inWords.flatMap(({ at, sentence: [start, end], words }): Found[] => {
    const [read, from = 0] = [reads[at], bases[at]]
    if (!read || words.length <= longSentence) return []
    return [{ ...tooLong(words.length), part: read.part, start: start - from, end: end - from }]
  })
  return { found: [...ours, ...theirs, ...long], sentences: inWords.map(({ words }) => words) }
}

function wordsWithin(words: readonly Word[], [start, end]: Sentence, base: number): Word[] {
  return words.filter((word) => word.start + base >= start && word.end + base <= end)
}

const tooLong = (words: number) => ({
  rule: 'long-sentence',
  theme: 'clarity' as const,
  severity: 'low' as const,
  message: `This sentence has ${words} words; two shorter ones are easier to follow.`,
  reason: 'Understanding drops as sentences grow. Government writers keep to 25 words.',
  source: sources.sentences,
  alternatives: [],
})

/** Of two findings at one place the more exact one stays: ours before the general one, the longer before the shorter. */
function withoutOverlaps(found: readonly Found[]): Found[] {
  const kept = new Map<Part, Found[]>()
  const taken: Found[] = []
  for (const one of found) {
    const there = kept.get(one.part) ?? []
    const isLong = one.rule === 'long-sentence'
    if (!isLong && there.some((other) => one.start < other.end && other.start < one.end)) continue
    taken.push(one)
    if (!isLong) kept.set(one.part, [...there, one])
  }
  return taken
}

const order: Readonly<Record<Finding['place']['kind'], number>> = { title: 0, text: 1, requirement: 2, document: 3 }

/** In reading order, with ids that depend on the words close by alone. */
function named(found: readonly Found[]): Finding[] {
  const times = new Map<string, number>()
  return found
    .map(({ part, start, end, ...rest }) => {
      const quote = part.text.slice(start, end)
      const near = `${part.text.slice(Math.max(0, start - 24), start)}|${part.text.slice(end, end + 24)}`
      const alternatives = rest.alternatives.map((words) => inCaseOf(quote, words))
      const message = rest.message.replace('{quote}', quote)
      return { ...rest, message, alternatives, quote, near, place: part.placeOf(start, end) }
    })
    .sort((a, b) => compare(a.place, b.place))
    .map(({ near, ...rest }) => {
      const id = `${rest.rule}:${fingerprint(`${rest.quote}|${near}`)}`
      const time = (times.get(id) ?? 0) + 1
      times.set(id, time)
      return { id: time === 1 ? id : `${id}:${time}`, ...rest }
    })
}

function compare(a: Finding['place'], b: Finding['place']): number {
  if (a.kind !== b.kind) return order[a.kind] - order[b.kind]
  if (a.kind === 'text' && b.kind === 'text') return a.from - b.from || a.to - b.to
  if (a.kind === 'requirement' && b.kind === 'requirement') return a.index - b.index || a.start - b.start
  return 'start' in a && 'start' in b ? a.start - b.start : 0
}

/** As the quote begins: what opens a sentence goes on opening it. */
function inCaseOf(quote: string, words: string): string {
  const first = quote.charAt(0)
  const isCapital = first !== first.toLowerCase()
  return isCapital ? words.charAt(0).toUpperCase() + words.slice(1) : words.replace(/^\p{Lu}(?=\p{Ll})/u, low)
}

const low = (letter: string): string => letter.toLowerCase()

/** FNV-1a: short, and the same everywhere. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
