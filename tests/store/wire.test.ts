import { connect, type Socket } from 'node:net'
import { BSON, type Document, MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { socketOf, startEmbedded, type TestStore } from './helpers.ts'

let store: TestStore
let client: MongoClient

beforeAll(async () => {
  store = await startEmbedded()
  client = new MongoClient(store.uri)
  await client.db('wire').collection('rows').insertOne({ a: 1 })
})
afterAll(async () => {
  await client.close()
  await store.close()
})

const header = (length: number, opcode: number, id = 7) => {
  const bytes = Buffer.alloc(16)
  bytes.writeInt32LE(length, 0)
  bytes.writeInt32LE(id, 4)
  bytes.writeInt32LE(opcode, 12)
  return bytes
}

function message(command: Document, flags = 0): Buffer {
  const body = Buffer.from(BSON.serialize(command))
  const head = Buffer.alloc(5)
  head.writeUInt32LE(flags, 0)
  return Buffer.concat([header(21 + body.length, 2013), head, body])
}

function query(command: Document): Buffer {
  const body = Buffer.from(BSON.serialize(command))
  const head = Buffer.concat([Buffer.alloc(4), Buffer.from('admin.$cmd\0'), Buffer.alloc(4), Buffer.from([1, 0, 0, 0])])
  return Buffer.concat([header(16 + head.length + body.length, 2004), head, body])
}

const open = (): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(socketOf(store))
    socket.once('connect', () => resolve(socket)).once('error', reject)
  })

/** The first answer, or `closed` when the connection ends before there is one. */
function answer(socket: Socket): Promise<Buffer | 'closed'> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received.length >= 16 && received.length >= received.readInt32LE(0)) resolve(received)
    })
    socket.on('close', () => resolve('closed'))
  })
}

async function send(...parts: Buffer[]): Promise<Buffer | 'closed'> {
  const socket = await open()
  const first = answer(socket)
  for (const part of parts) {
    socket.write(part)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const result = await first
  socket.destroy()
  return result
}

const documentOf = (reply: Buffer | 'closed', offset: number): Document => {
  if (reply === 'closed') throw new Error('the connection was closed')
  return BSON.deserialize(reply.subarray(offset))
}

describe('the wire protocol', () => {
  it('hello is answered in both opcodes', async () => {
    const fields = {
      isWritablePrimary: true,
      setName: 'clearview',
      maxWireVersion: 25,
      logicalSessionTimeoutMinutes: 30,
    }
    expect(documentOf(await send(message({ hello: 1, $db: 'admin' })), 21)).toMatchObject(fields)
    const reply = await send(query({ isMaster: 1, helloOk: true }))
    expect(documentOf(reply, 36)).toMatchObject({ ...fields, helloOk: true })
    expect((reply as Buffer).readInt32LE(8)).toBe(7)
  })

  it('a message may come in any pieces', async () => {
    const bytes = message({ ping: 1, $db: 'admin' })
    const pieces = Array.from(bytes, (_, n) => bytes.subarray(n, n + 1))
    expect(documentOf(await send(...pieces), 21)).toEqual({ ok: 1 })
    expect(documentOf(await send(Buffer.concat([bytes, bytes.subarray(0, 9)])), 21)).toEqual({ ok: 1 })
  })

  it('messages that follow at once are answered in order', async () => {
    const socket = await open()
    let received = Buffer.alloc(0)
    const answered: number[] = []
    const done = new Promise<void>((resolve) => {
      socket.on('data', (chunk) => {
        received = Buffer.concat([received, chunk])
        while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
          answered.push(received.readInt32LE(8))
          received = received.subarray(received.readInt32LE(0))
        }
        if (answered.length === 3) resolve()
      })
    })
    const ping = (id: number) => {
      const bytes = message({ ping: 1, $db: 'admin' })
      bytes.writeInt32LE(id, 4)
      return bytes
    }
    socket.write(Buffer.concat([ping(1), ping(2), ping(3)]))
    await done
    expect(answered).toEqual([1, 2, 3])
    socket.destroy()
  })

  const good = message({ ping: 1, $db: 'admin' })
  const changed = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(good)
    change(bytes)
    return bytes
  }
  it.each<[string, Buffer]>([
    ['a length beyond the limit', changed((bytes) => bytes.writeInt32LE(200_000_000, 0))],
    ['a negative length', changed((bytes) => bytes.writeInt32LE(-1, 0))],
    ['a length too short for anything', changed((bytes) => bytes.writeInt32LE(17, 0))],
    ['an unknown opcode', changed((bytes) => bytes.writeInt32LE(2001, 12))],
    ['unknown required flags', changed((bytes) => bytes.writeUInt32LE(0x8000, 16))],
    ['an unknown kind of section', changed((bytes) => bytes.writeUInt8(9, 20))],
    ['a document longer than its message', changed((bytes) => bytes.writeInt32LE(9999, 21))],
    ['a document shorter than its content', changed((bytes) => bytes.writeInt32LE(12, 21))],
    ['an element of no known type', changed((bytes) => bytes.writeUInt8(0x55, 25))],
    ['a legacy opcode', Buffer.concat([header(40, 2002), Buffer.alloc(24)])],
    ['nothing but zeros', Buffer.alloc(64)],
    ['text of another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: example\r\n\r\n')],
  ])('%s ends that connection and no other', async (_, bytes) => {
    expect(await send(bytes)).toBe('closed')
    expect(await client.db('wire').collection('rows').countDocuments()).toBe(1)
  })

  it('noise ends connections, never the store', async () => {
    let seed = 42
    const random = () => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      return seed / 2 ** 32
    }
    const template = message({ find: 'rows', filter: { a: { $gt: 0 } }, $db: 'wire' })
    for (let round = 0; round < 200; round++) {
      const bytes = Buffer.from(template)
      for (let n = 0; n < 3; n++) bytes[16 + Math.floor(random() * (bytes.length - 16))] = Math.floor(random() * 256)
      const socket = await open()
      const result = answer(socket)
      socket.end(bytes)
      await result
      socket.destroy()
    }
    expect(await client.db('wire').collection('rows').countDocuments()).toBe(1)
  })
})
