import { matchesOf } from './matches.ts'
import type { KnownIdentity } from './own-names.ts'
import { byPatterns, type Finder, type Span } from './spans.ts'

const bracketed = '(?:\\(at\\)|\\[at\\]|\\{at\\}|<at>|\\(a\\)|\\[a\\]|＠|@)'
const dot = '(?:\\.|\\(dot\\)|\\[dot\\]|\\{dot\\})'
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_+-]{0,62}[\\p{L}\\p{N}])?'
const local = '(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64}'

/** Addresses for mail, also written so that machines do not find them. */
const mail = byPatterns('contact', [
  new RegExp(`${local}\\s?${bracketed}\\s?${label}(?:\\s?${dot}\\s?${label}){1,4}`, 'giu'),
  new RegExp(
    `${local} at ${label}(?: ?\\. ?| dot )${label}(?:(?: ?\\. ?| dot )${label}){0,2}(?<= dot ${label})`,
    'giu',
  ),
])

/** A number said to be one to call, or an account of a messenger, whatever it looks like. */
const labelled = byPatterns('contact', [
  /(?<![\p{L}\p{N}])(?:tel(?:e(?:phone|fon|fono|foon|fone))?|tlf|puh|phone|mobil(?:e|nr|telefon|ni)?|cell(?:ulare|phone|ular)?|móvil|celular|telemóvel|handy|gsm|fax|whats ?app|viber|signal|call|ring|anrufen|тел(?:ефон)?|моб|電話|电话|手机|携帯|전화|휴대폰|هاتف|جوال|טלפון|फ़ोन|फोन|โทร|τηλ(?:έφωνο)?)[.:：)\s]{0,4}(?:(?:me|us|nr|no|number|on|at|under|unter)[.:\s]{1,3}){0,2}(?<it>[(+]?\p{Nd}[\p{Nd}\s().\-–/·]{4,30}\p{Nd})/giu,
  /(?<![\p{L}\p{N}])(?:skype|wechat|weixin|微信|qq|line(?: id)?|kakao(?:talk)?|discord|slack|icq|threema)\s?(?:id|name)?\s?[:：]\s?(?<it>[^\s,;|]{2,60})/giu,
])

const separated =
  /(?<![\p{L}\p{Nd}_.,/-])(?:\+|＋|00)?[(（]?\p{Nd}(?:[\s().\-–/·（）]{0,3}\p{Nd}){6,15}(?:\s?(?:ext|x|dw|poste|int)\.?\s?\d{1,6})?(?![\p{L}\p{Nd}]|[.,]\p{Nd})/giu

/** Numbers in groups of three count something; a telephone number begins with a zero, a plus or a bracket. */
function telephones(text: string): Span[] {
  return matchesOf(separated, text).flatMap((match) => {
    const [number] = match
    const isPlain = /^[+＋(（0]/.test(number)
    const isGrouped = /^\p{Nd}{1,3}(?:[ \u00a0]\p{Nd}{3})+$/u.test(number)
    const around = `${text.slice(Math.max(0, match.index - 3), match.index)}|${text.slice(match.index + number.length, match.index + number.length + 12)}`
    const isMoney =
      /[$€£¥₹]|\|\s?(?:%|(?:EUR|USD|GBP|PLN|SEK|CHF|users?|people|customers?|lines|rows|units|requests)\b)/iu.test(
        around,
      )
    if (isMoney || (!isPlain && isGrouped && number.replace(/\P{Nd}/gu, '').length < 9)) return []
    // Years beside each other, as in `2015 - 2020`, are told of elsewhere; so are days.
    if (/^(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d$/.test(number)) return []
    return [{ start: match.index, end: match.index + number.length, kind: 'contact' as const }]
  })
}

/** The writer's own number by its last digits, and the part of the address before the @ wherever it stands. */
const known =
  ({ phone, email }: KnownIdentity): Finder =>
  (text) => [
    ...ownNumber(text, (phone ?? '').replace(/\P{Nd}/gu, '').slice(-7)),
    ...ownLocal(text, email.split('@')[0] ?? ''),
  ]

const digit = /\p{Nd}/gu

function ownNumber(text: string, ending: string): Span[] {
  if (ending.length < 7) return []
  const digits = matchesOf(digit, text)
  const row = digits.map(([one]) => one).join('')
  const found: Span[] = []
  for (let at = row.indexOf(ending); at !== -1; at = row.indexOf(ending, at + 1)) {
    const [first, last] = [digits[at]?.index ?? 0, digits[at + ending.length - 1]?.index ?? 0]
    // Digits that only happen to follow each other over half a page are no number.
    if (last - first <= 3 * ending.length) found.push({ start: first, end: last + 1, kind: 'contact' })
  }
  return found
}

function ownLocal(text: string, part: string): Span[] {
  if (part.length < 4) return []
  const [small, wanted] = [text.toLowerCase(), part.toLowerCase()]
  // A few letters grow when they are made small; where they do, offsets would be wrong.
  if (small.length !== text.length) return []
  const isPart = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character)
  const found: Span[] = []
  for (let at = small.indexOf(wanted); at !== -1; at = small.indexOf(wanted, at + 1)) {
    const end = at + wanted.length
    if (!isPart(text[at - 1]) && !isPart(text[end])) found.push({ start: at, end, kind: 'contact' })
  }
  return found
}

/** Only what is the writer's own: their number, and their address as a whole. */
export function findOwnContacts(identity: KnownIdentity): Finder {
  const own = known(identity)
  const address = identity.email.toLowerCase()
  return (text) => {
    const found = own(text)
    const isOwn = ({ start, end }: Span) =>
      text.slice(start, end).toLowerCase() === address || found.some((part) => part.start < end && start < part.end)
    return [...found, ...mail(text).filter(isOwn)]
  }
}

export function findContacts(identity: KnownIdentity): Finder {
  const own = known(identity)
  return (text) => [...mail(text), ...labelled(text), ...telephones(text), ...own(text)]
}
