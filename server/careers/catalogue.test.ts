import type { Db } from 'mongodb'
import { describe, expect, it } from 'vitest'
import { type Bus, createMemoryBus } from '../journal/bus.memory.ts'
import { feedOf } from '../journal/entry.ts'
import { createCatalogues } from './catalogue.ts'

/** Stands in for the collections that are read, and counts how often the postings are. */
function aStore() {
  const published: object[] = []
  const store = {
    reads: 0,
    publish: (title: string) => {
      const content = { title, description: '', requirements: [], salary: null, location: null, employmentType: null }
      published.push({ _id: `job${published.length}`, published: { ...content, at: new Date(published.length) } })
    },
  }
  const collections: Record<string, object> = {
    answer_responses: { find: () => ({ sort: () => ({ limit: () => ({ toArray: async () => [] }) }) }) },
    employers: {
      findOne: async ({ slug }: { slug: string }) =>
        slug === 'unknown' ? null : { _id: `id-${slug}`, companyName: 'Kestrel', slug },
    },
    postings: {
      find: () => ({
        sort: () => ({
          toArray: async () => {
            store.reads++
            return [...published]
          },
        }),
      }),
    },
  }
  const db = { collection: (name: string) => collections[name] } as unknown as Db
  return { store, scope: () => ({ db, now: new Date() }) }
}

const titles = async (found: ReturnType<ReturnType<typeof createCatalogues>['find']>) =>
  (await found)?.jobs.map(({ title }) => title)
const entry = (type: string) => ({ type, seq: 1, key: '', stream: feedOf('id-a'), data: {}, at: new Date() })
const bySystem = { kind: 'system', id: null } as const

describe('catalogues from memory', () => {
  it('[CAR-2] many visitors at once are one read, until a publication is heard of', async () => {
    const { store, scope } = aStore()
    const bus = createMemoryBus()
    const catalogues = createCatalogues({ scope, bus, freshFor: 60_000 })
    await Promise.all([catalogues.find('a'), catalogues.find('a'), catalogues.find('a')])
    expect(store.reads).toBe(1)
    store.publish('New')
    bus.publish(feedOf('id-a'), [{ ...entry('application.received'), actor: bySystem }])
    expect(await titles(catalogues.find('a'))).toEqual([])
    bus.publish(feedOf('id-a'), [{ ...entry('posting.transitioned'), actor: bySystem }])
    expect(await titles(catalogues.find('a'))).toEqual(['New'])
  })

  it('[CAR-2] what another process published shows when the catalogue is too old', async () => {
    const { store, scope } = aStore()
    const catalogues = createCatalogues({ scope, bus: createMemoryBus(), freshFor: 0 })
    const before = await catalogues.find('a')
    expect(await catalogues.find('a')).toBe(before)
    store.publish('New')
    expect(await titles(catalogues.find('a'))).toEqual(['New'])
  })

  it('holds only so much, and follows no employer that it let go', async () => {
    const { store, scope } = aStore()
    store.publish('x'.repeat(1000))
    const memory = createMemoryBus()
    const followed = new Set<string>()
    const bus: Bus = {
      ...memory,
      subscribe: (stream, listener) => {
        const end = memory.subscribe(followed.add(stream) && stream, listener)
        return () => void (followed.delete(stream) && end())
      },
    }
    const catalogues = createCatalogues({ scope, bus, freshFor: 60_000, capacity: 3000 })
    for (const slug of ['a', 'b', 'c', 'unknown', 'd']) await catalogues.find(slug)
    expect(followed.size).toBe(2)
    expect(await catalogues.find('unknown')).toBeNull()
    await catalogues.find('d')
    expect(store.reads).toBe(4)
  })
})
