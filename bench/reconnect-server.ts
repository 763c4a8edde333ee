import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../server/app.ts'
import { createSessions } from '../server/auth/sessions.ts'
import { chatOf, newEntry } from '../server/chat/entries.ts'
import { readConfig } from '../server/config.ts'
import { createLog } from '../server/log.ts'
import { createIo } from '../server/realtime/io.ts'
import { newId } from '../server/store/ids.ts'
import { openStore } from '../server/store/mongo.ts'
import { type Conversing, fillConversations } from './conversing.ts'
import { answerMessages } from './processes.ts'

/**
 * What clients come back to: the whole server on its store, or a bare Socket.IO server that keeps the same entries in
 * memory and knows nobody. Either writes on while they come.
 */
const [, , mode, count] = process.argv
const people = 10
const companies = Number(count) / people
const stored = 60
const missed = 50
/** Between two messages written meanwhile, in milliseconds. */
const pause = 50

interface Target {
  readonly url: string
  readonly places: readonly object[]
  /** Writes one more message to a conversation; answers its number. */
  write(n: number): Promise<void>
  heads(): Promise<Record<string, number>>
  close(): Promise<void>
}

const peopleOf = () => Array.from({ length: people }, () => newId())
const placesOf = (made: readonly (Conversing & { cookies: readonly string[] })[]) =>
  made.flatMap(({ conversationId, cookies }) =>
    cookies.map((cookie) => ({ conversationId, cookie, after: stored - missed })),
  )

async function ours(): Promise<Target> {
  const folder = mkdtempSync(join(tmpdir(), 'clearview-bench-'))
  const config = readConfig({ DATA_DIR: folder, PORT: '0' })
  const store = await openStore(config)
  const app = await createApp({ config, log: createLog('silent'), store, onOutbox: () => undefined })
  const url = await app.listen(0, '127.0.0.1')
  const made = await fillConversations(store.db, { companies, peopleOf, messages: stored })
  const sessions = createSessions(store.db)
  const scope = () => ({ db: store.db, now: new Date() })
  const cookieOf = async (userId: string) => {
    const { secret } = await sessions.create(scope(), userId, { request: 'bench', ip: '127.0.0.1', userAgent: '' })
    return `clearview_session=${secret}`
  }
  const known = []
  for (const one of made) known.push({ ...one, cookies: await Promise.all(one.userIds.map(cookieOf)) })
  return {
    url,
    places: placesOf(known),
    write: async (n) => {
      const { conversationId, userIds } = made[n % made.length] ?? { conversationId: '', userIds: [] }
      const data = { body: 'And another thing.', digest: newId(), rightsEpoch: 1 }
      await app.journal.append(chatOf(conversationId), newEntry(userIds[0] ?? '', newId(), 'message', data))
    },
    heads: async () => {
      const heads: Record<string, number> = {}
      for (const { conversationId } of made) heads[conversationId] = await app.journal.head(chatOf(conversationId))
      return heads
    },
    close: async () => {
      await app.close()
      await store.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

async function bare(): Promise<Target> {
  const http = createServer()
  const io = createIo(http)
  const at = new Date().toISOString()
  const entry = (conversationId: string, seq: number) => ({
    ...{ conversationId, seq, type: 'message', id: `${conversationId}-${seq}`, clientMessageId: newId(), at },
    ...{ sender: { id: newId(), name: '', kind: 'employer' }, body: 'What do you think of the second candidate?' },
  })
  const ids = Array.from({ length: companies }, () => newId())
  const kept = new Map(ids.map((id) => [id, Array.from({ length: stored }, (_, i) => entry(id, i + 1))]))
  io.on('connection', (socket) => {
    socket.onAny((_name: string, { conversationId, after }: { conversationId: string; after: number }, answer) => {
      void socket.join(conversationId)
      answer({ ok: true, entries: kept.get(conversationId)?.slice(after) ?? [], more: false })
    })
  })
  // As the whole server does: where the queue is full, pages are turned away, and how long they wait is chance.
  await new Promise<void>((resolve) => http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => resolve()))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    places: placesOf(ids.map((conversationId) => ({ conversationId, userIds: [], cookies: Array(people).fill('') }))),
    write: async (n) => {
      const id = ids[n % ids.length] ?? ''
      const all = kept.get(id) ?? []
      const next = entry(id, all.length + 1)
      all.push(next)
      io.to(id).emit('chat', next as never)
    },
    heads: async () => Object.fromEntries([...kept].map(([id, all]) => [id, all.length])),
    close: async () => {
      await io.close()
    },
  }
}

const target = await (mode === 'ours' ? ours() : bare())
let writing: Promise<void> | undefined
let isWriting = false
let peak = 0

async function writeOn(): Promise<void> {
  for (let n = 0; isWriting; n++) {
    await target.write(n)
    peak = Math.max(peak, process.memoryUsage().rss)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

answerMessages({}, async (message) => {
  const { write, close } = message as { write?: boolean; close?: true }
  if (close) {
    await target.close()
    return {}
  }
  if (write) {
    isWriting = true
    writing = writeOn()
    return {}
  }
  isWriting = false
  await writing
  if (write === false) return { heads: await target.heads(), rss: peak }
  return { url: target.url, places: target.places }
})
