import { readNumber } from '#protocol/written-number'

/** An amount as people write it, with its currency where one stands beside it; null: it is none. */
export function parseAmount(text: string): { amount: number; currency: string | null } | null {
  const match =
    /^\s*(?<before>[A-Z]{3}|[€$£¥])?\s*(?<number>\d[\d\s.,'’\u00a0\u202f]*?)\s*(?<thousands>k)?\s*(?<after>[A-Z]{3}|[€$£¥])?\s*$/iu.exec(
      text,
    )
  const { before, number, thousands, after } = match?.groups ?? {}
  if (number === undefined) return null
  const plain = readNumber(number)
  if (plain === null) return null
  return { amount: thousands ? plain * 1000 : plain, currency: currencyOf(before ?? after) }
}

const signs: Readonly<Record<string, string>> = { '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY' }
const currencyOf = (sign: string | undefined): string | null =>
  sign === undefined ? null : (signs[sign] ?? sign.toUpperCase())

/** `50,000 - 60,000 EUR`: its two ends; null: it is no range. */
export function parseRange(text: string): { min: number; max: number; currency: string | null } | null {
  const [low, high, ...more] = text.split(/\s*(?:-|–|—|\bto\b|\bbis\b)\s*/i)
  if (low === undefined || high === undefined || more.length > 0) return null
  const [min, max] = [parseAmount(low), parseAmount(high)]
  if (!min || !max) return null
  // `50-60k` means both.
  const factor = /k/i.test(high) && !/k/i.test(low) && min.amount < 1000 ? 1000 : 1
  return { min: min.amount * factor, max: max.amount, currency: max.currency ?? min.currency }
}

/** A day in one of the usual ways of writing it; `ambiguous`: it could be two different days. */
export function parseDay(text: string): { day: Date } | { ambiguous: readonly [string, string] } | null {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?\s*$/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const european = /^\s*(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})\s*$/.exec(text)
  if (european) return dayOf(Number(european[3]), Number(european[2]), Number(european[1]))
  const slashed = /^\s*(\d{1,2})[/-](\d{1,2})[/-](\d{4})\s*$/.exec(text)
  if (!slashed) return null
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])]
  if (first > 12 || first === second) return dayOf(year, second, first)
  if (second > 12) return dayOf(year, first, second)
  const words = (month: number, day: number) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return { ambiguous: [words(second, first), words(first, second)] }
}

function dayOf(year: number, month: number, day: number): { day: Date } | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return isReal ? { day: at } : null
}
