import { DateTime } from 'luxon'
import type { WorkingHours } from '#protocol/scheduling'
import { joined, type Span } from './spans.ts'

/** Nine to five on weekdays: suggested for those who said nothing, and nobody is held to it. */
export function usualHours(timeZone: string): WorkingHours {
  const weekday = [{ from: '09:00', to: '17:00' }]
  return {
    timeZone,
    days: [weekday, weekday, weekday, weekday, weekday, [], []],
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0, mostPerDay: null, mostPerWeek: null },
  }
}

/** When somebody works between two moments: by the clock of their zone, so that nine stays nine over a change of clocks. */
export function workingSpans({ timeZone, days }: Pick<WorkingHours, 'timeZone' | 'days'>, within: Span): Span[] {
  const spans: Span[] = []
  let day = DateTime.fromMillis(within.from, { zone: timeZone }).startOf('day')
  for (; day.toMillis() < within.to; day = day.plus({ days: 1 }).startOf('day')) {
    for (const { from, to } of days[day.weekday - 1] ?? []) {
      const span = { from: atClock(day, from), to: atClock(day, to) }
      spans.push({ from: Math.max(span.from, within.from), to: Math.min(span.to, within.to) })
    }
  }
  return joined(spans)
}

function atClock(day: DateTime, clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  if (hour === 24) return day.plus({ days: 1 }).startOf('day').toMillis()
  const time = day.set({ hour, minute })
  return (time.getPossibleOffsets()[0] ?? time).toMillis()
}
