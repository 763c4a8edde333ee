import { DateTime } from 'luxon'
import type { Period, ReportQuery } from '#protocol/reports'
import type { Criteria } from './report.ts'

const isDay = (moment: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(moment)
const day = 24 * 3600_000

/** The times that a request means: a day begins at its first moment in UTC, and lasts until it is over. */
export function criteriaOf({ type, from, to, jobId }: Pick<ReportQuery, 'type' | 'from' | 'to' | 'jobId'>): Criteria {
  const end = to === undefined ? null : Date.parse(to)
  return {
    type,
    from: from === undefined ? null : new Date(from),
    to: to === undefined || end === null ? null : new Date(isDay(to) ? end + day : end),
    jobId: jobId ?? null,
  }
}

/**
 * The times of a period, counted back from a moment where the reader is: weeks begin on Monday, days at midnight there.
 * The last days end with today, so that a report tells what has just happened; a last week or month is a whole one.
 */
export function timesOf(period: Period, now: Date, timeZone: string): { from: Date | null; to: Date | null } {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day')
  const between = (from: DateTime, to: DateTime) => ({ from: from.toJSDate(), to: to.toJSDate() })
  const tomorrow = today.plus({ days: 1 })
  switch (period) {
    case 'all':
      return { from: null, to: null }
    case 'last_7_days':
      return between(tomorrow.minus({ days: 7 }), tomorrow)
    case 'last_30_days':
      return between(tomorrow.minus({ days: 30 }), tomorrow)
    case 'last_90_days':
      return between(tomorrow.minus({ days: 90 }), tomorrow)
    case 'last_week':
      return between(today.startOf('week').minus({ weeks: 1 }), today.startOf('week'))
    case 'last_month':
      return between(today.startOf('month').minus({ months: 1 }), today.startOf('month'))
    case 'this_year':
      return between(today.startOf('year'), tomorrow)
  }
}
