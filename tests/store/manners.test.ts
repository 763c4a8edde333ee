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

  it('maxTimeMS ends a search that takes longer, and nothing is changed by it', async () => {
    const late = { code: 50 }
    await expect(many().find({ text: /never/ }).maxTimeMS(1).toArray()).rejects.toMatchObject(late)
    const report = [{ $match: { text: /t/ } }, { $group: { _id: '$tag', n: { $sum: '$n' } } }]
    await expect(many().aggregate(report, { maxTimeMS: 1 }).toArray()).rejects.toMatchObject(late)
    const update = { update: 'many', updates: [{ q: { text: /t/ }, u: { $set: { late: 1 } }, multi: true }] }
    const reply = await client.db('manners').command({ ...update, maxTimeMS: 1 }, { readPreference: 'primary' })
    expect(reply).toMatchObject({ n: 0, writeErrors: [late] })
    expect(await many().countDocuments({ late: 1 })).toBe(0)
    expect(await many().find({ n: 5 }).maxTimeMS(60_000).toArray()).toHaveLength(1)
  })

  it('maxTimeMS ends counting, sorting in memory and building an index, of which nothing is left', async () => {
    const late = { code: 50 }
    const db = client.db('manners')
    await expect(db.command({ count: 'many', query: { text: /t/ }, maxTimeMS: 1 })).rejects.toMatchObject(late)
    await expect(many().distinct('text', {}, { maxTimeMS: 1 })).rejects.toMatchObject(late)
    const sorted = [{ $set: { half: { $divide: ['$n', 2] } } }, { $sort: { half: -1 } }]
    await expect(many().aggregate(sorted, { maxTimeMS: 1 }).toArray()).rejects.toMatchObject(late)
    await expect(many().createIndex({ tag: 1, n: 1 }, { maxTimeMS: 1 })).rejects.toMatchObject(late)
    expect((await many().indexes()).map(({ name }) => name)).not.toContain('tag_1_n_1')
  })

  it('maxTimeMS ends the wait for a transaction, which goes on', async () => {
    const rows = client.db('manners').collection<Document>('held')
    await rows.insertOne({ n: 1 })
    const session = client.startSession()
    session.startTransaction()
    await rows.updateOne({ n: 1 }, { $set: { by: 'transaction' } }, { session })
    const update = { update: 'held', updates: [{ q: { n: 1 }, u: { $set: { by: 'other' } } }], maxTimeMS: 50 }
    const reply = await client.db('manners').command(update, { readPreference: 'primary' })
    expect(reply).toMatchObject({ n: 0, writeErrors: [{ code: 50 }] })
    await session.commitTransaction()
    await session.endSession()
    expect(await rows.findOne({ n: 1 })).toMatchObject({ by: 'transaction' })
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
