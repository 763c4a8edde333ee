import { describe, expect, it } from 'vitest'
import type { Schedule } from '#protocol/saved-reports'
import { nextTime, scheduled } from './schedule.ts'

const daily: Schedule = { every: 'day', at: '08:30' }
const at = (text: string) => new Date(text)
const next = (schedule: Schedule, zone: string, after: string) => nextTime(schedule, zone, at(after)).toISOString()

/** The due times of so many rounds, each counted from the one before. */
function rounds(schedule: Schedule, zone: string, after: string, count: number): string[] {
  const times: string[] = []
  for (let last = at(after); times.length < count; ) {
    last = nextTime(schedule, zone, last)
    times.push(last.toISOString())
  }
  return times
}

describe('when a saved report is due', () => {
  it('[REP-9] every day at the time of the clock where the recipient is', () => {
    expect(next(daily, 'Europe/Lisbon', '2026-01-10T08:29:59Z')).toBe('2026-01-10T08:30:00.000Z')
    expect(next(daily, 'Europe/Lisbon', '2026-01-10T08:30:00Z')).toBe('2026-01-11T08:30:00.000Z')
    expect(next(daily, 'Asia/Kolkata', '2026-01-10T08:30:00Z')).toBe('2026-01-11T03:00:00.000Z')
  })

  it('[REP-9] keeps to the clock when it changes: an hour earlier in summer', () => {
    expect(rounds(daily, 'Europe/Berlin', '2026-03-27T12:00:00Z', 3)).toEqual([
      '2026-03-28T07:30:00.000Z',
      '2026-03-29T06:30:00.000Z',
      '2026-03-30T06:30:00.000Z',
    ])
  })

  it('[REP-9] once on a day whose time the clocks skip, and once where they show it twice', () => {
    const early: Schedule = { every: 'day', at: '02:30' }
    expect(rounds(early, 'Europe/Berlin', '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ])
    const autumn = rounds(early, 'Europe/Berlin', '2026-10-24T12:00:00Z', 2)
    expect(autumn.map((time) => time.slice(0, 10))).toEqual(['2026-10-25', '2026-10-26'])
    // A midnight that does not exist: the clocks of Santiago go from 23:59 to 01:00.
    expect(rounds({ every: 'day', at: '00:00' }, 'America/Santiago', '2026-09-05T12:00:00Z', 2)).toEqual([
      '2026-09-06T04:00:00.000Z',
      '2026-09-07T03:00:00.000Z',
    ])
  })

  it('[REP-9] weekly on its day, monthly on its day or the last of a shorter month', () => {
    const friday: Schedule = { every: 'week', weekday: 5, at: '17:00' }
    expect(next(friday, 'UTC', '2026-11-27T17:00:00Z')).toBe('2026-12-04T17:00:00.000Z')
    expect(next(friday, 'UTC', '2026-11-27T16:59:00Z')).toBe('2026-11-27T17:00:00.000Z')
    const monthly: Schedule = { every: 'month', dayOfMonth: 31, at: '09:00' }
    expect(rounds(monthly, 'UTC', '2026-01-01T00:00:00Z', 4).map((time) => time.slice(0, 10))).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ])
  })

  it('[REP-9] is the first of all recipients; never while it is paused or has no schedule', () => {
    const people = [
      { userId: 'a', timeZone: 'America/New_York' },
      { userId: 'b', timeZone: 'Asia/Tokyo' },
    ]
    const due = scheduled({ schedule: daily, paused: false }, people, at('2026-01-10T12:00:00Z'))
    expect(due.recipients.map(({ nextAt }) => nextAt?.toISOString())).toEqual([
      '2026-01-10T13:30:00.000Z',
      '2026-01-10T23:30:00.000Z',
    ])
    expect(due.nextAt?.toISOString()).toBe('2026-01-10T13:30:00.000Z')
    for (const what of [
      { schedule: daily, paused: true },
      { schedule: null, paused: false },
    ])
      expect(scheduled(what, people, at('2026-01-10T12:00:00Z')).nextAt).toBeNull()
  })
})
