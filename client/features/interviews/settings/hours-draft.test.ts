import { describe, expect, it } from 'vitest'
import { addSpan, changeSpan, hoursProblem, likeFirst, removeSpan, toggleDay } from './hours-draft.ts'

const office = [{ from: '09:00', to: '17:00' }]
const early = [{ from: '07:00', to: '15:00' }]
const week = [early, office, office, office, office, [], []]

describe('saying when one works', () => {
  it('[INTUI-14] a day that is worked begins like the one before it', () => {
    expect(toggleDay(week, 5, true)[5]).toEqual(office)
    expect(toggleDay([[], [], [], [], [], [], []], 0, true)[0]).toEqual(office)
    expect(toggleDay(week, 0, false)[0]).toEqual([])
    expect(likeFirst(week)).toEqual([early, early, early, early, early, [], []])
  })

  it('[INTUI-14] a pause makes two spans, and a day holds four at most', () => {
    let days = changeSpan(week, 0, 0, { to: '11:00' })
    for (let spans = 1; spans < 4; spans++) days = addSpan(days, 0)
    expect(days[0]).toEqual([
      { from: '07:00', to: '11:00' },
      { from: '12:00', to: '14:00' },
      { from: '15:00', to: '17:00' },
      { from: '18:00', to: '20:00' },
    ])
    expect(addSpan(days, 0)).toBe(days)
    expect(removeSpan(days, 0, 1)[0]).toHaveLength(3)
    expect(addSpan(changeSpan(week, 0, 0, { to: '24:00' }), 0)[0]).toHaveLength(1)
  })

  it('[INTUI-14] what cannot be is said by its day', () => {
    expect(hoursProblem(week)).toBeNull()
    expect(hoursProblem(changeSpan(week, 2, 0, { from: '' }))).toBe('Wednesday: give both times.')
    expect(hoursProblem(changeSpan(week, 4, 0, { to: '08:00' }))).toBe('Friday: the end comes after the beginning.')
    const twice = [[...office, { from: '16:00', to: '18:00' }], ...week.slice(1)]
    expect(hoursProblem(twice)).toBe('Monday: two spans overlap.')
  })
})
