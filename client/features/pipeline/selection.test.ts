import { describe, expect, it, vi } from 'vitest'
import { BoardStore } from './board-store.ts'
import { aCard } from './fixtures.ts'
import { Selection } from './selection.ts'

function aSelection() {
  const store = new BoardStore('job', 'me')
  store.load(['a', 'b', 'c', 'd'].map((id) => aCard({ id })))
  store.load([aCard({ id: 'x', status: 'withdrawn' })])
  return new Selection(store)
}

describe('choosing cards', () => {
  it('[BRD-11] takes one in and out, and tells that card alone', () => {
    const selection = aSelection()
    const [a, b] = [vi.fn(), vi.fn()]
    selection.onCard('a')(a)
    selection.onCard('b')(b)
    selection.toggle('a')
    expect([...selection.ids()]).toEqual(['a'])
    selection.toggle('a')
    expect(selection.ids().size).toBe(0)
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([2, 0])
  })

  it('[BRD-11] takes a whole range of a column, in either direction', () => {
    const selection = aSelection()
    selection.toggle('c')
    selection.extendTo('a', ['a', 'b', 'c', 'd'])
    expect([...selection.ids()].sort()).toEqual(['a', 'b', 'c'])
    selection.extendTo('d', ['a', 'b', 'c', 'd'])
    expect(selection.ids().size).toBe(4)
  })

  it('[BRD-11] a range into another column is that card alone', () => {
    const selection = aSelection()
    selection.toggle('a')
    selection.extendTo('d', ['c', 'd'])
    expect([...selection.ids()].sort()).toEqual(['a', 'd'])
  })

  it('[BRD-11] leaves out who cannot be moved', () => {
    const selection = aSelection()
    selection.toggle('x')
    selection.add(['x', 'a', 'nobody'])
    expect([...selection.ids()]).toEqual(['a'])
  })
})
