import type { Likeness } from '#protocol/candidates'
import { fold } from './redaction/folded-text.ts'

/** What is compared: contact and name, and everything the person wrote. */
export interface Comparable {
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly text: string
}

/** By these keys somebody who applied before is looked up. */
export const likenessKeys = ({ name, email, phone }: Omit<Comparable, 'text'>) => ({
  addressKey: addressKeyOf(email),
  phoneKey: phoneKeyOf(phone),
  nameKey: nameKeyOf(name),
})

/** One mailbox however it is written: without `+anything`, and at Google without dots. */
function addressKeyOf(email: string): string {
  const [local = '', domain = ''] = email.trim().toLowerCase().split('@')
  const box = local.replace(/\+.*$/, '')
  if (domain === 'gmail.com' || domain === 'googlemail.com') return `${box.replaceAll('.', '')}@gmail.com`
  return `${box}@${domain}`
}

/** The last nine digits, whatever stands for the country before them; null: too few to tell people apart. */
function phoneKeyOf(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < 7 ? null : digits.slice(-9)
}

const partsOf = (name: string): string[] =>
  name
    .split(/[^\p{L}\p{M}]+/u)
    .map(fold)
    .filter((part) => part.length > 1)

/** The longest part, as it is without accents; null: none is long enough. */
export function nameKeyOf(name: string): string | null {
  const [longest] = partsOf(name).sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  return longest ?? null
}

/** Words of four letters or more that both texts have, of all that one of them has. */
function sharedWords(a: string, b: string): number {
  const [x, y] = [wordsOf(a), wordsOf(b)]
  const both = [...x].filter((word) => y.has(word)).length
  return both === 0 ? 0 : both / (x.size + y.size - both)
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])

/** So much of the words of two texts must be the same before two people of one name are taken for one. */
const enough = 0.5

/**
 * Why these may be one person: the same mailbox; the same number by its last nine digits; or all parts of the shorter name
 * in the longer one, two at least, and half of the words of what they wrote.
 */
export function likenessOf(a: Comparable, b: Comparable): Likeness[] {
  const phone = phoneKeyOf(a.phone)
  const [shorter, longer] = [partsOf(a.name), partsOf(b.name)].sort((x, y) => x.length - y.length)
  const sameName = shorter && longer && shorter.length > 1 && shorter.every((part) => longer.includes(part))
  return [
    ...(addressKeyOf(a.email) === addressKeyOf(b.email) ? (['address'] as const) : []),
    ...(phone !== null && phone === phoneKeyOf(b.phone) ? (['phone'] as const) : []),
    ...(sameName && sharedWords(a.text, b.text) >= enough ? (['name-and-text'] as const) : []),
  ]
}
