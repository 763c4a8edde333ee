import { type ClientSession, type Db, MongoClient, Timestamp } from 'mongodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startStore, type TestStore } from './helpers.ts'

interface Row {
  _id: number
  n: number
}

let store: TestStore
let client: MongoClient
let db: Db
let number = 0
let session: ClientSession

beforeAll(async () => {
  store = await startStore()
  client = new MongoClient(store.uri)
})
afterAll(async () => {
  await client.close()
  await store.close()
})
beforeEach(async () => {
  db = client.db(`snapshots_${process.pid}_${number++}`)
  session = client.startSession({ snapshot: true })
  await rows('a').insertMany(Array.from({ length: 500 }, (_, _id) => ({ _id, n: 1 })))
  await rows('b').insertOne({ _id: 0, n: 1 })
})
afterEach(async () => {
  await session.endSession()
  await db.dropDatabase()
})

const rows = (name: string) => db.collection<Row>(name)
const change = () => Promise.all([rows('a').updateMany({}, { $set: { n: 2 } }), rows('b').deleteMany({})])

describe('a snapshot session', () => {
  it('reads one moment over several commands, collections and batches', async () => {
    const cursor = rows('a').find({}, { session, batchSize: 100 }).sort({ _id: 1 })
    const [first] = [await cursor.next()]
    await change()
    await rows('c').insertOne({ _id: 0, n: 2 })
    await rows('a').createIndex({ n: 1 })
    const rest = await cursor.toArray()
    expect([first, ...rest].map((row) => row?.n)).toEqual(Array.from({ length: 500 }, () => 1))
    expect(await rows('b').find({}, { session }).toArray()).toEqual([{ _id: 0, n: 1 }])
    expect(await rows('c').find({}, { session }).toArray()).toEqual([])
    expect(await rows('a').find({ n: 2 }, { session }).toArray()).toEqual([])
    expect(await rows('a').distinct('n', {}, { session })).toEqual([1])
    const counted = rows('a').aggregate([{ $match: { n: 1 } }, { $count: 'n' }], { session })
    expect(await counted.toArray()).toEqual([{ n: 500 }])
    expect(await rows('a').countDocuments({ n: 2 })).toBe(500)
  })

  it('reads another moment than a session that began later', async () => {
    await rows('b').findOne({}, { session })
    await change()
    const later = client.startSession({ snapshot: true })
    expect(await rows('b').findOne({}, { session: later })).toBeNull()
    expect(await rows('b').findOne({}, { session })).toMatchObject({ n: 1 })
    await later.endSession()
  })

  it('is told when the moment it asks for is not kept any more', async () => {
    await rows('b').findOne({}, { session })
    Object.assign(session, { snapshotTime: new Timestamp({ t: 1, i: 1 }) })
    await expect(rows('b').findOne({}, { session })).rejects.toMatchObject({ code: 239 })
  })

  it('is refused what has no answer for one moment', async () => {
    await expect(rows('a').countDocuments({}, { session })).resolves.toBe(500)
    await expect(rows('a').estimatedDocumentCount({ session })).rejects.toMatchObject({ code: 72 })
  })
})
