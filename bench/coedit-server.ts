import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Document } from 'mongodb'
import { type WebSocket, WebSocketServer } from 'ws'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { createApp } from '../server/app.ts'
import { createSessions } from '../server/auth/sessions.ts'
import { readConfig } from '../server/config.ts'
import { createLog } from '../server/log.ts'
import { newId } from '../server/store/ids.ts'
import { openStore } from '../server/store/mongo.ts'
import { answerMessages } from './processes.ts'

/**
 * Either the whole server, durable on the embedded store, or a minimal relay in memory by the same protocol, as the
 * stock client's own examples have it. Each in a process of its own, so that its processor time is its own.
 */
const ours = process.argv[2] === 'ours'

/** What a relay needs at least: apply, send on, keep cursors. */
function startRelay() {
  const rooms = new Map<string, { doc: Y.Doc; awareness: awarenessProtocol.Awareness; sockets: Set<WebSocket> }>()
  const roomOf = (name: string) => {
    const known = rooms.get(name)
    if (known) return known
    const doc = new Y.Doc()
    const awareness = new awarenessProtocol.Awareness(doc)
    awareness.setLocalState(null)
    const sockets = new Set<WebSocket>()
    const send = (origin: unknown, encoder: encoding.Encoder) => {
      const frame = encoding.toUint8Array(encoder)
      for (const socket of sockets) if (socket !== origin) socket.send(frame)
    }
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, 0)
      syncProtocol.writeUpdate(encoder, update)
      send(origin, encoder)
    })
    awareness.on('update', (changes: { added: number[]; updated: number[]; removed: number[] }, origin: unknown) => {
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, 1)
      const changed = [...changes.added, ...changes.updated, ...changes.removed]
      encoding.writeVarUint8Array(encoder, awarenessProtocol.encodeAwarenessUpdate(awareness, changed))
      send(origin, encoder)
    })
    const room = { doc, awareness, sockets }
    rooms.set(name, room)
    return room
  }
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const http = createServer()
  http.on('upgrade', (request: IncomingMessage, raw, head) => {
    server.handleUpgrade(request, raw, head, (socket) => {
      const { doc, awareness, sockets } = roomOf((request.url ?? '').split('?')[0] ?? '')
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('message', (data: Buffer) => {
        const decoder = decoding.createDecoder(data)
        if (decoding.readVarUint(decoder) === 1) {
          awarenessProtocol.applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), socket)
          return
        }
        const encoder = encoding.createEncoder()
        encoding.writeVarUint(encoder, 0)
        syncProtocol.readSyncMessage(decoder, encoder, doc, socket)
        if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder))
      })
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, 0)
      syncProtocol.writeSyncStep1(encoder, doc)
      socket.send(encoding.toUint8Array(encoder))
    })
  })
  return http
}

const documents = 160

async function startOurs() {
  const folder = mkdtempSync(join(tmpdir(), 'clearview-bench-'))
  const config = readConfig({ DATA_DIR: folder, PORT: '0', LIMIT_SOCKETS_PER_USER: '1000' })
  const store = await openStore(config)
  const app = await createApp({ config, log: createLog('silent'), store, onOutbox: () => undefined })
  const url = await app.listen(0, '127.0.0.1')
  const [employerId, userId] = [newId(), newId()]
  const scope = { db: store.db, now: new Date() }
  const { secret } = await createSessions(store.db).create(scope, userId, {
    request: 'bench',
    ip: '127.0.0.1',
    userAgent: '',
  })
  const member = { employerId, userId, role: 'recruiter', jobIds: [], version: 1, joinedAt: new Date() }
  await store.db.collection<Document>('memberships').insertOne({ _id: newId() as never, ...member })
  const ids = Array.from({ length: documents }, () => newId())
  await store.db
    .collection<Document>('postings')
    .insertMany(ids.map((_id) => ({ _id: _id as never, employerId, deletedAt: null, description: '' })))
  const close = async () => {
    await app.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  return { url, cookie: `clearview_session=${secret}`, names: ids.map((id) => `posting:${id}`), folder, close }
}

async function startBare() {
  const http = startRelay()
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const names = Array.from({ length: documents }, (_, n) => `posting:${n}`)
  return { url, cookie: '', names, close: async () => undefined }
}

const { close, ...place } = await (ours ? startOurs() : startBare())
let before = process.cpuUsage()

answerMessages({}, async (asked) => {
  const { cpu, end } = asked as { cpu?: 'start' | 'end'; end?: true }
  if (cpu === 'start') before = process.cpuUsage()
  const { user, system } = process.cpuUsage(before)
  if (end) await close()
  return { ...place, microseconds: user + system }
})
