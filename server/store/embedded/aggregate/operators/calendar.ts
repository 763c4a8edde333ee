import { notImplemented, StoreError } from '../../errors.ts'
import { toLocal, toUtc } from './timezone.ts'

const fixed: Record<string, number> = {
  week: 604_800_000,
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
}
const months: Record<string, number> = { year: 12, quarter: 3, month: 1 }
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
/** `$dateTrunc` counts its bins from here, a Saturday; weeks from the Sunday after. */
const reference = Date.UTC(2000, 0, 1)

function unknownUnit(unit: string): StoreError {
  return new StoreError(9, `unknown time unit value: ${unit}`)
}

/** Days and longer are counted on the wall clock of the zone, hours and shorter as time that passes. */
export function addUnits(date: Date, unit: string, amount: number, zone: string): Date {
  const count = months[unit]
  const length = fixed[unit]
  if (count !== undefined) return toUtc(addMonths(toLocal(date, zone), count * amount), zone)
  if (length === undefined) throw unknownUnit(unit)
  if (length < 86_400_000) return new Date(date.getTime() + amount * length)
  return toUtc(new Date(toLocal(date, zone).getTime() + amount * length), zone)
}

/** The 31st becomes the last day of a shorter month. */
function addMonths(local: Date, count: number): Date {
  const month = local.getUTCFullYear() * 12 + local.getUTCMonth() + count
  const last = new Date(Date.UTC(0, 0, 1))
  last.setUTCFullYear(Math.floor(month / 12), (month % 12) + 1, 0)
  const result = new Date(local)
  result.setUTCFullYear(Math.floor(month / 12), month % 12, Math.min(local.getUTCDate(), last.getUTCDate()))
  return result
}

/** How many borders of the unit lie between two moments. */
export function difference(start: Date, end: Date, unit: string, zone: string, startOfWeek: string): number {
  const from = toLocal(start, zone)
  const to = toLocal(end, zone)
  const count = months[unit]
  if (count !== undefined) return bin(monthOf(to), count) - bin(monthOf(from), count)
  const length = fixed[unit]
  if (length === undefined) throw unknownUnit(unit)
  if (unit === 'week') {
    const first = weekdays.findIndex(
      (name) => name === startOfWeek.toLowerCase() || name.slice(0, 3) === startOfWeek.toLowerCase(),
    )
    if (first < 0) throw new StoreError(9, `unknown day of week value: ${startOfWeek}`)
    // The first of January 1970 was a Thursday.
    const week = (at: Date) => Math.floor((Math.floor(at.getTime() / 86_400_000) + 4 - first) / 7)
    return week(to) - week(from)
  }
  const [a, b] = length < 86_400_000 && length > 60_000 ? [start, end] : [from, to]
  return bin(b.getTime(), length) - bin(a.getTime(), length)
}

const bin = (value: number, size: number): number => Math.floor(value / size)
const monthOf = (local: Date): number => local.getUTCFullYear() * 12 + local.getUTCMonth()

export function truncateTo(date: Date, unit: string, size: number, zone: string): Date {
  if (size < 1) throw new StoreError(5439017, '$dateTrunc requires a positive binSize')
  const local = toLocal(date, zone)
  const count = months[unit]
  if (count !== undefined) {
    const month = 24_000 + bin(monthOf(local) - 24_000, count * size) * count * size
    return toUtc(new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)), zone)
  }
  const length = fixed[unit]
  if (length === undefined) throw unknownUnit(unit)
  if (size !== 1 && zone !== 'UTC' && length < 86_400_000)
    throw notImplemented('$dateTrunc with a binSize and a timezone')
  const origin = unit === 'week' ? reference + 86_400_000 : reference
  const truncated = new Date(origin + bin(local.getTime() - origin, length * size) * length * size)
  return toUtc(truncated, zone)
}
