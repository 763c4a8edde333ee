import { describe, expect, it } from 'vitest'
import { inDays, ofDay } from './reminder-times.ts'

const now = new Date(2026, 4, 10, 15, 30).getTime()

describe('times for later', () => {
  it('are in the morning of the day, where the reader is', () => {
    expect(new Date(inDays(3, now))).toEqual(new Date(2026, 4, 13, 9))
    expect(ofDay('2026-05-12', now)).toBe(new Date(2026, 4, 12, 9).toISOString())
  })

  it('are none for a day that is over, or no day at all', () => {
    for (const text of ['2026-05-10', '2026-02-01', '', 'soon']) expect(ofDay(text, now)).toBeNull()
  })
})
