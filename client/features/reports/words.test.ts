import { describe, expect, it } from 'vitest'
import { choiceWords, daysOf, nothingWords, scheduleWords, valueWords } from './words.ts'

describe('a report on the page', () => {
  it('[REPUI-1] says values as they are read', () => {
    expect(valueWords(1234.5, 'number')).toBe('1,234.5')
    expect(valueWords(40, 'percent')).toBe('40%')
    expect(valueWords('2026-03-01', 'day')).toBe('1 Mar 2026')
    expect(valueWords('on_hold', 'state')).toBe('On hold')
    expect(valueWords('Engineer_2 (remote)', 'text')).toBe('Engineer_2 (remote)')
    expect(valueWords(null, 'days')).toBe('–')
  })

  it('[REPUI-1] [REP-17] is of whole days, of which today is the last, or of a whole week or month', () => {
    const friday = new Date(2026, 10, 27, 15)
    expect(daysOf('last_7_days', friday)).toEqual({ from: '2026-11-21', to: '2026-11-27' })
    expect(daysOf('last_week', friday)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(daysOf('last_month', new Date(2026, 2, 31))).toEqual({ from: '2026-02-01', to: '2026-02-28' })
    expect(daysOf('last_month', new Date(2026, 0, 5))).toEqual({ from: '2025-12-01', to: '2025-12-31' })
    expect(daysOf('this_year', friday)).toEqual({ from: '2026-01-01', to: '2026-11-27' })
    expect(daysOf('all', friday)).toEqual({})
  })

  it('[REPUI-1] says on paper what was chosen', () => {
    const all = { type: 'pipeline', period: 'last_30_days', from: '', to: '', jobId: null } as const
    expect(choiceWords(all, () => null)).toBe('Pipeline · Last 30 days · All postings')
    expect(choiceWords({ ...all, period: null, from: '2026-03-01', to: '2026-03-31', jobId: 'j' }, () => 'Cook')).toBe(
      'Pipeline · From 1 Mar 2026 to 31 Mar 2026 · Cook',
    )
    expect(choiceWords({ ...all, type: 'consultants', period: null }, () => null)).toBe('Consultants · All time')
  })

  it('[REPUI-1] says why it is empty, and names only choices that there are', () => {
    const widest = { type: 'summary', period: 'all', from: '', to: '', jobId: null } as const
    expect(nothingWords(widest)).toBe('This report has rows as soon as there is a posting.')
    expect(nothingWords({ ...widest, type: 'reviews', period: null })).toMatch(/as there is a review\.$/)
    expect(nothingWords({ ...widest, jobId: 'j' })).toMatch(/^There is nothing of this posting yet/)
    expect(nothingWords({ ...widest, period: 'last_week' })).toBe(
      'Nothing falls into this period. Choose a longer one.',
    )
  })

  it('[REPUI-2] says when it goes out', () => {
    const schedule = { every: 'week', weekday: 1, dayOfMonth: null, at: '08:00' }
    expect(scheduleWords({ schedule, paused: false })).toBe('Every Monday at 08:00')
    expect(scheduleWords({ schedule, paused: true })).toBe('Paused (every Monday at 08:00)')
    expect(scheduleWords({ schedule: { ...schedule, every: 'month', dayOfMonth: 31 }, paused: false })).toBe(
      'Monthly, on day 31, at 08:00',
    )
    expect(scheduleWords({ schedule: null, paused: false })).toBe('Made when somebody asks')
  })
})
