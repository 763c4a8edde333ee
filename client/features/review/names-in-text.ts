/** Who the candidate is, as somebody knows it to whom they were revealed. */
export interface KnownPerson {
  readonly code: string
  readonly name: string
  readonly email: string
  readonly phone: string | null
}

export interface Found {
  readonly from: number
  readonly to: number
}

/** Fewer digits in a row are a year or a price. */
const leastDigits = 6
/** Shorter parts of a name are a word in too many sentences. */
const leastLetters = 3

/** Letter by letter, so that places stay places: `É` is found by `e`. */
const folded = (text: string): string =>
  [...text.split('')].map((letter) => (letter.normalize('NFD')[0] ?? letter).toLowerCase()).join('')

const isLetter = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{M}\p{N}]/u.test(letter)

/**
 * Where a text says who the candidate is: the whole name however it is written, each part of it with a capital, the
 * address, the phone number. For a soft hint beside one's own typing; what others read is withheld by the server.
 */
export function namesIn(text: string, person: KnownPerson): Found[] {
  const low = folded(text)
  const parts = person.name.split(/[\s\-‐’'.]+/).filter((part) => part.length >= leastLetters)
  const found = [
    ...placesOf(low, folded(person.name.trim())),
    ...placesOf(low, folded(person.email.trim())),
    // With a capital: `will` and `mark` are words, `Will` and `Mark` are people.
    ...parts.flatMap((part) => placesOf(low, folded(part)).filter(({ from }) => isCapital(text.charAt(from)))),
    ...phonesIn(text, person.phone),
  ]
  return withoutNested(found)
}

const isCapital = (letter: string): boolean => letter !== letter.toLowerCase() || letter.toUpperCase() === letter

function placesOf(text: string, wanted: string): Found[] {
  const places: Found[] = []
  if (wanted === '') return places
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + 1)) {
    const to = from + wanted.length
    if (!isLetter(text[from - 1]) && !isLetter(text[to])) places.push({ from, to })
  }
  return places
}

/** However it is grouped, with the country or without: by its last digits. */
function phonesIn(text: string, phone: string | null): Found[] {
  const digits = phone?.replace(/\D/g, '') ?? ''
  if (digits.length < leastDigits) return []
  const last = digits.slice(-9)
  return [...text.matchAll(/\+?\d[\d\s()/.-]{4,}\d/g)].flatMap((match) => {
    const said = match[0].replace(/\D/g, '')
    const isIt = said.length >= leastDigits && (said.endsWith(last) || digits.endsWith(said.replace(/^0+/, '')))
    return isIt ? [{ from: match.index, to: match.index + match[0].length }] : []
  })
}

/** The longest of those that lie in each other, in the order of the text. */
function withoutNested(found: readonly Found[]): Found[] {
  const longest = [...found].sort((a, b) => b.to - b.from - (a.to - a.from))
  const kept: Found[] = []
  for (const one of longest) if (!kept.some(({ from, to }) => one.from < to && from < one.to)) kept.push(one)
  return kept.sort((a, b) => a.from - b.from)
}
