import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failHopelessWrites } from './hopeless-writes.ts'

let folder: string
let endWatch: () => void
const server = createServer()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clearview-socket-'))
  endWatch = failHopelessWrites(new MongoClient('mongodb://127.0.0.1:1'))
})
afterEach(async () => {
  endWatch()
  server.close()
  await rm(folder, { recursive: true })
})

async function aSocket(address: string | number): Promise<Socket> {
  await new Promise<void>((resolve) => server.listen(address, resolve))
  const listening = server.address()
  const socket = typeof listening === 'string' ? connect(listening) : connect(listening?.port ?? 0, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

describe('a write to a connection of the store that has just broken', () => {
  it('fails, instead of waiting for ever until there is room', async () => {
    const socket = await aSocket(join(folder, 'store.sock'))
    socket.destroy()
    expect(socket.write('a command')).toBe(false)
    await expect(once(socket, 'drain')).rejects.toMatchObject({ code: 'EPIPE' })
  })

  it('is nobody else’s business', async () => {
    const socket = await aSocket(0)
    let errors = 0
    socket.on('error', () => errors++)
    socket.once('drain', () => {})
    socket.destroy()
    await once(socket, 'close')
    expect(errors).toBe(0)
  })
})
