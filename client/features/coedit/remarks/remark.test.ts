import { describe, expect, it } from 'vitest'
import { inReadingOrder, isOpen, type Remark } from './remark.ts'

const remark = (id: string, at: string, more: object = {}) =>
  ({ kind: 'comment', id, at, resolvedBy: null, ...more }) as unknown as Remark

describe('remarks beside the text', () => {
  it('[COEDUI-10] stand in the order of the text, those whose words are gone last', () => {
    const [gone, late, early, same] = [
      remark('gone', '2026-01-01'),
      remark('late', '2026-01-02'),
      remark('early', '2026-01-03'),
      remark('same', '2026-01-01'),
    ] as const
    const places = new Map([
      ['late', { from: 9, to: 12 }],
      ['early', { from: 2, to: 4 }],
      ['same', { from: 9, to: 10 }],
    ])
    expect(inReadingOrder([gone, late, early, same], places).map(({ id }) => id)).toEqual([
      'early',
      'same',
      'late',
      'gone',
    ])
  })

  it('[COEDUI-11] are open until somebody settles, accepts, rejects or withdraws them', () => {
    expect(isOpen(remark('a', ''))).toBe(true)
    expect(isOpen(remark('a', '', { resolvedBy: 'u1' }))).toBe(false)
    const states = ['pending', 'accepted', 'rejected', 'withdrawn']
    expect(states.map((state) => isOpen(remark('a', '', { kind: 'suggestion', state })))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
