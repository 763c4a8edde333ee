import { type Document, MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded, type TestStore } from './helpers.ts'

let store: TestStore
let client: MongoClient

beforeAll(async () => {
  store = await startEmbedded()
  client = new MongoClient(store.uri)
  const many = client.db('manners').collection<Document>('many')
  for (let block = 0; block < 10; block++)
    await many.insertMany(
      Array.from({ length: 2000 }, (_, n) => ({ n: block * 2000 + n, tag: n % 9, text: `text ${n}` })),
    )
})
afterAll(async () => {
  await client.close()
  await store.close()
})

const many = () => client.db('manners').collection<Document>('many')

/** How many small writes are answered while something long goes on. */
async function answeredDuring(long: () => Promise<unknown>): Promise<number> {
  let going = true
  let answered = 0
  const others = (async () => {
    while (going) {
      await client
        .db('manners')
        .collection<Document>('small')
        .updateOne({ n: 1 }, { $inc: { count: 1 } }, { upsert: true })
      if (going) answered++
    }
  })()
  await long()
  going = false
  await others
  return answered
}

describe('long work', () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      'a report over every document',
      () =>
        many()
          .aggregate([{ $match: { text: /t/ } }, { $group: { _id: '$tag', n: { $sum: '$n' } } }])
          .toArray(),
    ],
    ['a sort of every document', () => many().find().sort({ text: -1, n: 1 }).toArray()],
    ['an update of every document', () => many().updateMany({ tag: { $gte: 0 } }, { $inc: { seen: 1 } })],
    ['an index over every document', () => many().createIndex({ text: 1, n: 1 })],
  ])('%s lets others through', async (_, long) => {
    expect(await answeredDuring(long)).toBeGreaterThan(3)
  })

  it('memory is bounded, with an error that says what to do', async () => {
    const large = client.db('manners').collection<Document>('large')
    for (let n = 0; n < 8; n++) await large.insertOne({ n, text: 'x'.repeat(4_000_000) })
    const again = Array.from({ length: 3 }, () => ({ $unionWith: 'large' }))
    const error = { code: 292, message: expect.stringContaining('memory limit') }
    await expect(large.aggregate([...again, { $sort: { n: 1 } }]).toArray()).rejects.toMatchObject(error)
    await expect(
      large.aggregate([...again, { $group: { _id: null, all: { $push: '$text' } } }]).toArray(),
    ).rejects.toMatchObject(error)
    expect(await large.countDocuments()).toBe(8)
  })

  it('memory is bounded for all open cursors together, and free again when they are closed', async () => {
    const large = client.db('manners').collection<Document>('large')
    const twice = [{ $unionWith: 'large' }, { $sort: { n: 1 } }]
    // Each has sorted 64 MB and given one document of it.
    const cursors = Array.from({ length: 5 }, () => large.aggregate(twice, { batchSize: 1 }))
    const outcomes: unknown[] = []
    for (const cursor of cursors) {
      const outcome = cursor.next().then(() => 'given')
      outcomes.push(await outcome.catch(({ code }: { code?: unknown }) => code))
    }
    expect(outcomes).toEqual([...Array(4).fill('given'), 292])
    await Promise.all(cursors.map((cursor) => cursor.close()))
    expect(await large.aggregate(twice, { batchSize: 1 }).next()).toMatchObject({ n: 0 })
  })
})

describe('a query that several indexes serve as well', () => {
  it('[COST-9] reads by the one that has least to read', async () => {
    const db = client.db('equals')
    const rows = db.collection<Document>('rows')
    await rows.createIndexes([{ key: { company: 1, at: 1 } }, { key: { person: 1, at: 1 } }])
    await rows.insertMany(Array.from({ length: 200 }, (_, at) => ({ company: 'one', person: at % 100, at })))
    const admin = client.db('admin')
    await admin.command({ clearviewStats: 1, reset: true })
    const found = await rows.find({ company: 'one', person: 7 }).sort({ at: 1 }).toArray()
    expect(found.map(({ at }) => at)).toEqual([7, 107])
    expect(await admin.command({ clearviewStats: 1 })).toMatchObject({ queries: 1, examined: 2 })
  })
})

describe('which queries found no index', () => {
  it('is counted by what they ask', async () => {
    const db = client.db('counted')
    const rows = db.collection<Document>('rows')
    await rows.createIndex({ stream: 1, seq: 1 })
    await rows.insertMany([
      { stream: 'a', seq: 1 },
      { stream: 'a', seq: 2 },
      { stream: 'b', seq: 1 },
    ])
    const admin = client.db('admin')
    await admin.command({ clearviewStats: 1, reset: true })
    await rows
      .find({ stream: 'a', seq: { $gt: 1 } })
      .sort({ seq: 1 })
      .toArray()
    await rows
      .find({
        $or: [
          { stream: 'a', seq: { $gt: 1 } },
          { stream: 'b', seq: { $gt: 0 } },
        ],
      })
      .toArray()
    await rows.find({ stream: { $in: ['a', 'b'] } }).toArray()
    await rows.find({}).sort({ stream: -1, seq: -1 }).toArray()
    await rows.aggregate([{ $match: { stream: 'a' } }, { $sort: { seq: -1 } }, { $limit: 1 }]).toArray()
    const indexed = await admin.command({ clearviewStats: 1 })
    expect(indexed).toMatchObject({ collectionScans: [], memorySorts: [] })
    await rows.find({ seq: 2 }).toArray()
    await rows.find({ seq: 1 }).toArray()
    await rows.find({ stream: 'a' }).sort({ other: 1 }).toArray()
    const { collectionScans, memorySorts } = await admin.command({ clearviewStats: 1 })
    expect(collectionScans).toEqual([{ namespace: 'counted.rows', shape: '{seq: int}', count: 2, examined: 6 }])
    expect(memorySorts).toMatchObject([{ namespace: 'counted.rows', shape: '{stream: string} sort other:1', count: 1 }])
  })
})
