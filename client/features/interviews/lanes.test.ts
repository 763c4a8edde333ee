import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Lane, lanesOf, type Standing } from './lanes.ts'

const item = (id: string, top: number, bottom: number): Standing => ({ id, top, bottom })

/** The share of the width that is covered, from and to, in parts of one. */
const share = ({ at, of, wide }: Lane) => [at / of, (at + wide) / of] as const

describe('interviews beside each other', () => {
  it('[INTUI-3] one alone, and those that only touch, have the whole width', () => {
    const lanes = lanesOf([item('a', 0, 60), item('b', 60, 120)])
    expect([...lanes.values()]).toEqual([
      { at: 0, of: 1, wide: 1 },
      { at: 0, of: 1, wide: 1 },
    ])
  })

  it('[INTUI-3] three at once share the width, and the one after them uses what is free', () => {
    const lanes = lanesOf([item('a', 0, 120), item('b', 0, 60), item('c', 30, 60), item('d', 60, 120)])
    expect(lanes.get('a')).toEqual({ at: 0, of: 3, wide: 1 })
    expect(lanes.get('b')).toEqual({ at: 1, of: 3, wide: 1 })
    expect(lanes.get('c')).toEqual({ at: 2, of: 3, wide: 1 })
    expect(lanes.get('d')).toEqual({ at: 1, of: 3, wide: 2 })
  })

  it('[INTUI-3] whatever they are: each is shown, none covers another, and the order they come in says nothing', () => {
    const anItem = fc
      .tuple(fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 1, max: 300 }))
      .map(([top, height]) => ({ top, bottom: top + height }))
    fc.assert(
      fc.property(fc.array(anItem, { maxLength: 25 }), (places) => {
        const items = places.map((place, index) => ({ id: `i${index}`, ...place }))
        const lanes = lanesOf(items)
        expect(lanes.size).toBe(items.length)
        expect(new Map([...lanesOf([...items].reverse())].sort())).toEqual(new Map([...lanes].sort()))
        for (const a of items) {
          const [left, right] = share(lanes.get(a.id) as Lane)
          expect(right).toBeLessThanOrEqual(1)
          expect(right).toBeGreaterThan(left)
          for (const b of items) {
            if (a.id === b.id || a.top >= b.bottom || b.top >= a.bottom) continue
            const [otherLeft, otherRight] = share(lanes.get(b.id) as Lane)
            expect(left >= otherRight - 1e-9 || otherLeft >= right - 1e-9).toBe(true)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
