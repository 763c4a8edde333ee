import { isAbjad } from './alike.ts'
import { romanised } from './eastern-names.ts'
import { fold, isUnspaced } from './folded-text.ts'
import { functionWords, wordLikeNames } from './name-lists.ts'
import { shortFormsOf } from './short-forms.ts'

/** Who the text must not give away. */
export interface KnownIdentity {
  readonly name: string
  readonly email: string
  readonly phone: string | null
}

/** Every form in which a name can stand in a text, folded. */
export interface OwnNames {
  /** The parts as they are given: `zsofia`, `o`, `neill`. */
  readonly parts: readonly string[]
  /** Parts, their other spellings and short forms. */
  readonly words: ReadonlySet<string>
  /** Parts run together as in handles: `zneill`, `zsofianeill`. */
  readonly compounds: ReadonlySet<string>
  /** The parts of the name alone, without those of the address. */
  readonly given: readonly string[]
  /** Short forms without their endings, which change in a sentence: `Диме` is `Дима`. */
  readonly declined: ReadonlySet<string>
  /** First letters of the parts. */
  readonly initials: ReadonlySet<string>
  /** In scripts without spaces: what is looked for anywhere. */
  readonly substrings: readonly string[]
  /** The parts as typed, for scripts that leave vowels out. */
  readonly typed: readonly string[]
  /** The same, without articles, and each two that are written as one elsewhere: `عبد الرحمن` is `Abdulrahman`. */
  readonly spoken: readonly string[]
}

/** A short form without the vowels it ends with. */
export const stemOf = (folded: string): string => folded.replace(/[aeiouy]{1,3}[mjh]?$/, '')

/** Words before the @ that name nobody. */
const mailboxes = new Set(
  'hello hallo hola mail email post info contact kontakt work job jobs office cv resume me the its iam from dev web app'.split(
    ' ',
  ),
)

export function ownNames({ name, email }: KnownIdentity): OwnNames {
  const typed = name
    .normalize('NFKC')
    .split(/[^\p{L}\p{M}\p{N}\p{Cf}]+/u)
    .filter(Boolean)
  const local = (email.split('@')[0] ?? '')
    .split(/[^\p{L}\p{M}]+/u)
    .filter((part) => part.length > 2 && !mailboxes.has(part.toLowerCase()))
  const eastern = typed.filter(isUnspaced).flatMap(romanised)
  const parts = [...new Set([...[...typed, ...local].map(fold), ...eastern])].filter(
    (part) => part !== '' && !isUnspaced(part),
  )
  const given = [...new Set(typed.map(fold))].filter((part) => part !== '' && !isUnspaced(part))
  const words = new Set(
    parts.flatMap((part) => [part, ...spellings(part), ...spellings(digraphs(typed, part)), ...shortFormsOf(part)]),
  )
  return {
    parts: parts.filter((part) => part.length > 1),
    words: new Set([...words].filter((word) => word.length > 1)),
    compounds: new Set(compounds(given)),
    given,
    declined: new Set(
      parts
        .flatMap(shortFormsOf)
        .map(stemOf)
        .filter((stem) => stem.length > 2),
    ),
    initials: new Set([...given, ...eastern].map((part) => part[0] ?? '')),
    substrings: typed.filter(isUnspaced).flatMap((part) => pieces(part, typed)),
    typed,
    spoken: [
      ...typed,
      ...typed.filter((part) => /^(?:ال|ה)\p{L}{3}/u.test(part)).map((part) => part.replace(/^(?:ال|ה)/u, '')),
      ...typed.slice(1).flatMap((part, i) => (isAbjad(part) ? [`${typed[i]}${part}`] : [])),
    ],
  }
}

/** `Müller` is `Mueller` too: the folded part with two letters for one, as its language writes it without accents. */
function digraphs(typed: readonly string[], folded: string): string {
  const original =
    typed
      .find((part) => fold(part) === folded)
      ?.toLowerCase()
      .normalize('NFC') ?? folded
  const two: Readonly<Record<string, string>> = {
    ä: 'ae',
    ö: 'oe',
    ü: 'ue',
    ø: 'oe',
    å: 'aa',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
  }
  return fold(original.replace(/[äöüøåßæœ]/g, (letter) => two[letter] ?? letter))
}

/** Both with one letter and with two. */
const spellings = (part: string): string[] => [
  part,
  part.replace(/^ch/, 'h'),
  part.replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u').replace(/aa/g, 'a'),
]

function compounds(parts: readonly string[]): string[] {
  const whole = parts.filter((part) => part.length > 1)
  const pairs = whole.flatMap((a) => whole.flatMap((b) => (a === b ? [] : [`${a}${b}`, `${a[0]}${b}`, `${a}${b[0]}`])))
  return [...pairs, whole.join(''), [...whole].reverse().join('')].filter((word) => word.length > 3)
}

/** `王小明` is also `小明`; a name of one character alone is no name to look for. */
function pieces(part: string, typed: readonly string[]): string[] {
  const characters = [...part]
  const whole = [part, typed.join(''), [...typed].reverse().join('')]
  const split = typed.length > 1 || characters.length > 4 || !/[\p{Script=Han}\p{Script=Hangul}]/u.test(part)
  const halves = split
    ? []
    : characters.length === 4
      ? [characters.slice(0, 2).join(''), characters.slice(2).join('')]
      : [characters.slice(1).join('')]
  return [...whole, ...halves].filter((piece) => [...piece].length > 1)
}

/** Names that need a capital letter to be one. */
export const needsCapital = (word: string): boolean =>
  word.length < 4 || wordLikeNames.has(word) || functionWords.has(word)
