import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { awarenessFrame, readFrame, savedFrame, updateFrame } from './frames.ts'

/** What a client takes out of frames that are written to the stream below its socket. */
async function takenFrom(frames: readonly Buffer[]): Promise<Buffer[]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  try {
    await once(server, 'listening')
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const taken: Buffer[] = []
    client.on('message', (data: Buffer) => taken.push(data))
    const [socket, { socket: stream }] = (await once(server, 'connection')) as [WebSocket, IncomingMessage]
    for (const frame of frames) stream.write(frame)
    socket.close(4000)
    await once(client, 'close')
    return taken
  } finally {
    server.close()
  }
}

describe('frames', () => {
  it('[COED-1] of any length are whole messages of the stock protocol', async () => {
    const updates = [0, 1, 122, 123, 124, 200, 65_528, 65_529, 65_536, 300_000].map((length) => Buffer.alloc(length, 7))
    const taken = (await takenFrom(updates.map(updateFrame))).map(readFrame)
    const read = taken.map((frame) => (frame.type === 'update' ? frame.update : new Uint8Array()))
    expect(taken.map(({ type }) => type)).toEqual(updates.map(() => 'update'))
    expect(read.map(({ byteLength }) => byteLength)).toEqual(updates.map(({ byteLength }) => byteLength))
    expect(read.every((update, n) => updates[n]?.equals(update))).toBe(true)
  })

  it('[COED-1] are what the stock library writes', async () => {
    const encoder = encoding.createEncoder()
    const numbers = [0, 127, 128, 16_384, 2 ** 31, 2 ** 40 + 5]
    for (const number of numbers) {
      encoding.writeVarUint(encoder, 4)
      encoding.writeVarUint(encoder, number)
    }
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(encoder, Uint8Array.of(1, 2, 3))
    const taken = await takenFrom([...numbers.map(savedFrame), awarenessFrame(Uint8Array.of(1, 2, 3))])
    expect(Buffer.concat(taken)).toEqual(Buffer.from(encoding.toUint8Array(encoder)))
  })
})
