import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  type Collection,
  type Db,
  Decimal128,
  type Document,
  GridFSBucket,
  Long,
  MongoBulkWriteError,
  MongoClient,
  MongoClientBulkWriteError,
  type MongoServerError,
  ObjectId,
} from 'mongodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually, startStore, type TestStore } from './helpers.ts'

/** Any document; the driver's own type would hold every `_id` for an ObjectId. */
interface Row {
  _id: string | number
  [field: string]: Document[string]
}
const some = (...documents: Document[]): Row[] => documents as Row[]
const one = (document: Document): Row => document as Row

let store: TestStore
let client: MongoClient
let db: Db
let rows: Collection<Row>
let number = 0

beforeAll(async () => {
  store = await startStore({ CLEARVIEW_STORE_TTL_MS: '50' })
  client = new MongoClient(store.uri)
})
afterAll(async () => {
  await client.close()
  await store.close()
})
beforeEach(() => {
  db = client.db(`conformance_${process.pid}_${number++}`)
  rows = db.collection('rows')
})
afterEach(async () => {
  await db.dropDatabase()
})

const ids = (...all: number[]): Row[] => all.map((_id) => ({ _id }))
const numbered = (count: number): Row[] => Array.from({ length: count }, (_, n) => ({ _id: n, n, text: `row ${n}` }))
const hour = 3_600_000

describe('cursors', () => {
  it('many batches give every document once, in order', async () => {
    await rows.insertMany(numbered(1000))
    const found = await rows.find({}, { batchSize: 7 }).sort({ n: -1 }).toArray()
    expect(found.map(({ n }) => n)).toEqual(numbered(1000).map(({ n }) => 999 - n))
  })

  it('limit, skip and a batch size of their own fit together', async () => {
    await rows.insertMany(numbered(300))
    const found = await rows
      .find({ n: { $gte: 10 } }, { batchSize: 50 })
      .sort({ n: 1 })
      .skip(5)
      .limit(120)
      .toArray()
    expect([found.length, found[0]?.n, found[119]?.n]).toEqual([120, 15, 134])
  })

  it('documents larger than one answer come in several', async () => {
    const text = 'x'.repeat(3_000_000)
    await rows.insertMany(numbered(12).map((row) => ({ ...row, text })))
    const found = await rows.find().toArray()
    expect(found.map(({ text: found }) => String(found).length)).toEqual(Array(12).fill(text.length))
  })

  it('a killed cursor is gone', async () => {
    await rows.insertMany(numbered(300))
    const first = await db.command({ find: 'rows', batchSize: 10 })
    const { id } = first.cursor
    expect(await db.command({ killCursors: 'rows', cursors: [id] })).toMatchObject({ cursorsKilled: [id] })
    await expect(db.command({ getMore: Long.fromString(String(id)), collection: 'rows' })).rejects.toMatchObject({
      code: 43,
    })
  })

  it('a cursor of one collection does not serve another', async () => {
    await rows.insertMany(numbered(300))
    const first = await db.command({ find: 'rows', batchSize: 10 })
    await expect(db.command({ getMore: first.cursor.id, collection: 'others' })).rejects.toMatchObject({ code: 43 })
  })

  it('writes between batches neither repeat nor break what follows', async () => {
    await rows.insertMany(numbered(600))
    const cursor = rows.find({}, { batchSize: 100 })
    const seen: unknown[] = []
    for await (const { n } of cursor) {
      seen.push(n)
      if (seen.length === 150) await rows.deleteMany({ n: { $gte: 500 } })
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(500)
  })

  it('a missing collection is empty', async () => {
    expect(await rows.find().toArray()).toEqual([])
    expect(await rows.aggregate([{ $match: {} }]).toArray()).toEqual([])
    expect(await rows.countDocuments()).toBe(0)
    expect(await rows.estimatedDocumentCount()).toBe(0)
  })
})

describe('errors of writes', () => {
  it('a duplicate names its key by pattern and value', async () => {
    await rows.createIndex({ stream: 1, seq: 1 }, { unique: true })
    await rows.insertOne(one({ stream: 'a', seq: 1 }))
    await expect(rows.insertOne(one({ stream: 'a', seq: 1 }))).rejects.toMatchObject({
      code: 11000,
      keyPattern: { stream: 1, seq: 1 },
      keyValue: { stream: 'a', seq: 1 },
      message: expect.stringContaining('E11000 duplicate key error'),
    })
  })

  it('an ordered bulk stops at its first error', async () => {
    const error = await rows.insertMany(ids(1, 1, 2)).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(MongoBulkWriteError)
    expect(error).toMatchObject({ code: 11000, insertedCount: 1, writeErrors: [{ index: 1 }] })
    expect(await rows.countDocuments()).toBe(1)
  })

  it('an unordered bulk goes on and names every error', async () => {
    const error = await rows.insertMany(ids(1, 1, 2, 2, 3), { ordered: false }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ insertedCount: 3, writeErrors: [{ index: 1 }, { index: 3 }] })
    expect(await rows.countDocuments()).toBe(3)
  })

  it('a mixed bulk counts what it did', async () => {
    await rows.insertMany(numbered(3))
    const result = await rows.bulkWrite([
      { insertOne: { document: { _id: 10 } } },
      { updateOne: { filter: { n: 1 }, update: { $set: { seen: true } } } },
      { updateOne: { filter: { _id: 11 }, update: { $set: { n: 11 } }, upsert: true } },
      { deleteOne: { filter: { _id: 0 } } },
      { replaceOne: { filter: { _id: 2 }, replacement: { other: 1 } } },
    ])
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 2, upsertedCount: 1, deletedCount: 1 })
    expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1, text: 'row 1', seen: true },
      { _id: 2, other: 1 },
      { _id: 10 },
      { _id: 11, n: 11 },
    ])
  })

  it('a bulk over several collections counts what it did, in its order', async () => {
    const others = client.db(rows.dbName).collection<Row>('others')
    const [namespace, other] = [rows.namespace, others.namespace]
    await rows.insertMany(numbered(4))
    const result = await client.bulkWrite<Record<string, Row>>([
      { name: 'insertOne', namespace, document: { _id: 10 } },
      { name: 'insertOne', namespace: other, document: { _id: 10, n: 1 } },
      { name: 'updateOne', namespace: other, filter: { _id: 10 }, update: { $inc: { n: 1 } } },
      { name: 'updateOne', namespace, filter: { _id: 11 }, update: { $setOnInsert: { n: 11 } }, upsert: true },
      { name: 'updateMany', namespace, filter: { n: { $lte: 1 } }, update: { $set: { seen: true } } },
      { name: 'replaceOne', namespace, filter: { _id: 2 }, replacement: { other: 1 } },
      { name: 'deleteOne', namespace, filter: { _id: 0 } },
      { name: 'deleteMany', namespace, filter: { n: { $gte: 3 } } },
    ])
    expect(result).toMatchObject({
      insertedCount: 2,
      matchedCount: 4,
      modifiedCount: 4,
      upsertedCount: 1,
      deletedCount: 3,
    })
    expect(await rows.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 1, text: 'row 1', seen: true },
      { _id: 2, other: 1 },
      { _id: 10 },
    ])
    expect(await others.find().toArray()).toEqual([{ _id: 10, n: 2 }])
  })

  it('a bulk over several collections stops at its first error, or names every one', async () => {
    const { namespace } = rows
    const twice = [1, 1, 2].map((_id) => ({ name: 'insertOne' as const, namespace, document: { _id } }))
    const stopped = await client.bulkWrite<Record<string, Row>>(twice).catch((caught: unknown) => caught)
    expect(stopped).toBeInstanceOf(MongoClientBulkWriteError)
    const { writeErrors, partialResult } = stopped as MongoClientBulkWriteError
    expect([...writeErrors]).toEqual([
      [1, { code: 11000, message: expect.stringContaining('E11000 duplicate key error') }],
    ])
    expect(partialResult).toMatchObject({ insertedCount: 1 })
    const went = await client
      .bulkWrite<Record<string, Row>>(twice, { ordered: false })
      .catch((caught: unknown) => caught)
    expect([...(went as MongoClientBulkWriteError).writeErrors.keys()]).toEqual([0, 1])
    expect(await rows.countDocuments()).toBe(2)
  })

  it('a document too large is refused and nothing else happens', async () => {
    await expect(rows.insertOne(one({ data: Buffer.alloc(16 * 1024 * 1024) }))).rejects.toThrow()
    await rows.insertOne({ _id: 1, data: Buffer.alloc(15 * 1024 * 1024) })
    expect(await rows.countDocuments()).toBe(1)
  })

  it('an update that fails leaves its document as it was', async () => {
    await rows.insertOne({ _id: 1, a: 1, text: 'x' })
    await expect(rows.updateOne({ _id: 1 }, { $set: { a: 2 }, $inc: { text: 1 } })).rejects.toMatchObject({ code: 14 })
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, a: 1, text: 'x' })
  })
})

describe('indexes', () => {
  it('a unique index is refused where the data breaks it, and leaves nothing', async () => {
    await rows.insertMany(some({ a: 1 }, { a: 1 }))
    await expect(rows.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({
      code: 11000,
      keyValue: { a: 1 },
    })
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_'])
  })

  it('an index built on existing data holds for what comes later', async () => {
    await rows.insertMany(numbered(2500))
    await Promise.all([rows.createIndex({ n: 1 }, { unique: true }), rows.insertOne({ _id: 'late', n: 9999 })])
    await expect(rows.insertOne(one({ n: 9999 }))).rejects.toMatchObject({ code: 11000 })
    await expect(rows.insertOne(one({ n: 2499 }))).rejects.toMatchObject({ code: 11000 })
    expect(await rows.countDocuments({ n: { $gte: 2490 } })).toBe(11)
  })

  it('compound, partial and TTL indexes built on existing data hold for it and for what comes later', async () => {
    const due = new Date(Date.now() - 2 * hour)
    await rows.insertMany([
      { _id: 1, a: 1, b: 1, live: true },
      { _id: 2, a: 1, b: 2, live: true, at: new Date() },
      { _id: 3, a: 1, b: 1, live: false },
      { _id: 4, a: 2, b: 1, live: true, at: due },
    ])
    const live = { partialFilterExpression: { live: true } }
    await rows.createIndexes([
      { key: { a: 1, b: -1 }, name: 'compound' },
      { key: { b: 1, a: 1 }, name: 'partial', unique: true, ...live },
      { key: { at: 1 }, name: 'ttl', expireAfterSeconds: hour / 1000 },
    ])
    await expect(rows.insertOne({ _id: 5, a: 1, b: 1, live: true })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { b: 1, a: 1 },
      keyValue: { b: 1, a: 1 },
    })
    await rows.insertOne({ _id: 6, a: 3, b: 1, live: false, at: due })
    // MongoDB looks once a minute.
    if (!process.env.MONGODB_URI) await eventually(async () => (await rows.countDocuments()) === 3)
    const found = await rows.find({ a: 1 }).sort({ b: -1, _id: 1 }).toArray()
    expect(found.map(({ _id }) => _id)).toEqual([2, 1, 3])
    expect(await rows.countDocuments({ live: true, b: 1, a: 1 })).toBe(1)
  })

  it('asking again for the same index is fine, for another one of that name it is not', async () => {
    await rows.createIndex({ a: 1 })
    await rows.createIndex({ a: 1 })
    await expect(rows.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 86 })
    await expect(rows.createIndex({ b: 1 }, { name: 'a_1' })).rejects.toMatchObject({ code: 86 })
    await expect(rows.createIndex({ a: 1 }, { name: 'other' })).rejects.toMatchObject({ code: 85 })
  })

  it('indexes are listed as they were asked for, and dropped by name', async () => {
    await rows.createIndexes([
      { key: { a: 1, b: -1 }, unique: true },
      { key: { email: 1 }, name: 'mail', unique: true, partialFilterExpression: { email: { $exists: true } } },
      { key: { at: 1 }, expireAfterSeconds: 60 },
    ])
    expect(await rows.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: '_id_' },
      { v: 2, key: { a: 1, b: -1 }, name: 'a_1_b_-1', unique: true },
      { v: 2, key: { email: 1 }, name: 'mail', unique: true, partialFilterExpression: { email: { $exists: true } } },
      { v: 2, key: { at: 1 }, name: 'at_1', expireAfterSeconds: 60 },
    ])
    await rows.dropIndex('mail')
    expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1_b_-1', 'at_1'])
  })

  it('a partial unique index binds only what it covers', async () => {
    await rows.createIndex({ email: 1 }, { unique: true, partialFilterExpression: { live: true } })
    await rows.insertMany(some({ email: 'a', live: true }, { email: 'a', live: false }, { email: 'a' }))
    await expect(rows.insertOne(one({ email: 'a', live: true }))).rejects.toMatchObject({ code: 11000 })
    await expect(rows.updateOne({ live: false }, { $set: { live: true } })).rejects.toMatchObject({ code: 11000 })
  })

  it('documents leave when the time of a TTL index has come', async () => {
    if (process.env.MONGODB_URI) return
    await rows.createIndex({ at: 1 }, { expireAfterSeconds: hour / 1000 })
    await rows.insertMany([
      { _id: 'old', at: new Date(Date.now() - 2 * hour) },
      { _id: 'new', at: new Date() },
      { _id: 'none' },
      { _id: 'text', at: 'x' },
    ])
    await eventually(async () => (await rows.countDocuments()) === 3)
    expect(await rows.findOne({ _id: 'old' })).toBeNull()
  })
})

describe('everyday use', () => {
  it('whole doubles stay doubles when something else changes', async () => {
    await rows.insertOne({ _id: 1, a: 1 })
    await db.command({ update: 'rows', updates: [{ q: {}, u: { $set: { d: 2.5 } } }] })
    await rows.updateOne({ _id: 1 }, { $mul: { d: 2 } })
    await rows.updateOne({ _id: 1 }, { $set: { other: 1 } })
    expect(await rows.countDocuments({ d: { $type: 'double' } })).toBe(1)
    expect(await rows.findOne({ _id: 1 })).toEqual({ _id: 1, a: 1, d: 5, other: 1 })
  })

  it('find and modify gives the document before or after', async () => {
    await rows.insertMany(numbered(3))
    expect(await rows.findOneAndUpdate({ n: { $gte: 1 } }, { $inc: { n: 10 } }, { sort: { n: -1 } })).toMatchObject({
      _id: 2,
      n: 2,
    })
    expect(
      await rows.findOneAndUpdate(
        { _id: 2 },
        { $inc: { n: 1 } },
        { returnDocument: 'after', projection: { n: 1, _id: 0 } },
      ),
    ).toEqual({ n: 13 })
    expect(await rows.findOneAndReplace({ _id: 9 }, { a: 1 }, { upsert: true, returnDocument: 'after' })).toEqual({
      _id: 9,
      a: 1,
    })
    expect(await rows.findOneAndDelete({ _id: 0 })).toMatchObject({ _id: 0 })
  })

  it('documents of two collections are joined', async () => {
    await rows.insertMany([{ _id: 1, owner: 'a' }, { _id: 2, owner: 'b' }, { _id: 3 }])
    await db.collection<{ _id: string; name: string }>('people').insertOne({ _id: 'a', name: 'Ana' })
    const joined = await rows
      .aggregate([
        { $lookup: { from: 'people', localField: 'owner', foreignField: '_id', as: 'people' } },
        { $set: { name: { $first: '$people.name' } } },
        { $project: { name: 1 } },
        { $sort: { _id: 1 } },
      ])
      .toArray()
    expect(joined).toEqual([{ _id: 1, name: 'Ana' }, { _id: 2 }, { _id: 3 }])
  })

  it('files go into GridFS and come back', async () => {
    const bucket = new GridFSBucket(db, { bucketName: 'files', chunkSizeBytes: 1000 })
    const data = Buffer.from(Array.from({ length: 25_500 }, (_, n) => n % 251))
    const upload = bucket.openUploadStream('a.bin', { metadata: { kind: 'test' } })
    await pipeline(Readable.from([data.subarray(0, 1234), data.subarray(1234)]), upload)
    expect(await bucket.find({ filename: 'a.bin' }).next()).toMatchObject({
      length: 25_500,
      chunkSize: 1000,
      metadata: { kind: 'test' },
    })
    const parts: Buffer[] = []
    for await (const part of bucket.openDownloadStream(upload.id)) parts.push(part as Buffer)
    expect(Buffer.concat(parts).equals(data)).toBe(true)
    const middle: Buffer[] = []
    for await (const part of bucket.openDownloadStreamByName('a.bin', { start: 1500, end: 3700 }))
      middle.push(part as Buffer)
    expect(Buffer.concat(middle).equals(data.subarray(1500, 3700))).toBe(true)
    await bucket.delete(upload.id)
    expect(await db.collection('files.chunks').countDocuments()).toBe(0)
  })

  it('collections are listed and dropped', async () => {
    await rows.insertOne(one({ _id: new ObjectId() }))
    await db.createCollection('empty')
    expect((await db.listCollections().toArray()).map(({ name }) => name).sort()).toEqual(['empty', 'rows'])
    await db.dropCollection('empty')
    expect((await db.listCollections({ name: 'empty' }).toArray()).length).toBe(0)
  })

  it('what is not supported is refused by name', async () => {
    if (process.env.MONGODB_URI) return
    await expect(rows.aggregate([{ $out: 'x' }]).toArray()).rejects.toMatchObject({
      code: 238,
      message: expect.stringContaining('$out'),
    })
    await expect(rows.find({ $where: 'true' }).toArray()).rejects.toMatchObject({
      code: 238,
      message: expect.stringContaining('$where'),
    })
    await expect(rows.createIndex({ t: 'text' })).rejects.toMatchObject({
      code: 238,
      message: expect.stringContaining('text'),
    })
    await expect(rows.insertOne(one({ big: Long.fromString('1') }))).rejects.toMatchObject({
      code: 238,
      message: expect.stringContaining('long'),
    })
    await expect(rows.find({}, { collation: { locale: 'de' } }).toArray()).rejects.toMatchObject({
      code: 238,
      message: expect.stringContaining('collation'),
    })
    await expect(rows.watch().next()).rejects.toMatchObject({
      code: 238,
      message: expect.stringContaining('$changeStream'),
    })
    await expect(db.command({ mapReduce: 'rows' })).rejects.toMatchObject({ code: 59 })
  })

  it('a refused type is an answer, and the connection goes on', async () => {
    if (process.env.MONGODB_URI) return
    const refused = { code: 238, message: expect.stringContaining('Decimal128') }
    await expect(rows.insertOne(one({ price: new Decimal128('1.5') }))).rejects.toMatchObject(refused)
    await expect(rows.findOne({ price: new Decimal128('1.5') })).rejects.toMatchObject(refused)
    for (const value of [Long.fromString('1'), /x/])
      await expect(rows.updateOne({ _id: 1 }, { $set: { value } }, { upsert: true })).rejects.toMatchObject({
        code: 238,
      })
    expect(await rows.countDocuments()).toBe(0)
  })

  const update = (u: Document | Document[], more: Document = {}) => ({
    update: 'rows',
    updates: [{ q: {}, u, ...more }],
  })
  const stage = (...pipeline: Document[]) => ({ aggregate: 'rows', pipeline, cursor: {} })
  const expression = (r: unknown) => stage({ $project: { r } })
  it.each<[string, Document]>([
    ['array filters', update({ a: 1 }, { arrayFilters: [{ x: 1 }] })],
    ['array filters', update({ $set: { 'a.$[x]': 1 } }, { arrayFilters: [{ $or: [{ x: 1 }] }] })],
    ['a pipeline', update([{ $set: { a: 1 } }])],
    ['$rename', update({ $rename: { a: 'b' } })],
    ['$currentDate', update({ $currentDate: { at: true } })],
    ['$sort in $push', update({ $push: { a: { $each: [1], $sort: 1 } } })],
    ['hint', update({ $set: { a: 1 } }, { hint: 'a_1' })],
    ['hint', { find: 'rows', hint: 'a_1' }],
    ['maxTimeMS', { find: 'rows', maxTimeMS: 1000 }],
    ['$$NOW', { aggregate: 'rows', pipeline: [{ $project: { r: '$$NOW' } }], cursor: {} }],
    ['sparse', { createIndexes: 'rows', indexes: [{ key: { a: 1 }, name: 'a', sparse: true }] }],
    ['$setWindowFields', stage({ $setWindowFields: { output: {} } })],
    ['$bucket', stage({ $bucket: { groupBy: '$a', boundaries: [0, 1] } })],
    ['$sortByCount', stage({ $sortByCount: '$a' })],
    ['$stdDevPop', stage({ $group: { _id: 1, d: { $stdDevPop: '$a' } } })],
    ['$dateAdd', expression({ $dateAdd: { startDate: '$at', unit: 'day', amount: 1 } })],
    ['$dateToString', expression({ $dateToString: { date: '$at' } })],
    ['$year', expression({ $year: '$at' })],
    ['$toInt', expression({ $toInt: '$a' })],
    ['$sortArray', expression({ $sortArray: { input: '$a', sortBy: 1 } })],
    ['$regexMatch', expression({ $regexMatch: { input: '$a', regex: 'x' } })],
    ['.$', { find: 'rows', projection: { 'a.$': 1 } }],
  ])('%s is refused', async (name, command) => {
    if (process.env.MONGODB_URI) return
    await rows.insertOne({ _id: 1, a: [1] })
    const failed = await db.command(command).then(
      ({ writeErrors: [first] = [undefined] }) => first,
      ({ code, message: errmsg }: MongoServerError) => ({ code, errmsg }),
    )
    expect(failed).toMatchObject({ code: 238, errmsg: expect.stringContaining(name) })
  })
})
