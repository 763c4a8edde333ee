import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { eventually } from '../../tests/server.ts'
import type { Member } from '../http/actor.ts'
import { Connection, type Rate } from './connection.ts'
import { readFrame, updateFrame } from './frames.ts'
import { encodeState } from './updates.ts'

const member: Member = {
  ...{ kind: 'person', userId: 'ada', sessionId: 'a session', request: 'r', ip: '127.0.0.1', userAgent: '' },
  ...{ employerId: 'an employer', role: 'recruiter', jobIds: [], membershipVersion: 1 },
}
const generous: Rate = { burst: 1e6, perSecond: 1e6 }
let server: WebSocketServer

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  await once(server, 'listening')
})
afterEach(() => {
  for (const client of server.clients) client.terminate()
  server.close()
})

/** A client's socket, and the server's end of it. */
async function aPair(options: { rate?: Rate; autoPong?: boolean } = {}) {
  const { rate = generous, autoPong = true } = options
  const { port } = server.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong, perMessageDeflate: false })
  const [socket, { socket: stream }] = (await once(server, 'connection')) as [WebSocket, IncomingMessage]
  if (client.readyState !== client.OPEN) await once(client, 'open')
  const ended = { count: 0 }
  const onOver = () => {
    ended.count++
  }
  const connection = new Connection({ socket, stream, member, access: 'write', wantsSaved: false, rate, onOver })
  return { client, socket, connection, ended }
}

describe('a page that vanished', () => {
  it('[COED-28] is given up after two pings without an answer', async () => {
    const { client, connection, ended } = await aPair({ autoPong: false })
    for (const _ of [1, 2]) {
      connection.ping()
      await once(client, 'ping')
    }
    expect([connection.isOver, ended.count]).toEqual([false, 0])
    connection.ping()
    await eventually(() => connection.isOver)
    expect(ended.count).toBe(1)
  })

  it('[COED-28] is there as long as it answers', async () => {
    const { socket, connection } = await aPair()
    for (let n = 0; n < 5; n++) {
      const answered = once(socket, 'pong')
      connection.ping()
      await answered
    }
    expect(connection.isOver).toBe(false)
  })
})

describe('a page that cannot follow', () => {
  it('[COED-29] is not fed beyond what waits for it already, and has all by one difference when it reads again', async () => {
    const { client, socket, connection } = await aPair()
    const [doc, copy] = [new Y.Doc(), new Y.Doc()]
    let frames = 0
    let differences = 0
    client.on('message', (data: Buffer) => {
      const frame = readFrame(data)
      if (frame.type !== 'update') return
      frames++
      Y.applyUpdate(copy, frame.update)
    })
    doc.on('update', (update: Uint8Array) => {
      connection.relay(doc, update, updateFrame(update), (_connection, vector) => {
        differences++
        connection.send(updateFrame(encodeState(doc, vector)))
      })
    })
    const text = doc.getText('t')
    const piece = 'x'.repeat(64 * 1024)
    const write = () => {
      text.delete(0, text.length)
      text.insert(0, piece)
    }
    client.pause()
    const mebibyte = 1024 * 1024
    let written = 0
    for (; socket.bufferedAmount <= mebibyte; written += 2) {
      write()
      await new Promise((resolve) => setImmediate(resolve))
    }
    const waiting = socket.bufferedAmount
    for (let n = 0; n < 100; n++, written += 2) write()
    expect(socket.bufferedAmount).toBeLessThanOrEqual(waiting)
    text.insert(0, 'the end of ')
    client.resume()
    await eventually(() => copy.getText('t').toJSON() === text.toJSON())
    expect(differences).toBe(1)
    expect(frames).toBeLessThan(written - 199)
    // And goes on as before.
    text.insert(0, 'not ')
    await eventually(() => copy.getText('t').toJSON() === text.toJSON())
    expect(differences).toBe(1)
  })
})

describe('a page that sends too much', () => {
  const rate = { burst: 5, perSecond: 100 }

  it('[COED-30] waits its turn, and nothing of it is lost', async () => {
    const { client, socket, connection } = await aPair({ rate })
    const came: string[] = []
    socket.on('message', (data: Buffer) => {
      came.push(data.toString())
      connection.spend(data.byteLength)
    })
    const sent = Array.from({ length: 60 }, (_, n) => String(n))
    const start = performance.now()
    for (const word of sent) client.send(word)
    await eventually(() => came.length === sent.length)
    client.send('last')
    await eventually(() => came.length === sent.length + 1)
    // All but the burst at the rate, however they came.
    expect(performance.now() - start).toBeGreaterThan(((sent.length - rate.burst) / rate.perSecond) * 1000)
    expect(came).toEqual([...sent, 'last'])
    expect(connection.isOver).toBe(false)
  })

  it('[COED-30] waits longer after more bytes', async () => {
    const { client, socket, connection } = await aPair({ rate })
    socket.on('message', (data: Buffer) => connection.spend(data.byteLength))
    const start = performance.now()
    client.send(Buffer.alloc(1024 * 1024))
    await eventually(() => socket.isPaused)
    await eventually(() => !socket.isPaused)
    expect(performance.now() - start).toBeGreaterThan(((64 - rate.burst) / rate.perSecond) * 1000)
  })
})
