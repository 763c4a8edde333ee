import { describe, expect, it } from 'vitest'
import { addDays, boundsOf, clockAt, clockChange, dayAt, instantAt, placeIn, weekOf } from './zone-days.ts'

const at = (text: string) => Date.parse(text)
const hour = 3_600_000

describe('days of the calendar in a zone', () => {
  it('[INTUI-1] a week begins on Monday, over the end of a year too', () => {
    expect(weekOf('2027-01-01')).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ])
    expect(weekOf('2026-12-28')[0]).toBe('2026-12-28')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  })

  it('[INTUI-1] an instant is on the day that the chosen zone has then', () => {
    expect(dayAt(at('2026-05-04T23:30:00Z'), 'Asia/Kolkata')).toBe('2026-05-05')
    expect(dayAt(at('2026-05-05T03:30:00Z'), 'America/New_York')).toBe('2026-05-04')
    expect(clockAt(at('2026-05-04T23:30:00Z'), 'Asia/Kolkata')).toBe(5 * 60)
  })

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Asia/Kolkata', '2026-03-29', 24],
  ])('[INTUI-2] in %s the day %s has %d hours', (zone, day, hours) => {
    const { from, to } = boundsOf(day, zone)
    expect((to - from) / hour).toBe(hours)
    expect(clockChange(day, zone)).toBe(hours === 24 ? null : (24 - hours) * 60)
  })

  it.each([
    ['Europe/Berlin', '2026-03-28', '2026-03-28T08:00:00Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-30T07:00:00Z'],
    ['America/New_York', '2026-10-31', '2026-10-31T13:00:00Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T14:00:00Z'],
    ['Australia/Sydney', '2026-10-05', '2026-10-04T22:00:00Z'],
  ])('[INTUI-2] nine o’clock in %s on %s is the right instant on either side of the change', (zone, day, instant) => {
    expect(new Date(instantAt(day, 9 * 60, zone)).toISOString()).toBe(new Date(instant).toISOString())
  })

  it('[INTUI-2] of a time that comes twice the first is meant, and one that is left out is still after what is before', () => {
    expect(instantAt('2026-10-25', 2 * 60 + 30, 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'))
    const before = instantAt('2026-03-29', 60 + 45, 'Europe/Berlin')
    const leftOut = instantAt('2026-03-29', 2 * 60 + 15, 'Europe/Berlin')
    expect(leftOut).toBeGreaterThan(before)
    expect(clockAt(leftOut, 'Europe/Berlin')).toBe(3 * 60 + 15)
    expect(instantAt('2026-10-25', 24 * 60, 'Europe/Berlin')).toBe(instantAt('2026-10-26', 0, 'Europe/Berlin'))
  })

  it('[INTUI-1] what is placed by the clock is at that clock again, whatever the zone', () => {
    for (const zone of ['Europe/London', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC']) {
      for (let minutes = 4 * 60; minutes < 24 * 60; minutes += 45) {
        const instant = instantAt('2026-10-25', minutes, zone)
        expect([dayAt(instant, zone), clockAt(instant, zone)]).toEqual(['2026-10-25', minutes])
      }
    }
  })

  it('[INTUI-1] a span over midnight stands at the end of one day and at the beginning of the next', () => {
    const span = { from: at('2026-05-04T21:00:00Z'), to: at('2026-05-04T23:00:00Z') }
    expect(placeIn(span, '2026-05-04', 'Europe/Berlin')).toEqual({ top: 23 * 60, bottom: 24 * 60 })
    expect(placeIn(span, '2026-05-05', 'Europe/Berlin')).toEqual({ top: 0, bottom: 60 })
    expect(placeIn(span, '2026-05-06', 'Europe/Berlin')).toBeNull()
    expect(
      placeIn({ from: at('2026-05-04T22:00:00Z'), to: at('2026-05-04T23:00:00Z') }, '2026-05-04', 'Europe/Berlin'),
    ).toBeNull()
  })

  it('[INTUI-2] a span within the hour that comes twice can still be seen', () => {
    const span = { from: at('2026-10-25T00:45:00Z'), to: at('2026-10-25T01:15:00Z') }
    expect(placeIn(span, '2026-10-25', 'Europe/Berlin')).toEqual({ top: 165, bottom: 180 })
  })
})
