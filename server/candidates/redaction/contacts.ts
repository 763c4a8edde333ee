import { matchesOf } from './matches.ts'
import type { KnownIdentity } from './own-names.ts'
import { byPatterns, type Finder, type Span } from './spans.ts'

/** What `@` and `.` are called, where somebody writes them out. */
const at =
  'arobase|arroba|małpa|malpa|zavináč|zavinac|kukac|chiocciola|klammeraffe|snabel-?a|krøllalfa|apenstaartje|собака|собачка|παπάκι'
const point = 'dot|punkt|punto|point|ponto|kropka|tečka|bodka|nokta|pont|punct|prikk|piste|точка|крапка|τελεία'
const bracketed = `(?:[([{<]\\s?(?:at|ät|a|${at})\\s?[)\\]}>]|＠|@)`
const dot = `(?:\\.|[([{<]\\s?(?:\\.|${point})\\s?[)\\]}>]|[ ](?:${point})(?=[ ]))`
const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_+-]{0,62}[\\p{L}\\p{N}])?'
const local = `(?<![\\p{L}\\p{N}._%+-])(?:[\\p{L}\\p{N}_-]{1,40}\\s?(?:[([{<]\\s?(?:${point})\\s?[)\\]}>]|[ ](?:dot|punkt|punto|kropka|точка)(?=[ ]))\\s?){0,3}[\\p{L}\\p{N}._%+-]{1,64}`

/** Addresses for mail, also written so that machines do not find them. */
const mail = byPatterns('contact', [
  new RegExp(`${local}\\s?${bracketed}\\s?${label}(?:\\s?${dot}\\s?${label}){1,4}`, 'giu'),
  new RegExp(`${local}\\s(?:${at})\\s${label}(?:\\s?${dot}\\s?${label}){1,4}`, 'giu'),
  new RegExp(
    `${local} at ${label}(?: ?\\. ?| (?:${point}) )${label}(?:(?: ?\\. ?| (?:${point}) )${label}){0,2}(?<= (?:${point}) ${label})`,
    'giu',
  ),
])

/** A number said to be one to call, or an account of a messenger, whatever it looks like. */
const labelled = byPatterns('contact', [
  /(?<![\p{L}\p{N}])(?:tel(?:e(?:phone|fon|fono|foon|fone))?|tlf|puh|phone|mobil(?:e|nr|telefon|ni)?|cell(?:ulare|phone|ular)?|móvil|celular|telemóvel|handy|gsm|fax|whats ?app|viber|signal|call|ring|anrufen|тел(?:ефон)?|моб|電話|电话|手机|携帯|전화|휴대폰|هاتف|جوال|טלפון|फ़ोन|फोन|โทร|τηλ(?:έφωνο)?)[.:：)\s]{0,4}(?:(?:me|us|nr|no|number|on|at|under|unter)[.:\s]{1,3}){0,2}(?<it>[(+]?\p{Nd}[\p{Nd}\s().\-–/·]{4,30}\p{Nd})/giu,
  /(?<![\p{L}\p{N}])(?:skype|wechat|weixin|微信|qq|line(?: id)?|kakao(?:talk)?|discord|slack|icq|threema)\s?(?:id|name)?\s?[:：]\s?(?<it>[^\s,;|]{2,60})/giu,
])

/** Numbers by which a state knows somebody: each is one person's, and many are made of the day they were born. */
const identifiers = byPatterns('contact', [
  /(?<![\p{L}\p{N}])(?:passport|reisepass|passeport|pasaporte|aadhaa?r|pan(?: card)?|voter id|driving licen[cs]e|national id|id|ssn|social security|dni|nie|nif|cpf|rg|curp|c\.?f\.?|codice fiscale|steuer-?id|pesel|nip|cnp|rodné číslo|r\.\s?č|person(?:nummer|nr)|pers\.?\s?nr|kennitala|kt|cpr|hetu|henkilötunnus|isikukood|asmens kodas|t\.?c\.? kimlik|jmbg|жмбг|oib|егн|инн|снилс|паспорт|αφμ|αμκα|身份证号?码?|身份證字號|주민등록번호)\.?\s?(?:(?:no|nr|number|n[º°]|№)\.?\s?[:：]?|[:：])\s?#?(?<it>(?=[\p{L} ./-]{0,6}\p{Nd})[\p{L}\p{N}][\p{L}\p{N}./-]{3,24}(?: \p{Nd}{2,6}){0,4})/giu,
  /(?<![\p{L}\p{N}])(?:[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]|[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d|[A-Z]{5}\d{4}[A-Z]|[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D])(?![\p{L}\p{N}])/gu,
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
    // Digits that only happen to follow each other over half a page, or with words between them, are no number.
    if (last - first <= 3 * ending.length && !/\p{L}/u.test(text.slice(first, last)))
      found.push({ start: first, end: last + 1, kind: 'contact' })
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
  return (text) => [...mail(text), ...labelled(text), ...identifiers(text), ...telephones(text), ...own(text)]
}
