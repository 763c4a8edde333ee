import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { constants, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, MongoClient } from 'mongodb'
import { afterEach, describe, expect, it } from 'vitest'
import { launchEmbeddedStore } from '../../server/store/embedded/launch.ts'
import { failHopelessWrites } from '../../server/store/hopeless-writes.ts'
import { randomOf } from '../random.ts'
import { eventually, ownerOf, raiseEpoch, stopped, temporaryDirectory } from './helpers.ts'

interface Running {
  uri: string
  close(): Promise<void>
}

/** Programs of the system; the first is used where it is installed. */
const tools = { trace: 'strace', limit: 'prlimit' }

const directories: string[] = []
const stores: Running[] = []
const clients: MongoClient[] = []
const endings: (() => void)[] = []

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  for (const end of endings.splice(0)) end()
  const ending = stores.splice(0)
  await Promise.all(ending.map((store) => store.close()))
  await Promise.all(ending.map(({ uri }) => stopped(uri)))
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true })
})

function aDirectory(): string {
  const directory = temporaryDirectory()
  directories.push(directory)
  return directory
}

async function launch(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Running> {
  const store = await launchEmbeddedStore({ dataDir, env })
  stores.push(store)
  return store
}

/** As the product connects: without the watch, the driver may wait for ever for a process that was killed. */
function connect(uri: string): MongoClient {
  const client = new MongoClient(uri)
  endings.push(failHopelessWrites(client))
  clients.push(client)
  return client
}

/** The process that answers when `owner` is gone. */
async function anotherThan(owner: number, client: MongoClient): Promise<number> {
  let next = owner
  await eventually(async () => {
    next = await ownerOf(client).catch(() => owner)
    return next !== owner
  })
  return next
}

/** Reads again while the driver still meets connections to the process that was killed. */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 60_000
  for (;;) {
    try {
      return await read()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

describe('what was acknowledged', () => {
  it('survives kill -9 under load, with whole transactions, true indexes and known retries', {
    timeout: 600_000,
  }, async () => {
    const rounds = process.env.SOAK ? 60 : 4
    const seed = Number(process.env.SEED ?? 20_260)
    const random = randomOf(seed)
    const dataDir = aDirectory()
    const store = await launch(dataDir)
    const client = connect(store.uri)
    const db = client.db('load')
    const rows = db.collection<Document>('rows')
    await rows.createIndex({ worker: 1, n: 1 }, { unique: true })
    await rows.createIndex({ tag: 1 })
    const acknowledged = new Set<string>()
    let next = 0
    for (let round = 0; round < rounds; round++) {
      let killed = false
      const work = Array.from({ length: 8 }, async (_, worker) => {
        while (!killed) {
          const n = next++
          if (n % 4 === 0) {
            const session = client.startSession()
            await session
              .withTransaction(async () => {
                await rows.insertOne({ worker, n, tag: `t${n % 7}`, half: 1 }, { session })
                await db.collection<Document>('pairs').insertOne({ n, worker }, { session })
              })
              .then(() => acknowledged.add(`pair ${n}`))
              .catch(() => {})
            await session.endSession().catch(() => {})
          } else
            await rows
              .insertOne({ worker, n, tag: `t${n % 7}` })
              .then(() => acknowledged.add(`row ${n}`))
              .catch(() => {})
        }
      })
      const before = acknowledged.size
      await eventually(() => acknowledged.size > before + 5 + random() * 60, 60_000)
      process.kill(await patiently(() => ownerOf(client)), 'SIGKILL')
      killed = true
      await Promise.all(work)
      await check(round)
    }

    async function check(round: number): Promise<void> {
      const context = `seed ${seed}, round ${round}`
      const all = await patiently(() => rows.find().toArray())
      const pairs = await patiently(() => db.collection<Document>('pairs').find().toArray())
      const numbers = all.map(({ n }) => n as number)
      expect(new Set(numbers).size, context).toBe(numbers.length)
      const present = new Set(numbers)
      const missing = [...acknowledged].filter((name) => !present.has(Number(name.split(' ')[1])))
      expect(missing, context).toEqual([])
      const halves = all.filter(({ half }) => half === 1).map(({ n }) => n as number)
      expect(new Set(pairs.map(({ n }) => n)), context).toEqual(new Set(halves))
      for (let tag = 0; tag < 7; tag++) {
        const byIndex = await patiently(() => rows.find({ tag: `t${tag}` }).toArray())
        expect(byIndex.length, context).toBe(numbers.filter((n) => n % 7 === tag).length)
      }
    }
  })

  it('is flushed before the answer leaves', async () => {
    const dataDir = aDirectory()
    const trace = join(dataDir, 'trace')
    const store = await launch(dataDir)
    const client = connect(store.uri)
    const rows = client.db('x').collection('rows')
    await rows.insertOne({ warm: 1 })
    if (process.platform !== 'linux' || spawnSync(tools.trace, ['-V']).status !== 0) return
    const pid = await ownerOf(client)
    const calls = 'trace=fdatasync,fsync,pwrite64,pwritev,write,writev,sendmsg,sendto'
    const tracer = spawn(tools.trace, ['-f', '-y', '-e', calls, '-s', '70000', '-o', trace, '-p', String(pid)])
    await new Promise<void>((resolve) => {
      tracer.stderr.on('data', (text) => String(text).includes('attached') && resolve())
    })
    await rows.insertOne({ marked: 'the-marked-document' })
    const flags = (fd: string) =>
      Number.parseInt(/flags:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0', 8)
    tracer.kill('SIGINT')
    await new Promise((resolve) => tracer.once('exit', resolve))
    const lines = readFileSync(trace, 'utf8').split('\n')
    const nextLine = (at: number, pattern: RegExp) => lines.findIndex((line, index) => index > at && pattern.test(line))
    const data = nextLine(-1, /writev?\(\d+<[^>]*data\.mdb>.*the-marked-document/s)
    const flush = nextLine(data, /fdatasync\(\d+<[^>]*data\.mdb>/)
    const meta = nextLine(flush, /pwrite64\((\d+)<[^>]*data\.mdb>/)
    const answer = nextLine(data, /(writev?|sendmsg|sendto)\(\d+<[^>]*socket[^>]*>.*\\20ok\\0/)
    expect([data, flush, meta, answer]).toEqual([data, flush, meta, answer].sort((a, b) => a - b))
    expect(data).toBeGreaterThanOrEqual(0)
    // The page that makes the commit valid is written through a descriptor that flushes with each write.
    const [, metaFd = ''] = /pwrite64\((\d+)/.exec(lines[meta] ?? '') ?? []
    expect(flags(metaFd) & constants.O_DSYNC).toBe(constants.O_DSYNC)
  })
})

describe('whose store it is', () => {
  it('many that start at once share one', async () => {
    const dataDir = aDirectory()
    const all = await Promise.all(Array.from({ length: 5 }, () => launch(dataDir)))
    const owners = await Promise.all(all.map(({ uri }) => ownerOf(connect(uri))))
    expect(new Set(owners).size).toBe(1)
  })

  it('it goes on while anyone uses it, ends soon after, and starts again', async () => {
    const dataDir = aDirectory()
    const first = await launchEmbeddedStore({ dataDir })
    const second = await launchEmbeddedStore({ dataDir })
    await connect(first.uri).db('x').collection('rows').insertOne({ a: 1 })
    await first.close()
    const client = connect(second.uri)
    expect(await client.db('x').collection('rows').countDocuments()).toBe(1)
    await Promise.all(clients.splice(0).map((each) => each.close()))
    await second.close()
    await stopped(second.uri)
    // Starting while the former one is just ending is no special case.
    for (let round = 0; round < 3; round++) {
      const again = await launchEmbeddedStore({ dataDir })
      const other = new MongoClient(again.uri)
      expect(await other.db('x').collection('rows').countDocuments()).toBe(1)
      await other.close()
      await again.close()
      if (round === 1) await stopped(again.uri)
    }
    await stopped(second.uri)
  })

  it('when its process is killed, those who use it start the next one', async () => {
    const dataDir = aDirectory()
    const [client, other] = [connect((await launch(dataDir)).uri), connect((await launch(dataDir)).uri)]
    const both = [client, other]
    const insert = (each: MongoClient, round: number) => each.db('x').collection<Document>('rows').insertOne({ round })
    for (let round = 0; round < 3; round++) {
      await Promise.all(both.map((each) => insert(each, round)))
      const owner = await ownerOf(client)
      process.kill(owner, 'SIGKILL')
      const next = await Promise.all(both.map((each) => anotherThan(owner, each)))
      expect(new Set(next).size).toBe(1)
    }
    expect(await client.db('x').collection('rows').countDocuments()).toBe(6)
  })

  it('a former owner that wakes up writes nothing more', async () => {
    const dataDir = aDirectory()
    const store = await launch(dataDir)
    const client = connect(store.uri)
    const rows = client.db('x').collection<Document>('rows')
    await rows.insertOne({ by: 'first' })
    const former = await ownerOf(client)
    raiseEpoch(dataDir)
    // Its next commit finds another epoch: nothing is written and the process ends. The driver tries a write twice at
    // most and the second try may still meet the end of the old process, so the test goes on until one is answered.
    await patiently(() => rows.updateOne({ by: 'second' }, { $inc: { times: 1 } }, { upsert: true }))
    expect(await patiently(() => ownerOf(client))).not.toBe(former)
    const found = await rows.find().sort({ by: 1 }).toArray()
    expect(found.map(({ by, times }) => [by, times])).toEqual([
      ['first', undefined],
      ['second', 1],
    ])
  })

  it('another build is refused while the store is used, and takes over when it is not', async () => {
    const dataDir = aDirectory()
    const store = await launchEmbeddedStore({ dataDir })
    const client = new MongoClient(store.uri)
    const before = await ownerOf(client)
    await expect(launchEmbeddedStore({ dataDir, env: { CLEARVIEW_STORE_BUILD: 'other' } })).rejects.toThrow(
      /another version of ClearView.*Stop the processes/,
    )
    await client.close()
    await store.close()
    const other = await launch(dataDir, { CLEARVIEW_STORE_BUILD: 'other' })
    expect(await ownerOf(connect(other.uri))).not.toBe(before)
  })

  it('long paths and neighbours do not meet', async () => {
    const base = aDirectory()
    const long = join(base, ...Array(6).fill('a-rather-long-name-of-a-directory'))
    const paths = [join(long, 'one'), join(long, 'two'), join(base, 'short')]
    for (const path of paths) mkdirSync(path, { recursive: true })
    for (const path of paths) {
      const { uri } = await launch(path)
      expect(Buffer.byteLength(decodeURIComponent(uri.split('/')[2] ?? ''))).toBeLessThanOrEqual(100)
      await connect(uri).db('x').collection<Document>('rows').insertOne({ path })
    }
    for (const [index, path] of paths.entries())
      expect(
        await connect(stores[index]?.uri ?? '')
          .db('x')
          .collection('rows')
          .find({}, { projection: { _id: 0 } })
          .toArray(),
      ).toEqual([{ path }])
  })
})

describe('when the disk is full', () => {
  it('writes fail clearly, reads go on, and it recovers by itself', async () => {
    const dataDir = aDirectory()
    const store = await launch(dataDir)
    const client = connect(store.uri)
    const rows = client.db('x').collection<Document>('rows')
    await rows.createIndex({ n: 1 })
    const text = 'x'.repeat(50_000)
    let stored = 0
    // A limit on the size of files stands for a full disk: writing beyond it fails, at the same call.
    const limit = (bytes: string) => execFileSync(tools.limit, ['--pid', String(owner), `--fsize=${bytes}:`])
    const owner = await ownerOf(client)
    limit(String(4 * 1024 * 1024))
    const failure = await (async () => {
      for (;;) {
        await rows.insertOne({ n: stored, text })
        stored++
      }
    })().catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 14031, message: expect.stringContaining('free some space') })
    expect(stored).toBeGreaterThan(10)
    expect(await rows.countDocuments({ n: { $gte: 0 } })).toBe(stored)
    const session = client.startSession()
    session.startTransaction()
    await rows.insertMany(
      [
        { n: -1, text },
        { n: -2, text },
        { n: -3, text },
      ],
      { session },
    )
    await expect(session.commitTransaction()).rejects.toMatchObject({ code: 14031 })
    await session.endSession()
    expect(await rows.countDocuments({ n: { $lt: 0 } })).toBe(0)
    limit('unlimited')
    await rows.deleteMany({ n: { $lt: 10 } })
    await rows.insertOne({ n: 1000, text })
    expect(await rows.countDocuments({ n: { $gte: 0 } })).toBe(stored - 10 + 1)
    expect(await ownerOf(client)).toBe(owner)
  })
})
