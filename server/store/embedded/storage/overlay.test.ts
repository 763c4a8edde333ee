import { describe, expect, it } from 'vitest'
import type { Entry, View } from './environment.ts'
import { Overlay, overlaid } from './overlay.ts'

const key = (text: string) => Buffer.from(text)

/** A view over a few entries, as LMDB would give them. */
function viewOf(...texts: string[]): View {
  const entries: Entry[] = texts.map((text) => ({ key: key(text), value: key(`old ${text}`) }))
  return {
    get: (wanted) => entries.find((entry) => entry.key.equals(wanted))?.value,
    *range({ start, end }, reverse) {
      const found = entries.filter(
        (entry) => Buffer.compare(entry.key, start) >= 0 && Buffer.compare(entry.key, end) < 0,
      )
      yield* reverse ? found.reverse() : found
    },
  }
}

describe('changes over a view', () => {
  const overlay = new Overlay()
  overlay.put({ key: key('b'), value: key('new b') })
  overlay.put({ key: key('c'), value: null })
  overlay.put({ key: key('d1'), value: key('new d1') })
  overlay.put({ key: key('a0'), value: key('new a0') })
  const view = overlaid(viewOf('a', 'b', 'c', 'd'), overlay)
  const all = (reverse: boolean) =>
    [...view.range({ start: key('a'), end: key('z') }, reverse)].map(({ value }) => value.toString())

  it('replace, remove and add, in order', () => {
    expect(all(false)).toEqual(['old a', 'new a0', 'new b', 'old d', 'new d1'])
    expect(all(true)).toEqual(all(false).reverse())
    expect([...view.range({ start: key('b'), end: key('d') })].length).toBe(1)
    expect(view.get(key('c'))).toBeUndefined()
    expect(view.get(key('b'))?.toString()).toBe('new b')
  })

  it('leave when they are written, unless a newer one took their place', () => {
    const written = { key: key('x'), value: key('1') }
    overlay.put(written)
    overlay.put({ key: key('x'), value: key('2') })
    overlay.settle(written)
    expect(overlay.get('x')?.value?.toString()).toBe('2')
  })
})
