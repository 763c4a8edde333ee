import type { MyHours, WorkingHours } from '#protocol/scheduling'
import { addDays, type Day, dayAt, instantAt, type Span } from './zone-days.ts'
import { homeZone } from './zone-words.ts'

/** Who has not said when they work is taken to work by the clock where they are. */
export const hoursOf = ({ hours, isSet }: MyHours): WorkingHours => (isSet ? hours : { ...hours, timeZone: homeZone() })

/** `09:30` in minutes since midnight. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** Minutes since midnight as `09:30`; the midnight that ends a day is `24:00`. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** When somebody works within a range, by the clock of their own zone, whoever reads it where. */
export function workingSpans(
  { timeZone, days }: Pick<WorkingHours, 'timeZone' | 'days'>,
  range: Span,
): readonly Span[] {
  const spans: Span[] = []
  const last = dayAt(range.to, timeZone)
  for (let day: Day = dayAt(range.from, timeZone); day <= last; day = addDays(day, 1)) {
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
    for (const { from, to } of days[weekday] ?? []) {
      spans.push({
        from: instantAt(day, minutesOf(from), timeZone),
        to: instantAt(day, minutesOf(to), timeZone),
      })
    }
  }
  return spans
}
