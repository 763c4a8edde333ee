import { describe, expect, it } from 'vitest'
import { intentOf, step } from './keys.ts'

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more })

describe('keys on the board', () => {
  it('Space lifts, arrows carry, Space drops, Escape restores', () => {
    expect(intentOf(press(' '), false)).toEqual({ kind: 'lift' })
    expect(intentOf(press('ArrowRight'), true)).toEqual({ kind: 'carry', columns: 1 })
    expect(intentOf(press(' '), true)).toEqual({ kind: 'drop' })
    expect(intentOf(press('Escape'), true)).toEqual({ kind: 'restore' })
  })

  it('a letter typed while carrying does nothing', () => {
    expect(intentOf(press('r'), true)).toEqual({ kind: 'stay' })
  })

  it("the browser's shortcuts stay the browser's", () => {
    expect(intentOf(press('r', { metaKey: true }), false)).toBeNull()
    expect(intentOf(press('ArrowLeft', { altKey: true }), false)).toBeNull()
    expect(intentOf(press('x'), false)).toBeNull()
  })
})

describe('going over the board', () => {
  const lengths = [3, 0, 1, 2]

  it('skips empty columns and keeps to the last card of a shorter one', () => {
    expect(step(lengths, { column: 0, row: 2 }, 1, 0)).toEqual({ column: 2, row: 0 })
    expect(step(lengths, { column: 2, row: 0 }, -1, 0)).toEqual({ column: 0, row: 0 })
  })

  it('never leaves the board', () => {
    expect(step(lengths, { column: 0, row: 0 }, -1, 0)).toEqual({ column: 0, row: 0 })
    expect(step(lengths, { column: 3, row: 1 }, 0, 8)).toEqual({ column: 3, row: 1 })
    expect(step(lengths, { column: 3, row: 1 }, 0, -8)).toEqual({ column: 3, row: 0 })
  })
})
