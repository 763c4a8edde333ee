import { describe, expect, it } from 'vitest'
import { keyGroups } from './key-list.ts'
import { intentOf, step } from './keys.ts'
import { paneKeyOf } from './use-page-keys.ts'

const press = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

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
    expect(intentOf(press('y'), false)).toBeNull()
  })
})

describe('the list of keys', () => {
  const listed = (facts: { canMove: boolean; isOpen: boolean }) =>
    keyGroups(facts).flatMap(({ title, rows }) => rows.map(([keys]) => ({ title, keys })))

  it('[BRD-16] names every letter that does something, and none that does not', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz']
    const bound = letters.filter((key) => intentOf(press(key), false) !== null || paneKeyOf(press(key)) !== null)
    const named = listed({ canMove: true, isOpen: true })
      .map(({ keys }) => keys.toLowerCase())
      .filter((key) => /^[a-z]$/.test(key))
    expect([...new Set(named)].sort()).toEqual(bound)
  })

  it('[BRD-16] names none that moves to who may look only, nor those of the candidate while nobody is open', () => {
    const words = (facts: { canMove: boolean; isOpen: boolean }) => listed(facts).map(({ keys }) => keys)
    expect(words({ canMove: false, isOpen: true })).not.toEqual(expect.arrayContaining(['M']))
    expect(words({ canMove: false, isOpen: true })).not.toEqual(expect.arrayContaining(['Space']))
    expect(words({ canMove: true, isOpen: false })).not.toEqual(expect.arrayContaining(['J']))
    expect(words({ canMove: false, isOpen: true })).toEqual(expect.arrayContaining(['J', 'K']))
  })

  it('[BRD-16] leaves 1 to 5 to the review', () => {
    for (const key of '12345') {
      expect(intentOf(press(key), false)).toBeNull()
      expect(paneKeyOf(press(key))).toBeNull()
    }
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
