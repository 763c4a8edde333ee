import { describe, expect, it } from 'vitest'
import { type ColumnView, daysSince, hold } from './arrange.ts'

const view = (...ids: string[]): ColumnView => ({ ids, gone: new Set(), waiting: [] })
const nobody = new Set<string>()

describe('a column that somebody reads', () => {
  it("keeps others' arrivals behind the pill", () => {
    expect(hold(view('a', 'b'), ['n', 'a', 'b'], nobody)).toEqual({ ids: ['a', 'b'], gone: new Set(), waiting: ['n'] })
  })

  it('keeps the place of a card that left, so that nothing slides under the pointer', () => {
    expect(hold(view('a', 'b', 'c'), ['a', 'c'], nobody)).toMatchObject({ ids: ['a', 'b', 'c'], gone: new Set(['b']) })
  })

  it('shows my own moves at once, in their place', () => {
    expect(hold(view('a', 'c'), ['a', 'b', 'c'], new Set(['b'])).ids).toEqual(['a', 'b', 'c'])
    expect(hold(view('a', 'b'), ['a'], new Set(['b'])).ids).toEqual(['a'])
    expect(hold(view('a'), ['a', 'z'], new Set(['z'])).ids).toEqual(['a', 'z'])
  })

  it('takes a card back to its kept place when it returns', () => {
    const left = hold(view('a', 'b'), ['a'], nobody)
    expect(hold(left, ['a', 'b'], nobody)).toEqual({ ids: ['a', 'b'], gone: new Set(), waiting: [] })
  })
})

describe('days in a stage', () => {
  it('are whole days, and never negative when the clock is behind', () => {
    const now = Date.parse('2026-03-10T12:00:00Z')
    expect(daysSince('2026-03-08T11:00:00Z', now)).toBe(2)
    expect(daysSince('2026-03-10T12:00:05Z', now)).toBe(0)
  })
})
