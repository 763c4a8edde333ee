import { describe, expect, it } from 'vitest'
import { timesOf } from './criteria.ts'

describe('the period of a saved report', () => {
  const now = new Date('2026-11-27T23:30:00Z')
  const of = (...[period, zone = 'UTC']: [Parameters<typeof timesOf>[0], string?]) => {
    const { from, to } = timesOf(period, now, zone)
    return [from?.toISOString() ?? null, to?.toISOString() ?? null]
  }

  it.each([
    ['last_7_days', '2026-11-21', '2026-11-28'],
    ['last_30_days', '2026-10-29', '2026-11-28'],
    ['last_90_days', '2026-08-30', '2026-11-28'],
    ['this_year', '2026-01-01', '2026-11-28'],
  ] as const)('[REP-17] %s ends with today', (period, from, to) => {
    expect(of(period)).toEqual([`${from}T00:00:00.000Z`, `${to}T00:00:00.000Z`])
  })

  it('[REP-17] a last week and a last month are whole ones', () => {
    expect(of('last_week')).toEqual(['2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z'])
    expect(of('last_month')).toEqual(['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z'])
    expect(of('all')).toEqual([null, null])
  })

  it('[REP-17] days are those where the reader is', () => {
    expect(of('last_7_days', 'Asia/Tokyo')).toEqual(['2026-11-21T15:00:00.000Z', '2026-11-28T15:00:00.000Z'])
  })
})
