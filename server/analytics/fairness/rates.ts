import type { Range } from './chain.ts'
import type { Rate } from './verdict.ts'

/** Those who came to one place in a chain, and those who came to a later one. */
export function rateOf(ranges: readonly Range[] | null, from: number, to: number): Rate | null {
  const [entered, passed] = [ranges?.[from], ranges?.[to]]
  if (!entered || !passed || entered.high === 0) return null
  return { entered, passed }
}
