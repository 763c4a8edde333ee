import { describe, expect, it } from 'vitest'
import { relativeTime } from './relative-time.ts'

const now = new Date('2026-03-15T12:00:00Z').getTime()
const ago = (seconds: number) => relativeTime(new Date(now - seconds * 1000).toISOString(), now)

describe('saying how long ago', () => {
  it('counts in the unit a person would', () => {
    expect(ago(5)).toBe('just now')
    expect(ago(50)).toBe('1 min ago')
    expect(ago(240)).toBe('4 min ago')
    expect(ago(3 * 3600)).toBe('3 h ago')
    expect(ago(26 * 3600)).toBe('yesterday')
    expect(ago(5 * 86_400)).toBe('5 days ago')
  })

  it('names the date once counting no longer helps', () => {
    expect(ago(30 * 86_400)).toBe('13 Feb')
    expect(ago(400 * 86_400)).toMatch(/2025$/)
  })

  it('looks ahead too', () => {
    expect(ago(-3 * 3600)).toBe('in 3 h')
    expect(ago(-30 * 3600)).toBe('tomorrow')
  })

  it('[WEB-12] counts days by the calendar, not by the hours between', () => {
    const monday = new Date(2026, 2, 16, 9).getTime()
    const from = (date: Date, then = monday) => relativeTime(date.toISOString(), then)
    expect(from(new Date(2026, 2, 18, 1))).toBe('in 2 days')
    expect(from(new Date(2026, 2, 17, 23))).toBe('tomorrow')
    expect(from(new Date(2026, 2, 23, 8))).toBe('in 7 days')
    expect(from(new Date(2026, 2, 14, 20))).toBe('2 days ago')
    // The last night of March has 23 hours in much of Europe.
    expect(from(new Date(2026, 3, 1, 9), new Date(2026, 2, 28, 10).getTime())).toBe('in 4 days')
  })
})
