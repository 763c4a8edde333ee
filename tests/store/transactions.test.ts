import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import {
  type ClientSession,
  type Collection,
  MongoClient,
  type MongoClientBulkWriteError,
  type MongoServerError,
} from 'mongodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually, socketOf, startStore, type TestStore, temporaryDirectory } from './helpers.ts'

interface Row {
  _id: string
  n?: number
  m?: number
  key?: string
}

let store: TestStore
let client: MongoClient
let rows: Collection<Row>
let number = 0
const sessions: ClientSession[] = []
const options = { readConcern: { level: 'snapshot' as const }, writeConcern: { w: 'majority' as const } }

beforeAll(async () => {
  store = await startStore()
  client = new MongoClient(store.uri)
})
afterAll(async () => {
  await client.close()
  await store.close()
})
beforeEach(async () => {
  rows = client.db(`transactions_${process.pid}_${number++}`).collection('rows')
  await rows.insertMany([
    { _id: 'a', n: 1 },
    { _id: 'b', n: 1 },
  ])
})
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.endSession()))
})

function begin(): ClientSession {
  const session = client.startSession()
  sessions.push(session)
  session.startTransaction(options)
  return session
}

const conflict = { code: 112, errorLabels: ['TransientTransactionError'] }

describe('transactions', () => {
  it('read one moment, with their own writes in it', async () => {
    const session = begin()
    expect(await rows.findOne({ _id: 'a' }, { session })).toMatchObject({ n: 1 })
    await rows.updateOne({ _id: 'b' }, { $set: { n: 2 } })
    await rows.insertOne({ _id: 'c', n: 3 })
    expect(await rows.find({}, { session }).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ])
    await rows.insertOne({ _id: 'd', n: 4 }, { session })
    await rows.deleteOne({ _id: 'a' }, { session })
    expect(await rows.find({}, { session }).sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'b', n: 1 },
      { _id: 'd', n: 4 },
    ])
    expect(await rows.countDocuments()).toBe(3)
    await session.commitTransaction()
    expect((await rows.find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id)).toEqual(['b', 'c', 'd'])
  })

  it('own writes are found by index, in order', async () => {
    await rows.createIndex({ n: 1 })
    const session = begin()
    await rows.insertMany(
      [
        { _id: 'x', n: 5 },
        { _id: 'y', n: 0 },
      ],
      { session },
    )
    await rows.updateOne({ _id: 'a' }, { $set: { n: 9 } }, { session })
    expect(
      (
        await rows
          .find({ n: { $gte: 0 } }, { session })
          .sort({ n: 1 })
          .toArray()
      ).map(({ _id }) => _id),
    ).toEqual(['y', 'b', 'x', 'a'])
    expect(
      (
        await rows
          .find({ n: { $gte: 0 } }, { session })
          .sort({ n: -1 })
          .toArray()
      ).map(({ _id }) => _id),
    ).toEqual(['a', 'x', 'b', 'y'])
    await session.abortTransaction()
    expect((await rows.find({ n: { $gte: 0 } }).toArray()).length).toBe(2)
  })

  it('an abort leaves nothing, in no collection', async () => {
    const other = client.db(rows.dbName).collection('other')
    await rows.createIndex({ n: 1, m: 1 }, { unique: true, partialFilterExpression: { m: { $exists: true } } })
    const session = begin()
    await rows.insertOne({ _id: 'c', n: 1, m: 1 }, { session })
    await other.insertOne({ n: 1 }, { session })
    await session.abortTransaction()
    expect(await rows.countDocuments()).toBe(2)
    expect(await other.countDocuments()).toBe(0)
    await rows.insertOne({ _id: 'd', n: 1, m: 1 })
  })

  it('the second writer of a document loses, before and after the first commits', async () => {
    const first = begin()
    const second = begin()
    await rows.findOne({ _id: 'a' }, { session: second })
    await rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: first })
    await expect(rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: second })).rejects.toMatchObject(conflict)
    await first.commitTransaction()
    const third = begin()
    await rows.findOne({ _id: 'b' }, { session: third })
    await rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } })
    await expect(rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session: third })).rejects.toMatchObject(conflict)
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 3 })
  })

  it('a unique key has one winner, whether it was there before or comes meanwhile', async () => {
    await rows.createIndex({ key: 1 }, { unique: true, partialFilterExpression: { key: { $exists: true } } })
    await rows.insertOne({ _id: 'taken', key: 'k0' })
    const first = begin()
    const second = begin()
    await expect(rows.insertOne({ _id: 'z', key: 'k0' }, { session: first })).rejects.toMatchObject({ code: 11000 })
    const third = begin()
    await rows.insertOne({ _id: 'x', key: 'k1' }, { session: third })
    await expect(rows.insertOne({ _id: 'y', key: 'k1' }, { session: second })).rejects.toMatchObject(conflict)
    await third.commitTransaction()
    await expect(rows.insertOne({ _id: 'y', key: 'k1' })).rejects.toMatchObject({ code: 11000 })
  })

  it('a plain write waits for the transaction that holds the document', async () => {
    const session = begin()
    await rows.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session })
    let done = false
    const waiting = rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } }).then(() => {
      done = true
    })
    await rows.updateOne({ _id: 'b' }, { $inc: { n: 1 } })
    expect(done).toBe(false)
    await session.commitTransaction()
    await waiting
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 11 })
  })

  it('eight contending counters end exact', async () => {
    const each = 6
    const count = async () => {
      const session = client.startSession()
      sessions.push(session)
      for (let n = 0; n < each; n++)
        await session.withTransaction(async () => {
          const row = await rows.findOne({ _id: 'a' }, { session })
          await rows.updateOne({ _id: 'a' }, { $set: { n: Number(row?.n) + 1 } }, { session })
        }, options)
    }
    await Promise.all(Array.from({ length: 8 }, count))
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 1 + 8 * each })
  })

  it('write skew is possible, as in MongoDB: what is only read is not locked', async () => {
    const first = begin()
    const second = begin()
    await rows.findOne({ _id: 'b' }, { session: first })
    await rows.findOne({ _id: 'a' }, { session: second })
    await rows.updateOne({ _id: 'a' }, { $set: { n: 0 } }, { session: first })
    await rows.updateOne({ _id: 'b' }, { $set: { n: 0 } }, { session: second })
    await first.commitTransaction()
    await second.commitTransaction()
    expect((await rows.find().toArray()).map(({ n }) => n)).toEqual([0, 0])
  })

  it('a bulk over several collections is of its transaction, and its errors say whether to run it again', async () => {
    const namespace = (name: string) => `${rows.dbName}.${name}`
    const write = (session: ClientSession) =>
      client.bulkWrite<Record<string, Row>>(
        [
          { name: 'updateOne', namespace: namespace('rows'), filter: { _id: 'a' }, update: { $inc: { n: 1 } } },
          { name: 'insertOne', namespace: namespace('others'), document: { _id: 'x' } },
        ],
        { session },
      )
    const [first, second] = [begin(), begin()]
    await rows.findOne({ _id: 'a' }, { session: second })
    await write(first)
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 1 })
    expect(await rows.findOne({ _id: 'a' }, { session: first })).toMatchObject({ n: 2 })
    await expect(write(second)).rejects.toMatchObject({ cause: conflict })
    await first.commitTransaction()
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 2 })
    const third = begin()
    const error: unknown = await write(third).catch((caught: unknown) => caught)
    const { writeErrors, cause } = error as MongoClientBulkWriteError
    expect((cause as MongoServerError | undefined)?.code ?? writeErrors.get(1)?.code).toBe(11000)
    await expect(third.commitTransaction()).rejects.toThrow()
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 2 })
  })

  it('an error ends its transaction', async () => {
    const session = begin()
    await rows.insertOne({ _id: 'c' }, { session })
    await expect(rows.insertOne({ _id: 'a' }, { session })).rejects.toMatchObject({ code: 11000 })
    await expect(rows.findOne({}, { session })).rejects.toMatchObject({
      code: 251,
      errorLabels: ['TransientTransactionError'],
    })
    expect(await rows.findOne({ _id: 'c' })).toBeNull()
  })

  it('a transaction whose client is gone is ended', async () => {
    if (process.env.MONGODB_URI) return
    const gone = new MongoClient(store.uri)
    const session = gone.startSession()
    session.startTransaction(options)
    await gone
      .db(rows.dbName)
      .collection<Row>('rows')
      .updateOne({ _id: 'a' }, { $set: { n: 99 } }, { session })
    // As when a process is killed: the sockets end, no session is ended.
    for (const socket of socketsOf(gone)) socket.destroy()
    await rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } })
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 2 })
    await gone.close().catch(() => {})
  })

  it('an idle transaction ends when somebody needs what it has locked, and goes on when nobody does', async () => {
    if (process.env.MONGODB_URI) return
    const [needed, unneeded] = [begin(), begin()]
    await rows.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session: needed })
    await rows.updateOne({ _id: 'b' }, { $set: { n: 10 } }, { session: unneeded })
    // Neither says anything for as long as this waits: seconds, not the minute that a transaction may last.
    const since = Date.now()
    await rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } })
    expect(Date.now() - since).toBeLessThan(30_000)
    await expect(rows.findOne({}, { session: needed })).rejects.toMatchObject({
      code: 251,
      errorLabels: ['TransientTransactionError'],
    })
    await unneeded.commitTransaction()
    expect((await rows.find().toArray()).map(({ n }) => n)).toEqual([2, 10])
  })

  it('a transaction that is used now and then keeps what others need', async () => {
    const session = begin()
    await rows.updateOne({ _id: 'a' }, { $set: { n: 10 } }, { session })
    let done = false
    const waiting = rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } }).then(() => {
      done = true
    })
    // Longer than an idle one has, and more often than it is looked at.
    const until = Date.now() + 6000
    await eventually(async () => {
      await rows.findOne({ _id: 'a' }, { session })
      return Date.now() > until
    })
    expect(done).toBe(false)
    await session.commitTransaction()
    await waiting
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 11 })
  })

  it('a commit asked for twice is answered twice and done once', async () => {
    const session = begin()
    await rows.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session })
    await session.commitTransaction()
    await session.commitTransaction()
    expect(await rows.findOne({ _id: 'a' })).toMatchObject({ n: 2 })
  })
})

interface Internals {
  topology?: { s: { servers: Map<string, { pool: { connections: Iterable<{ socket: { destroy(): void } }> } }> } }
}

/** The driver keeps its sockets to itself; there is no public way to cut them. */
function* socketsOf(gone: MongoClient): Generator<{ destroy(): void }> {
  for (const server of (gone as unknown as Internals).topology?.s.servers.values() ?? [])
    for (const { socket } of (server.pool as unknown as { connections: Iterable<{ socket: { destroy(): void } }> })
      .connections)
      yield socket
}

describe('answers that are lost', () => {
  let proxy: Server
  let directory: string
  /** How many bytes of the next answer pass before the connection is cut; -1 cuts nothing. */
  let cutAfter = -1
  let through: MongoClient

  beforeAll(async () => {
    if (process.env.MONGODB_URI) return
    directory = temporaryDirectory()
    const target = socketOf(store)
    proxy = createServer((inner) => {
      const outer = connect(target)
      inner.pipe(outer)
      outer.on('data', (chunk) => {
        if (cutAfter < 0 || isHello(chunk)) return inner.write(chunk)
        inner.write(chunk.subarray(0, cutAfter), () => inner.destroy())
        cutAfter = -1
        return false
      })
      inner.on('error', () => outer.destroy()).on('close', () => outer.destroy())
      outer.on('error', () => inner.destroy()).on('close', () => inner.destroy())
    })
    const path = join(directory, 'proxy.sock')
    await new Promise<void>((resolve) => proxy.listen(path, resolve))
    const uri = `mongodb://${encodeURIComponent(path)}/?directConnection=true&maxPoolSize=1`
    // After a broken connection the driver looks for the server no more often than this, by default half a second.
    through = new MongoClient(uri, { minHeartbeatFrequencyMS: 20 })
  })
  afterAll(async () => {
    if (process.env.MONGODB_URI) return
    await through.close()
    await new Promise((resolve) => proxy.close(resolve))
    rmSync(directory, { recursive: true })
  })

  const isHello = (chunk: Buffer) => chunk.includes('isWritablePrimary')

  it('every write is done once, wherever its answer is cut', async () => {
    if (process.env.MONGODB_URI) return
    const cut = through.db(rows.dbName).collection<Row>('rows')
    const places = process.env.SOAK ? [0, 1, 15, 16, 20, 21, 30, 40] : [0, 21]
    for (const bytes of places) {
      cutAfter = bytes
      expect(await cut.findOneAndUpdate({ _id: 'a' }, { $inc: { n: 1 } }, { returnDocument: 'before' })).toMatchObject({
        _id: 'a',
      })
      cutAfter = bytes
      expect(await cut.insertMany([{ _id: `${bytes}-1` }, { _id: `${bytes}-2` }])).toMatchObject({ insertedCount: 2 })
      cutAfter = bytes
      expect(await cut.updateOne({ _id: 'b' }, { $inc: { n: 1 } })).toMatchObject({ modifiedCount: 1 })
      cutAfter = bytes
      expect(await cut.deleteOne({ _id: `${bytes}-1` })).toMatchObject({ deletedCount: 1 })
      cutAfter = bytes
      expect(
        await through.bulkWrite<Record<string, Row>>([
          { name: 'insertOne', namespace: cut.namespace, document: { _id: `${bytes}-3` } },
          { name: 'updateOne', namespace: cut.namespace, filter: { _id: 'b' }, update: { $inc: { m: 1 } } },
        ]),
      ).toMatchObject({ insertedCount: 1, modifiedCount: 1 })
    }
    expect(await rows.find({ _id: { $in: ['a', 'b'] } }).toArray()).toMatchObject([
      { n: 1 + places.length },
      { n: 1 + places.length },
    ])
    expect(await rows.findOne({ _id: 'b' })).toMatchObject({ m: places.length })
    expect(await rows.countDocuments({ _id: /-[23]$/ })).toBe(2 * places.length)
  })

  it('a commit whose answer is cut counts once', async () => {
    if (process.env.MONGODB_URI) return
    const cut = through.db(rows.dbName).collection<Row>('rows')
    for (const bytes of [0, 10, 25]) {
      const session = through.startSession()
      session.startTransaction(options)
      await cut.updateOne({ _id: 'a' }, { $inc: { n: 1 } }, { session })
      cutAfter = bytes
      await session.commitTransaction()
      await session.endSession()
    }
    await eventually(async () => (await rows.findOne({ _id: 'a' }))?.n === 4)
  })
})
