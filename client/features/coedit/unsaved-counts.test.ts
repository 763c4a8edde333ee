import { describe, expect, it } from 'vitest'
import { dropCounts, keptDocuments, unsavedCounts } from './unsaved-counts.ts'

function aStorage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  }
}

describe('counting what waits in this browser', () => {
  it('[COEDUI-3] a page that opens knows what an earlier one left unsaved, until it is stored', () => {
    const storage = aStorage()
    unsavedCounts('u1', 'posting:1', 'before', storage).set(7)
    const counts = unsavedCounts('u1', 'posting:1', 'now', storage)
    expect(counts.others()).toBe(7)
    counts.settle()
    expect(counts.others()).toBe(0)
    expect(unsavedCounts('u1', 'posting:1', 'later', storage).others()).toBe(0)
  })

  it('[COEDUI-3] what a page writes after another one opened stays its own', () => {
    const storage = aStorage()
    const first = unsavedCounts('u1', 'posting:1', 'first', storage)
    first.set(2)
    const second = unsavedCounts('u1', 'posting:1', 'second', storage)
    first.set(5)
    second.settle()
    expect(unsavedCounts('u1', 'posting:1', 'third', storage).others()).toBe(5)
  })

  it('[COEDUI-4] is kept apart by person and document', () => {
    const storage = aStorage()
    unsavedCounts('u1', 'posting:1', 'a', storage).set(1)
    unsavedCounts('u2', 'posting:1', 'b', storage).set(0)
    storage.setItem('clearview.outbox.u1', '[]')
    expect(keptDocuments(storage)).toEqual([
      { userId: 'u1', documentId: 'posting:1', unsaved: 1 },
      { userId: 'u2', documentId: 'posting:1', unsaved: 0 },
    ])
    dropCounts('u1', 'posting:1', storage)
    expect(keptDocuments(storage)).toEqual([{ userId: 'u2', documentId: 'posting:1', unsaved: 0 }])
  })
})
