import { perCent, smallestGroup } from '../analytics/answer.ts'
import type { Reader } from './report.ts'

/** The middle value; null: there is none. */
export const median = (values: readonly number[]): number | null => quantile(values, 0.5)

/** Linear between the two nearest values (type 7 of Hyndman and Fan, as spreadsheets do). */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at))
}

/** As the dashboard says it; null: of nothing. */
export const percent = (part: number, all: number): number | null => (all === 0 ? null : perCent(part, all))

/** In milliseconds. */
export const day = 24 * 3600_000

export const daysBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / day

/** What is said of durations; null: of so few that a reader from outside would be told of somebody. */
export const toldOf = (
  { role }: Pick<Reader, 'role'>,
  durations: readonly number[],
  say: (durations: readonly number[]) => number | null,
): number | null => (role === 'consultant' && durations.length < smallestGroup ? null : say(durations))

/** With one digit after the point: hours matter, minutes do not. */
export const tenths = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)

/** Says on which day a time is where the reader is, as `2026-03-31`; of no time, none. */
export function daysIn(timeZone: string): <At extends Date | null>(at: At) => At extends Date ? string : string | null {
  // Swedish writes days in this order.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const dayOf = (at: Date | null) => (at === null ? null : format.format(at))
  return dayOf as ReturnType<typeof daysIn>
}
