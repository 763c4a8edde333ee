import { DateTime } from 'luxon'
import { invalidField } from '../../app-error.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/**
 * The moment that somebody means: ISO 8601 with `Z` or an offset, or what the clock shows in a zone. A clock time that
 * comes twice means the first.
 * @param field of the request, for the refusal
 * @throws {AppError} `invalid-input` for a clock time without a zone, or one that a change of the clocks skips
 */
export function momentOf(text: string, zone: string | undefined, field: string): Date {
  if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return new Date(text)
  if (zone === undefined) {
    throw invalidField(field, 'Say of which zone this time is: end it with Z, or give a timeZone beside it.')
  }
  const local = DateTime.fromISO(text, { zone })
  // Luxon goes on by the length of the gap; the person meant a time that does not exist.
  if (!local.isValid || local.toFormat("yyyy-MM-dd'T'HH:mm") !== text.slice(0, 16)) {
    throw invalidField(field, `The clocks in ${zone} skip this time. Choose another.`)
  }
  return (local.getPossibleOffsets()[0] ?? local).toJSDate()
}

/** The day and the week (from Monday) of a zone that a moment is in, as they begin and end. */
export function dayAround(moment: number, zone: string): { from: number; to: number } {
  const start = DateTime.fromMillis(moment, { zone }).startOf('day')
  return { from: start.toMillis(), to: start.plus({ days: 1 }).startOf('day').toMillis() }
}

export function weekAround(moment: number, zone: string): { from: number; to: number } {
  const start = DateTime.fromMillis(moment, { zone }).startOf('week')
  return { from: start.toMillis(), to: start.plus({ weeks: 1 }).startOf('day').toMillis() }
}

/**
 * For people: `Tuesday, 30 March 2027, 10:00 to 11:00 (Europe/Lisbon, UTC+1)`; where the clocks change in between, the
 * offset of each end.
 */
export function timeInWords(startsAt: Date, endsAt: Date, zone: string): string {
  const [start, end] = [startsAt, endsAt].map((date) => DateTime.fromJSDate(date, { zone }).setLocale('en-GB'))
  if (!start || !end) return ''
  const [offset, later] = [start, end].map((one) => (one.offset === 0 ? 'UTC' : `UTC${one.toFormat('Z')}`))
  if (offset !== later) {
    return `${start.toFormat('cccc, d LLLL yyyy, HH:mm')} (${offset}) to ${end.toFormat('HH:mm')} (${later}), ${zone}`
  }
  const where = zone === offset ? zone : `${zone}, ${offset}`
  return `${start.toFormat('cccc, d LLLL yyyy, HH:mm')} to ${end.toFormat('HH:mm')} (${where})`
}
