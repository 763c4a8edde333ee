import { type Db, type Document, MongoNetworkError } from 'mongodb'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { openTestStore, type TestStore } from '../../tests/open-store.ts'
import { eventually } from '../../tests/server.ts'
import { type Entry, journalPlan, journalRows, type Stream } from '../journal/entry.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { createGroupWriter } from './writer.ts'

let store: TestStore

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan])
})
afterAll(() => store.close())
afterEach(() => vi.useRealTimers())

/** A document with one entry to write; it notes what it is told. */
function aSource() {
  const [stream, told]: [Stream, string[]] = [`doc:${newId()}:lane`, []]
  const data = { update: new Uint8Array(40) }
  const actor = { kind: 'system', id: null } as const
  const entry = (): Entry => ({ stream, seq: 1, key: '1', type: 'update', data, actor, at: new Date() })
  return {
    stream,
    told,
    entry,
    isDead: false,
    take: entry,
    stored: () => told.push('stored'),
    failed: () => told.push('failed'),
  }
}

/** The store, over a connection that breaks at the first command, after so many of its rows were stored. */
function breakingAfter(count: number): Db {
  let isFirst = true
  const command = async ({ documents, ...rest }: Document, options: object) => {
    if (!isFirst) return store.db.command({ ...rest, documents }, options)
    isFirst = false
    if (count > 0) await store.db.command({ ...rest, documents: documents.slice(0, count) }, options)
    throw new MongoNetworkError('the connection broke')
  }
  return Object.create(store.db, { command: { value: command } }) as Db
}

const allTold = (sources: readonly { readonly told: string[] }[]) =>
  eventually(() => sources.every(({ told }) => told.length > 0))

it.each([0, 2, 3])(
  '[COED-19] entries of which %i were stored unheard are written once, and told of once',
  async (count) => {
    const announced: Stream[] = []
    const writer = createGroupWriter({ db: breakingAfter(count), announce: (stream) => announced.push(stream) })
    const sources = [aSource(), aSource(), aSource()]
    for (const source of sources) writer.wants(source)
    await allTold(sources)
    expect(sources.flatMap(({ told }) => told)).toEqual(['stored', 'stored', 'stored'])
    const streams = sources.map(({ stream }) => stream)
    expect(announced).toEqual(streams)
    expect(await journalRows(store).countDocuments({ stream: { $in: streams } })).toBe(3)
  },
)

it('[COED-19] what the store refuses is not said to be stored, and what came before it is', async () => {
  const [first, refused, later] = [aSource(), aSource(), aSource()]
  await journalRows(store).insertOne(refused.entry())
  const writer = createGroupWriter({ db: store.db, announce: () => undefined })
  for (const source of [first, refused, later]) writer.wants(source)
  await allTold([first, refused, later])
  expect([first, refused, later].map(({ told }) => told)).toEqual([['stored'], ['failed'], ['failed']])
})

it('writes what waits with the next edit that comes late enough, after 25 ms, or sooner when several documents wait', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] })
  const sizes: number[] = []
  const command = async ({ documents }: Document) => {
    sizes.push(documents.length)
    return { ok: 1 }
  }
  const db = Object.create(store.db, { command: { value: command } }) as Db
  const writer = createGroupWriter({ db, announce: () => undefined })
  const [one, other] = [aSource(), aSource()]
  const after = async (milliseconds: number, source?: typeof one) => {
    await vi.advanceTimersByTimeAsync(milliseconds)
    if (source) writer.wants(source)
    await vi.advanceTimersByTimeAsync(0)
    return sizes.splice(0)
  }
  expect(await after(1000, one)).toEqual([1])
  expect(await after(3, one)).toEqual([])
  expect(await after(4, one)).toEqual([])
  expect(await after(3, one)).toEqual([1])
  expect(await after(3, one)).toEqual([])
  expect(await after(20)).toEqual([])
  expect(await after(3)).toEqual([1])
  expect(await after(3, one)).toEqual([])
  expect(await after(1, other)).toEqual([])
  expect(await after(7)).toEqual([2])
})
