import { StoreError } from '../../errors.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    try {
      const digits = {
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      } as const
      formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...digits })
    } catch {
      throw new StoreError(40485, `unrecognized time zone identifier: "${zone}"`)
    }
    formatters.set(zone, formatter)
  }
  return formatter
}

/** Minutes east of UTC for `+05:30`, `-08` and the like. */
function fixedOffset(zone: string): number | undefined {
  const form = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(zone)
  return form ? (form[1] === '-' ? -1 : 1) * (Number(form[2]) * 60 + Number(form[3] ?? 0)) : undefined
}

/** The wall clock of a zone, held as if it were UTC, so that its parts can be read and counted. */
export function toLocal(date: Date, zone: string): Date {
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return date
  const offset = fixedOffset(zone)
  if (offset !== undefined) return new Date(date.getTime() + offset * 60_000)
  const read: Record<string, number> = {}
  for (const { type, value } of formatterFor(zone).formatToParts(date)) read[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read
  const ms = ((date.getTime() % 1000) + 1000) % 1000
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, ms))
}

/** The moment at which a zone's wall clock shows this. In the hour left out in spring the clock before the change counts. */
export function toUtc(local: Date, zone: string): Date {
  const shift = (at: number): number => toLocal(new Date(at), zone).getTime() - at
  const first = local.getTime() - shift(local.getTime() - 86_400_000)
  if (shift(first) === local.getTime() - first) return new Date(first)
  const second = local.getTime() - shift(local.getTime() + 86_400_000)
  return new Date(shift(second) === local.getTime() - second ? second : first)
}

/** 1 for Monday to 7 for Sunday. */
export const weekday = (local: Date): number => local.getUTCDay() || 7

/** The week that holds this week's Thursday decides the number and the year. */
export function isoWeek(local: Date): { year: number; week: number } {
  const thursday = new Date(local.getTime() + (4 - weekday(local)) * 86_400_000)
  const year = thursday.getUTCFullYear()
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000)) + 1 }
}
