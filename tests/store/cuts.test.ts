import { rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { Binary, BSON, type Document, Long, MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, ownerOf, socketOf, startEmbedded, type TestStore, temporaryDirectory } from './helpers.ts'

let store: TestStore
let client: MongoClient
let directory: string

beforeAll(async () => {
  store = await startEmbedded()
  client = new MongoClient(store.uri)
  directory = temporaryDirectory()
})
afterAll(async () => {
  await client.close()
  await store.close()
  rmSync(directory, { recursive: true, force: true })
})

function message(command: Document): Buffer {
  const body = Buffer.from(BSON.serialize(command))
  const head = Buffer.alloc(21)
  head.writeInt32LE(21 + body.length, 0)
  head.writeInt32LE(2013, 12)
  return Buffer.concat([head, body])
}

/** Sends a message and gives the whole answer, or what came of it before the connection was cut. */
function ask(path: string, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0)
    const socket = connect(path, () => socket.write(bytes))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received.length >= 4 && received.length >= received.readInt32LE(0)) socket.end()
    })
    socket.on('close', () => resolve(received)).on('error', (error) => !socket.destroyed && reject(error))
  })
}

type Direction = 'message' | 'answer'

/** Passes on what comes from either side until one direction has had its share; then cuts both. */
class CuttingProxy {
  readonly path: string
  readonly share = { message: Number.POSITIVE_INFINITY, answer: Number.POSITIVE_INFINITY }
  readonly #server: Server

  constructor(path: string, target: string) {
    this.path = path
    this.#server = createServer((inner) => {
      const outer = connect(target)
      const left = { ...this.share }
      const pass = (from: Socket, to: Socket, direction: Direction) => {
        from.on('data', (chunk: Buffer) => {
          const part = chunk.subarray(0, left[direction])
          left[direction] -= part.length
          const over = left[direction] <= 0
          if (!to.destroyed) to.write(part, () => over && [inner, outer].map((socket) => socket.destroy()))
        })
        from.on('error', () => from.destroy()).on('close', () => to.destroy())
      }
      pass(inner, outer, 'message')
      pass(outer, inner, 'answer')
    })
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.path, resolve))
    return this
  }

  /** What arrived of the answer when the connection was cut there. */
  async cutAt(direction: Direction, bytes: number, request: Buffer): Promise<Buffer> {
    Object.assign(this.share, { message: Number.POSITIVE_INFINITY, answer: Number.POSITIVE_INFINITY })
    this.share[direction] = bytes
    return ask(this.path, request)
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** Several sessions share the work; each has a document, a proxy and numbers of its own. */
const lanes = 6

interface Lane {
  proxy: CuttingProxy
  id: string
  numbers: { lsid: Document; txnNumber: Long }
}

/** Cuts at every byte of the message and of the answer, and retries as a driver does: the same bytes once more. */
async function cutEverywhere(
  name: string,
  prepare: (lane: Lane, target: string) => Promise<void>,
  request: (lane: Lane) => Document,
): Promise<void> {
  const target = socketOf(store)
  const rows = client.db('cuts').collection<{ _id: string; n: number }>('rows')
  const places: [Direction, number][] = []
  const done = new Map<string, number>()
  const work = async (lane: Lane) => {
    for (let place = places.pop(); place; place = places.pop()) {
      lane.numbers.txnNumber = lane.numbers.txnNumber.add(1)
      await prepare(lane, target)
      const bytes = message(request(lane))
      const [direction, at] = place
      const arrived = await lane.proxy.cutAt(direction, at, bytes)
      if (direction === 'answer') expect(arrived.length).toBe(at)
      const reply = BSON.deserialize((await ask(target, bytes)).subarray(21))
      expect(reply, `${direction} cut at ${at}`).toMatchObject({ ok: 1 })
      if ('n' in reply) expect(reply).toMatchObject({ n: 1, nModified: 1 })
      done.set(lane.id, (done.get(lane.id) ?? 0) + 1)
    }
  }
  const all = await Promise.all(
    Array.from({ length: lanes }, async (_, number): Promise<Lane> => {
      const id = `${name} ${number}`
      await rows.insertOne({ _id: id, n: 0 })
      const proxy = await new CuttingProxy(join(directory, `${name}${number}.sock`), target).listen()
      const lsid = { id: new Binary(Buffer.alloc(16, number + name.length * 16), 4) }
      return { proxy, id, numbers: { lsid, txnNumber: Long.fromNumber(1) } }
    }),
  )
  const [first] = all
  if (!first) throw new Error('there is a lane')
  await prepare(first, target)
  const bytes = message(request(first))
  const answer = await ask(target, bytes)
  done.set(first.id, 1)
  for (let at = 0; at <= bytes.length; at++) places.push(['message', at])
  for (let at = 0; at < answer.length; at++) places.push(['answer', at])
  const count = places.length
  await Promise.all(all.map(work))
  await Promise.all(all.map(({ proxy }) => proxy.close()))
  expect([...done.values()].reduce((sum, n) => sum + n)).toBe(count + 1)
  for (const { id } of all) expect(await rows.findOne({ _id: id })).toEqual({ _id: id, n: done.get(id) ?? 0 })
}

const increment = ({ id, numbers }: Pick<Lane, 'id' | 'numbers'>) => ({
  update: 'rows',
  updates: [{ q: { _id: id }, u: { $inc: { n: 1 } } }],
  $db: 'cuts',
  ...numbers,
})

describe('when the process is killed', () => {
  it('a retry finds the answer of the first attempt, and nothing is done twice', async () => {
    const target = socketOf(store)
    const rows = client.db('cuts').collection<{ _id: string; n: number }>('rows')
    const ids = ['killed write', 'killed commit']
    await rows.insertMany(ids.map((_id) => ({ _id, n: 0 })))
    const [write, commit] = ids.map((id, at) => {
      const lsid = { id: new Binary(Buffer.alloc(16, 200 + at), 4) }
      return { id, numbers: { lsid, txnNumber: Long.fromNumber(7) } }
    })
    if (!write || !commit) throw new Error('there are two')
    const begin = { ...increment(commit), autocommit: false, startTransaction: true }
    const requests = [
      message(increment(write)),
      message({ commitTransaction: 1, $db: 'admin', ...commit.numbers, autocommit: false }),
    ]
    const answer = async (bytes: Buffer) => BSON.deserialize((await ask(target, bytes)).subarray(21))
    const answers = () => Promise.all(requests.map(answer))
    expect(await answer(message(begin))).toMatchObject({ ok: 1, n: 1 })
    const first = await answers()
    expect(first).toMatchObject([{ ok: 1, n: 1, nModified: 1 }, { ok: 1 }])
    const owner = await ownerOf(client)
    process.kill(owner, 'SIGKILL')
    await eventually(async () => (await ownerOf(client).catch(() => owner)) !== owner)
    expect(await answers()).toEqual(first)
    expect((await rows.find({ _id: { $in: ids } }).toArray()).map(({ n }) => n)).toEqual([1, 1])
  })
})

describe('whatever byte the connection is cut at', () => {
  it('a write and its retry are one write', async () => {
    await cutEverywhere('write', async () => {}, increment)
  })

  it('a commit and its retry are one commit', async () => {
    const inTransaction = { autocommit: false }
    await cutEverywhere(
      'commit',
      async (lane, target) => {
        const begin = { ...increment(lane), ...inTransaction, startTransaction: true }
        expect(BSON.deserialize((await ask(target, message(begin))).subarray(21))).toMatchObject({ ok: 1, n: 1 })
      },
      ({ numbers }) => ({ commitTransaction: 1, $db: 'admin', ...numbers, ...inTransaction }),
    )
  })
})
