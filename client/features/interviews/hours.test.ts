import { describe, expect, it } from 'vitest'
import { clockOf, hoursOf, minutesOf, workingSpans } from './hours.ts'

const nineToFive = [{ from: '09:00', to: '17:00' }]
const weekdays = [nineToFive, nineToFive, nineToFive, nineToFive, nineToFive, [], []]

describe('working hours on the calendar', () => {
  it('[INTUI-5] nine stays nine where the person works, over a change of the clocks', () => {
    const range = { from: Date.parse('2026-03-27T12:00:00Z'), to: Date.parse('2026-03-30T12:00:00Z') }
    const spans = workingSpans({ timeZone: 'Europe/Berlin', days: weekdays }, range)
    expect(spans.map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()])).toEqual([
      ['2026-03-27T08:00:00.000Z', '2026-03-27T16:00:00.000Z'],
      ['2026-03-30T07:00:00.000Z', '2026-03-30T15:00:00.000Z'],
    ])
  })

  it('[INTUI-5] who has not said when they work is taken to work by the clock of where they are', () => {
    const zone = process.env['TZ']
    process.env['TZ'] = 'Asia/Tokyo'
    const hours = { timeZone: 'UTC', days: weekdays, bufferBefore: 0, bufferAfter: 0 } as never
    expect(hoursOf({ hours, isSet: false, version: 0 }).timeZone).toBe('Asia/Tokyo')
    expect(hoursOf({ hours, isSet: true, version: 1 }).timeZone).toBe('UTC')
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })

  it('[INTUI-5] a working day can end at midnight', () => {
    const late = Array.from({ length: 7 }, () => [{ from: '22:00', to: '24:00' }])
    const [first] = workingSpans({ timeZone: 'Asia/Tokyo', days: late }, { from: 0, to: 1 })
    expect((first?.to ?? 0) - (first?.from ?? 0)).toBe(2 * 3_600_000)
    expect(['00:00', '09:30', '24:00'].map((clock) => clockOf(minutesOf(clock)))).toEqual(['00:00', '09:30', '24:00'])
  })
})
