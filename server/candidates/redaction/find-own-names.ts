import { beginAlike, commonPrefix, consonants, isAbjad, sound, withinEdits } from './alike.ts'
import { inEasternScript } from './eastern-names.ts'
import { fold, isUnspaced } from './folded-text.ts'
import { matchesOf } from './matches.ts'
import { functionWords } from './name-lists.ts'
import { type KnownIdentity, needsCapital, type OwnNames, ownNames, stemOf } from './own-names.ts'
import { shortFormsOf } from './short-forms.ts'
import type { Finder, Span } from './spans.ts'
import { type Word, wordsOf } from './words.ts'

/** Finds the writer's own name in whatever part, order, case, script and spelling it stands. */
export function findOwnNames(identity: KnownIdentity): Finder {
  const own = ownNames(identity)
  return (text) => [
    ...among(text, own),
    ...spacedOut(text, own),
    ...substringsIn(text, own),
    ...inEasternScript(text, own.given),
  ]
}

/** `beside`: a name only where another part stands next to it; `script`: a word in another script than the name, where one of the two leaves vowels out. */
type Mark = 'own' | 'beside' | 'script' | null

function among(text: string, own: OwnNames): Span[] {
  const words = wordsOf(text)
  // A text says the same words again and again.
  const known = new Map<string, Mark>()
  const marks = words.map((word) => {
    const key = `${word.text} ${word.isFirst}`
    const mark = known.has(key) ? (known.get(key) ?? null) : markOf(word, own)
    known.set(key, mark)
    return mark
  })
  joinNeighbours(text, words, marks, own)
  return words.flatMap(({ start, end }, i) =>
    marks[i] === 'own' ? [{ start, end: end + possessive(text, end), kind: 'name' as const }] : [],
  )
}

/** The `’s` of an owner goes with the name. */
const possessive = (text: string, at: number): number =>
  /^['’]s(?!\p{L})/u.exec(text.slice(at, at + 3))?.[0].length ?? 0

function markOf(word: Word, own: OwnNames): Mark {
  if (isUnspaced(word.text)) return null
  const folded = fold(word.text)
  const hasCase = /[\p{Lu}\p{Ll}\p{Lt}]/u.test(word.text)
  const isCapital = word.isCapital || !hasCase
  const bare = folded.replace(/^\d+|(?<!\d)\d+$/g, '')
  if (bare.length === 1) return (own.initials.has(bare) && isCapital) || own.given.includes(bare) ? 'beside' : null
  if (own.words.has(bare)) {
    if (!needsCapital(bare)) return 'own'
    if (!isCapital) return 'beside'
    return functionWords.has(bare) && word.isFirst ? 'beside' : 'own'
  }
  if (own.compounds.has(bare)) return 'own'
  if (isCapital && /\p{Script=Cyrillic}/u.test(word.text) && own.declined.has(stemOf(bare))) return 'own'
  if (own.parts.some((part) => isHandleOf(folded, part))) return 'own'
  if (isCapital && own.parts.some((part) => isVariantOf(bare, part))) return 'own'
  const ofOtherScript = own.spoken.some(
    (part) =>
      isAbjad(part) !== isAbjad(word.text) && isCapital && sameConsonants(fold(part), folded, isAbjad(word.text)),
  )
  if (ofOtherScript) return 'own'
  if (isCapital && own.typed.some(isAbjad) !== isAbjad(word.text)) return 'script'
  return isCapital && own.parts.some((part) => isLongFormOf(bare, part)) ? 'beside' : null
}

/** `Alexandra` of who is called Alex now: beside the family name it is who they were. */
const isLongFormOf = (word: string, part: string): boolean =>
  (part.length > 2 && word.length > part.length + 1 && word.startsWith(part)) || shortFormsOf(word).includes(part)

const endings = /^(?:s|es|ed|d|ing|er|ers|y|ly|al|ic|ism|ist|ists|ian|able|ment|ion|ions|ry|ery|ies|like|land|ville)$/

/** The name with more around it, as in `zsofiabuilds`; not a word that happens to begin like it. */
function isHandleOf(folded: string, part: string): boolean {
  if (part.length < 5 || needsCapital(part) || folded.length < part.length + 3) return false
  if (folded.startsWith(part)) return !endings.test(folded.slice(part.length))
  return folded.endsWith(part)
}

/** Another spelling, a case ending, a slip of the pen, or a short form that begins like the name. */
function isVariantOf(word: string, part: string): boolean {
  if (word.length < 3 || part.length < 4) return false
  if (part.startsWith(word) && !functionWords.has(word)) return true
  const longer = word.length - part.length
  if (longer >= -2 && longer <= 4 && commonPrefix(word, part) >= Math.max(4, part.length - 2)) return true
  if (word[0] === part[0] && part.length >= 5 && withinEdits(word, part, part.length >= 8 ? 2 : 1)) return true
  const [a, b] = [sound(word), sound(part)]
  return b.length >= 4 && (a === b || (b.length >= 5 && a[0] === b[0] && withinEdits(a, b, 1)))
}

function sameConsonants(part: string, word: string, isWordAbjad: boolean): boolean {
  const [x, y] = [consonants(part, !isWordAbjad), consonants(word, isWordAbjad)]
  // Two consonants are little: many a word has them.
  return x.length >= 2 && (x === y ? x.length > 2 || beginAlike(part, word) : x.length >= 4 && withinEdits(x, y, 1))
}

/** Initials, particles and word-like parts beside a name belong to it; so does a capital word between two parts. */
function joinNeighbours(text: string, words: readonly Word[], marks: Mark[], own: OwnNames): void {
  const gap = (i: number) => text.slice(words[i]?.end, words[i + 1]?.start)
  const isClose = (i: number) => i >= 0 && i < words.length - 1 && /^(?:[ \t]?[.,'’‘-]?[ \t]?|[ \t]{1,3})$/.test(gap(i))
  const join = (i: number, from: number) => {
    if (marks[i] !== 'beside' || marks[from] !== 'own' || !isClose(Math.min(i, from))) return
    // A lower-case particle belongs to a name only before what follows it in the name.
    const word = words[i]
    if (word && !word.isCapital && functionWords.has(fold(word.text)) && !own.given.includes(fold(word.text))) return
    marks[i] = 'own'
  }
  // The first name in Arabic may be too short to be known, but it stands beside the family's.
  const asFound = [...marks]
  for (let i = 0; i < words.length; i++) {
    const isNext = (asFound[i - 1] === 'own' && isClose(i - 1)) || (asFound[i + 1] === 'own' && isClose(i))
    if (marks[i] === 'script' && isNext) marks[i] = 'own'
  }
  for (let i = 0; i < words.length; i++) join(i, i - 1)
  for (let i = words.length - 1; i >= 0; i--) join(i, i + 1)
  for (let i = 1; i < words.length - 1; i++) {
    const isBetween = marks[i - 1] === 'own' && marks[i + 1] === 'own' && isClose(i - 1) && isClose(i)
    if (isBetween && words[i]?.isCapital) marks[i] = 'own'
  }
}

const spaced = /(?<![\p{L}\p{M}\p{N}])\p{L}(?:[ \t\u00a0.]{1,3}\p{L}(?![\p{L}\p{M}\p{N}])){2,60}/gu

/** `Z S O F I A`, as headings are set. */
function spacedOut(text: string, { parts }: OwnNames): Span[] {
  return matchesOf(spaced, text).flatMap((match) => {
    const letters = fold(match[0]).replace(/[^a-z]/g, '')
    const isOwn = parts.some((part) => part.length > 2 && letters.includes(part))
    return isOwn ? [{ start: match.index, end: match.index + match[0].length, kind: 'name' as const }] : []
  })
}

function substringsIn(text: string, { substrings }: OwnNames): Span[] {
  return [...new Set(substrings)].flatMap((piece) => {
    const loosely = [...piece]
      .map((character) => character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('[\\s·・]{0,2}')
    return matchesOf(new RegExp(loosely, 'gu'), text).map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'name' as const,
    }))
  })
}
