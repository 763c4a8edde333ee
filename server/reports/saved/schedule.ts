import { DateTime } from 'luxon'
import type { Schedule } from '#protocol/saved-reports'

/**
 * The first time after `after` at which the report is due where the recipient is. A time that the clocks skip in spring
 * is the hour after; one that they show twice in autumn is one of the two: every due day has exactly one due time.
 */
export function nextTime(schedule: Schedule, timeZone: string, after: Date): Date {
  const [hour = 0, minute = 0] = schedule.at.split(':').map(Number)
  const start = DateTime.fromJSDate(after, { zone: timeZone }).startOf('day')
  for (let ahead = 0; ; ahead++) {
    const day = dueDay(schedule, start, ahead)
    // From its parts: adding hours to midnight would be an hour off on the days on which clocks change.
    const due = DateTime.fromObject(
      { year: day.year, month: day.month, day: day.day, hour, minute },
      { zone: timeZone },
    )
    if (due.toJSDate() > after) return due.toJSDate()
  }
}

/** The due day of this day, week or month, or of one so many ahead. */
function dueDay({ every, weekday = 1, dayOfMonth = 1 }: Schedule, start: DateTime, ahead: number): DateTime {
  if (every === 'day') return start.plus({ days: ahead })
  if (every === 'week') return start.startOf('week').plus({ weeks: ahead, days: weekday - 1 })
  const month = start.startOf('month').plus({ months: ahead })
  return month.set({ day: Math.min(dayOfMonth, month.daysInMonth ?? 28) })
}

type Recipient = { readonly userId: string; readonly timeZone: string }

/** The recipients with their next times after `after`, and the first of all. */
export function scheduled(
  { schedule, paused }: { readonly schedule: Schedule | null; readonly paused: boolean },
  recipients: readonly Recipient[],
  after: Date,
) {
  const timed = recipients.map(({ userId, timeZone }) => ({
    userId,
    timeZone,
    nextAt: schedule && !paused ? nextTime(schedule, timeZone, after) : null,
  }))
  return { recipients: timed, nextAt: firstOf(timed) }
}

export function firstOf(recipients: readonly { readonly nextAt: Date | null }[]): Date | null {
  const times = recipients.flatMap(({ nextAt }) => nextAt?.getTime() ?? [])
  return times.length === 0 ? null : new Date(Math.min(...times))
}
