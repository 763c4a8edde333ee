import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Document } from 'mongodb'
import { createApp } from '../server/app.ts'
import { createSessions } from '../server/auth/sessions.ts'
import { createNameBook } from '../server/chat/names.ts'
import type { ChatParts } from '../server/chat/parts.ts'
import { createRights } from '../server/chat/rights.ts'
import { sendMessage } from '../server/chat/send-message.ts'
import { readConfig } from '../server/config.ts'
import type { Person } from '../server/http/actor.ts'
import { createLog } from '../server/log.ts'
import { createIo } from '../server/realtime/io.ts'
import { newId } from '../server/store/ids.ts'
import { openStore } from '../server/store/mongo.ts'
import { aMessage, body, fillConversations } from './conversing.ts'
import { answerMessages } from './processes.ts'

/**
 * A whole server with conversations, and beside it what it is measured against: the driver's inserts into a collection
 * with the journal's own indexes, its finds, and a bare Socket.IO echo.
 */
const conversations = 20
const folder = mkdtempSync(join(tmpdir(), 'clearview-bench-'))
const config = readConfig({
  DATA_DIR: folder,
  PORT: '0',
  LIMIT_MESSAGES: '100000000',
  LIMIT_PERSON_BURST: '100000000',
  LIMIT_PERSON_RATE: '100000000',
})
const log = createLog('silent')
const store = await openStore(config)
const { db } = store
const app = await createApp({ config, log, store, onOutbox: () => undefined })
const url = await app.listen(0, '127.0.0.1')

const userId = newId()
const visitor = { request: 'bench', ip: '127.0.0.1', userAgent: '' }
const scope = () => ({ db, now: new Date() })
const { secret } = await createSessions(db).create(scope(), userId, visitor)
const person: Person = { kind: 'person', userId, sessionId: 'bench', ...visitor }
const peopleOf = () => [userId]
const made = await fillConversations(db, { companies: conversations, peopleOf, messages: 0 })
const conversationIds = made.map(({ conversationId }) => conversationId)

const bare = db.collection<Document>('bare')
const indexes = await db.collection('journal').indexes()
for (const { key, name, unique, partialFilterExpression } of indexes) {
  if (name === '_id_') continue
  await bare.createIndex(key, {
    ...(name ? { name } : {}),
    ...(unique ? { unique } : {}),
    ...(partialFilterExpression ? { partialFilterExpression } : {}),
  })
}

const echo = createServer()
createIo(echo).on('connection', (socket) => {
  socket.onAny((...args: unknown[]) => (args.at(-1) as (answer: unknown) => void)({ ok: true, ...message(0, '') }))
})
await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', () => resolve()))
const echoUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`

const rights = createRights(scope)
const parts: ChatParts = {
  scope,
  journal: app.journal,
  log,
  limits: { take: async () => undefined },
  names: createNameBook(scope),
  rights,
  inTurn: (_id, work) => work(),
  epoch: '',
  digest: (text) => app.links.secretOf(text),
}

const message = (seq: number, stream: string) => aMessage(seq, stream, userId)

const send = async (conversationId: string) =>
  sendMessage(parts, await rights.lease(person, conversationId), { clientMessageId: newId(), body })
let seq = 0
const insert = (stream: string) => bare.insertOne(message(++seq, stream))

/** Writes a second, with so many outstanding in each of so many conversations. */
async function perSecond(write: (id: string) => Promise<unknown>, among: number, outstanding: number): Promise<number> {
  const start = performance.now()
  let count = 0
  const worker = async (id: string) => {
    while (performance.now() - start < 1500) {
      await write(id)
      count++
    }
  }
  await Promise.all(
    conversationIds.slice(0, among).flatMap((id) => Array.from({ length: outstanding }, () => worker(id))),
  )
  return count / ((performance.now() - start) / 1000)
}

/** Milliseconds of each of so many calls, one after the other. */
async function times(count: number, run: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < count; n++) {
    const start = performance.now()
    await run()
    taken.push(performance.now() - start)
  }
  return taken
}

const find = () => bare.find({ stream: 'long' }).sort({ stream: 1, seq: 1 }).limit(1000).toArray()

await bare.insertMany(Array.from({ length: 1000 }, (_, n) => message(n + 1, 'long')))
const [long] = await fillConversations(db, { companies: 1, peopleOf, messages: 1000 })
if (long) conversationIds.push(long.conversationId)

answerMessages({}, async (asked) => {
  const {
    ours,
    among = 1,
    outstanding = 1,
    inserts,
    finds,
    close,
  } = asked as {
    ours?: boolean
    among?: number
    outstanding?: number
    inserts?: number
    finds?: number
    close?: true
  }
  if (ours !== undefined) return { rate: await perSecond(ours ? send : insert, among, outstanding) }
  if (inserts) return { times: await times(inserts, () => insert('one')) }
  if (finds) return { times: await times(finds, find) }
  if (close) {
    await app.close()
    echo.close()
    await store.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  return { url, echoUrl, cookie: `clearview_session=${secret}`, conversationIds }
})
