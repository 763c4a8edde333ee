import type { Cell, ColumnKind } from '#protocol/reports'
import { timeNow } from '../store/clock.ts'
import type { Criteria } from './report.ts'

/** Made at the first number: it takes 20 ms, which would be more of the start of every process. */
let format: Intl.NumberFormat | undefined
function numberWords(value: number): string {
  format ??= new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
  return format.format(value)
}

/** A value as a person reads it. */
export function words(value: Cell, kind: ColumnKind): string {
  if (value === null) return ''
  if (typeof value === 'string') return kind === 'state' ? stateWords(value) : value
  return kind === 'percent' ? `${numberWords(value)}%` : numberWords(value)
}

/** `in_review` → `In review` */
const stateWords = (state: string): string => `${state.charAt(0).toUpperCase()}${state.slice(1).replaceAll('_', ' ')}`

const dayWords = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(at)

/** Such as `1 March 2026 to 31 March 2026`; a time at which a day begins ends the day before. */
export function periodWords({ from, to }: Pick<Criteria, 'from' | 'to'>, timeZone = 'UTC'): string {
  const last = to === null ? null : new Date(to.getTime() - 1)
  if (from === null && last === null) return 'All time'
  if (from === null) return `Up to ${dayWords(last ?? timeNow(), timeZone)}`
  if (last === null) return `Since ${dayWords(from, timeZone)}`
  return `${dayWords(from, timeZone)} to ${dayWords(last, timeZone)}`
}

export const timeWords = (at: Date, timeZone = 'UTC'): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)

/** `clearview-summary-2026-03-31.csv` */
export const fileNameOf = (type: string, format: string, now: Date): string =>
  `clearview-${type}-${now.toISOString().slice(0, 10)}.${format}`
