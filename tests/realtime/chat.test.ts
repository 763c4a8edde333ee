import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/store/ids.ts'
import { openStore } from '../../server/store/mongo.ts'
import { type AnEmployer, type AnEngagement, aConsultant, anEmployer, anEngagement, type Caller } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aChatter, aKey, type ChatEntry, type ChatFollowed, type ChatSent, Chatter, codeOf, range } from './chatters.ts'
import { ask, closeSockets } from './follower.ts'

let server: TestServer
let employer: AnEmployer
let consultant: Caller
let engagement: AnEngagement

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  consultant = await aConsultant(server, { name: 'Noor Haddad' })
  engagement = await anEngagement(employer, consultant)
})
afterEach(closeSockets)

const seqsOf = (entries: readonly ChatEntry[]): number[] => entries.map(({ seq }) => seq)
const pair = () =>
  Promise.all([aChatter(employer.owner, engagement.conversationId), aChatter(consultant, engagement.conversationId)])
/** A conversation of its own, so that its numbers begin at 1. */
async function aFresh(): Promise<{ guest: Caller; fresh: AnEngagement }> {
  const guest = await aConsultant(server)
  return { guest, fresh: await anEngagement(employer, guest) }
}

describe('two people who talk', () => {
  it('[CHAT-1] see what the other writes, with the name joined, in one order', async () => {
    const [owner, guest] = await pair()
    const first = await owner.send('Good morning')
    const second = await guest.send('Hello! <b>not bold</b>')
    expect([first.ok, second.ok, second.message.seq]).toEqual([true, true, first.message.seq + 1])
    for (const { pushed } of [owner, guest]) {
      await eventually(() => pushed.length === 2)
      expect(seqsOf(pushed)).toEqual([first.message.seq, second.message.seq])
      expect(pushed[1]).toMatchObject({
        type: 'message',
        conversationId: engagement.conversationId,
        id: second.message.id,
        body: 'Hello! <b>not bold</b>',
        sender: { id: consultant.userId, name: 'Noor Haddad', kind: 'consultant' },
        at: second.message.at,
      })
      expect(pushed[0]?.sender).toMatchObject({ id: employer.owner.userId, kind: 'employer' })
    }
  })

  it('[CHAT-1] all at once, over both transports, agree on one order without holes', async () => {
    const { guest, fresh } = await aFresh()
    const pages = await Promise.all(
      [employer.owner, guest].flatMap((caller) =>
        [['websocket'], ['polling']].map((transports) => aChatter(caller, fresh.conversationId, { transports })),
      ),
    )
    const sent = await Promise.all(pages.flatMap((page) => range(1, 25).map((n) => page.send(`message ${n}`))))
    expect(sent.map(({ message }) => message.seq).sort((a, b) => a - b)).toEqual(range(1, 100))
    for (const { pushed } of pages) {
      await eventually(() => pushed.length >= 100)
      expect(pushed).toEqual(pages[0]?.pushed)
      expect(seqsOf(pushed)).toEqual(range(1, 100))
    }
    expect(new Set(pages[0]?.pushed.map(({ id }) => id)).size).toBe(100)
  })

  it('[CHAT-2] the same client id is one message, over sockets, REST and connections, and is answered alike', async () => {
    const [owner, guest] = await pair()
    const clientMessageId = aKey()
    const first = await owner.send('Once', { clientMessageId })
    const again = await owner.send('Once', { clientMessageId })
    owner.socket.disconnect()
    const elsewhere = await (await aChatter(employer.owner, engagement.conversationId)).send('Once', {
      clientMessageId,
    })
    expect([first.duplicate, again.duplicate, elsewhere.duplicate]).toEqual([false, true, true])
    expect([again.message, elsewhere.message]).toEqual([first.message, first.message])
    const rest = await employer.owner.post<ChatSent>(
      `${employer.api}/messages`,
      { consultantId: consultant.userId, message: 'Once' },
      { 'idempotency-key': clientMessageId },
    )
    expect(rest).toMatchObject({ status: 201, body: { message: first.message, duplicate: true } })
    expect(rest.headers.get('idempotent-replayed')).toBe('true')
    // Another sender's id says nothing about this one.
    expect((await guest.send('Once', { clientMessageId })).duplicate).toBe(false)
    await eventually(() => guest.pushed.length >= 2)
    expect(guest.pushed.filter(({ sender }) => sender.id === employer.owner.userId)).toHaveLength(1)
  })

  it('[CHAT-2] racing with itself over many sockets it is stored once', async () => {
    const pages = await Promise.all(range(1, 6).map(() => aChatter(employer.owner, engagement.conversationId)))
    const clientMessageId = aKey()
    const sent = await Promise.all(pages.map((page) => page.send('Race', { clientMessageId })))
    expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1)
    expect(sent.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
  })

  it('[CHAT-3] the same client id with another content is a conflict, whatever it is', async () => {
    const [owner] = await pair()
    const clientMessageId = aKey()
    const { message } = await owner.send('One', { clientMessageId })
    const other = await owner.send('Other')
    const conflicts = await Promise.all([
      owner.tryTo('chat:send', { clientMessageId, body: 'Two' }),
      owner.tryTo('chat:send', { clientMessageId, body: 'One', replyTo: other.message.id }),
      owner.tryTo('chat:edit', { clientMessageId, messageId: message.id, body: 'One' }),
      owner.tryTo('chat:delete', { clientMessageId, messageId: message.id }),
      owner.tryTo('chat:react', { clientMessageId, messageId: message.id, emoji: '👍', on: true }),
    ])
    expect(conflicts.map(codeOf)).toEqual(Array(5).fill('idempotency-conflict'))
    // Also once the text is gone.
    expect(await owner.ask('chat:delete', { clientMessageId: aKey(), messageId: message.id })).toMatchObject({
      ok: true,
    })
    expect(await owner.send('One', { clientMessageId })).toMatchObject({ message, duplicate: true })
    expect(codeOf(await owner.tryTo('chat:send', { clientMessageId, body: '' + 'Two' }))).toBe('idempotency-conflict')
  })

  it('[CHAT-4] what is malformed is refused by field, and nothing ends', async () => {
    const [owner] = await pair()
    const wrong: [string, object, string][] = [
      ['chat:send', { clientMessageId: aKey(), body: ' ' }, 'body'],
      ['chat:send', { clientMessageId: aKey(), body: 'x'.repeat(10_001) }, 'body'],
      ['chat:send', { clientMessageId: '', body: 'x' }, 'clientMessageId'],
      ['chat:send', { clientMessageId: aKey(), body: 'x', replyTo: 'nothing' }, 'replyTo'],
      ['chat:send', { clientMessageId: aKey(), body: 'x', attachmentIds: ['nothing'] }, 'attachmentIds'],
      ['chat:send', { clientMessageId: aKey(), body: 'x', surprise: 1 }, 'surprise'],
      ['chat:follow', { after: 1, before: 2 }, ''],
      ['chat:read', { seq: -1 }, 'seq'],
      ['chat:edit', { clientMessageId: aKey(), messageId: 'x', body: ' ' }, 'body'],
    ]
    for (const [event, payload, path] of wrong) {
      const { error } = await owner.tryTo(event, payload)
      expect([event, error?.code, error?.errors?.[0]?.path]).toEqual([event, 'invalid-input', path])
    }
    for (const payload of [undefined, null, 7, 'text', [], {}]) {
      expect(codeOf(await ask<object>(owner.socket, 'chat:send', payload))).toBe('invalid-input')
    }
    expect((await owner.send('Still here')).ok).toBe(true)
  })
})

describe('coming back', () => {
  it('[CHAT-5] pages forward and back, each entry once', async () => {
    const { guest, fresh } = await aFresh()
    const stream = `chat:${fresh.conversationId}`
    await fill(stream, 1_230, fresh.consultantId)
    const page = await aChatter(guest, fresh.conversationId)
    const seen: number[] = []
    for (let answer = await page.follow({ after: 0 }); ; answer = await page.follow({ after: seen.at(-1) ?? 0 })) {
      seen.push(...seqsOf(answer.entries))
      if (!answer.more) break
    }
    expect(seen).toEqual(range(1, 1_230))
    const back: number[] = []
    for (let before = 1_231; ; ) {
      const answer: ChatFollowed = await page.follow({ before })
      back.unshift(...seqsOf(answer.entries))
      before = back[0] ?? 1
      expect(answer.head).toBe(1_230)
      if (!answer.more) break
    }
    expect(back).toEqual(range(1, 1_230))
  })

  it('[CHAT-5] misses nothing that is written while it is away or asks', async () => {
    const { guest, fresh } = await aFresh()
    const owner = await aChatter(employer.owner, fresh.conversationId)
    const writing = Promise.all(range(1, 60).map((n) => owner.send(`message ${n}`)))
    const pages = await Promise.all(
      range(1, 8).map(async () => {
        const page = new Chatter(guest, fresh.conversationId)
        await page.connect()
        return { page, answer: await page.follow({ after: 0 }) }
      }),
    )
    await writing
    for (const { page, answer } of pages) {
      await eventually(() => answer.entries.length + page.pushed.length >= 60)
      expect(seqsOf([...answer.entries, ...page.pushed])).toEqual(range(1, 60))
    }
  })

  it('[CHAT-6] more than 5,000 behind, or beyond the head, starts over', async () => {
    const { guest, fresh } = await aFresh()
    await fill(`chat:${fresh.conversationId}`, 5_010, fresh.consultantId)
    const page = new Chatter(guest, fresh.conversationId)
    await page.connect()
    for (const after of [9, 5_011]) {
      expect(await page.follow({ after })).toMatchObject({ ok: true, head: 5_010, reset: true, access: 'write' })
    }
    expect(seqsOf((await page.follow({ after: 5_005 })).entries)).toEqual(range(5_006, 5_010))
  })

  it('[CHAT-7] a lost last push is noticed by the head that is told', async () => {
    const [owner, guest] = await pair()
    const { message } = await owner.send('The last word')
    const head = await eventually(() => guest.heads.find(({ seq }) => seq >= message.seq))
    expect(head).toEqual({ conversationId: engagement.conversationId, seq: message.seq })
  })
})

/** Entries as another node would have written them. */
async function fill(stream: string, length: number, userId: string): Promise<void> {
  const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  const entries = range(1, length).map((seq) => ({
    ...{ stream, seq, key: `${userId}:${newId()}`, type: 'message', at: new Date() },
    ...{ data: { body: `message ${seq}`, digest: '', rightsEpoch: 0 }, actor: { kind: 'user', id: userId } },
  }))
  for (let i = 0; i < length; i += 1000) await store.db.collection('journal').insertMany(entries.slice(i, i + 1000))
  await store.close()
}

describe('receipts', () => {
  it('[CHAT-11] how far one has read is told to the others and to own pages, and never goes back', async () => {
    const [owner, guest] = await pair()
    const other = await aChatter(consultant, engagement.conversationId)
    const { message } = await owner.send('Read this')
    expect(await guest.ask('chat:read', { seq: message.seq })).toMatchObject({ ok: true })
    for (const page of [owner, other]) {
      await eventually(() => page.reads.some(({ userId, seq }) => userId === consultant.userId && seq === message.seq))
    }
    expect(guest.reads).toEqual([])
    await guest.ask('chat:read', { seq: 0 })
    await guest.ask('chat:read', { seq: message.seq + 1000 })
    await eventually(() => owner.reads.length === 3)
    expect(owner.reads.map(({ seq }) => seq)).toEqual([message.seq, message.seq, message.seq])
    const positionOf = async () =>
      (await owner.follow()).participants.find(({ id }) => id === consultant.userId)?.readSeq
    expect(await positionOf()).toBe(message.seq)
    const unread = async (caller: Caller) =>
      (await caller.get<{ unread: number }>(`/api/conversations/${engagement.conversationId}`)).body.unread
    expect(await unread(consultant)).toBe(0)
    await owner.send('One more')
    await guest.send('My own')
    expect(await unread(consultant)).toBe(1)
  })
})

describe('typing', () => {
  it('[CHAT-12] is told to the others, with or without an acknowledgement, at most once a second', async () => {
    const [owner, guest] = await pair()
    const began = performance.now()
    expect(await guest.ask('chat:typing')).toMatchObject({ ok: true })
    await eventually(() => owner.typing.length === 1)
    for (let n = 0; n < 20; n++) guest.socket.emit('chat:typing', { conversationId: engagement.conversationId })
    // What follows on the same connection has come after it.
    await guest.send('There')
    await eventually(() => owner.pushed.length === 1)
    // On a machine that stood still meanwhile it is more than one second, and may be told again.
    expect(owner.typing.length).toBeLessThanOrEqual(1 + Math.floor((performance.now() - began) / 1000))
    expect(owner.typing[0]).toEqual({ conversationId: engagement.conversationId, userId: consultant.userId })
    expect(guest.typing).toEqual([])
    const stranger = await anEmployer(server)
    const outside = new Chatter(stranger.owner, engagement.conversationId)
    await outside.connect()
    expect(codeOf(await outside.tryTo('chat:typing', {}))).toBe('not-found')
  })
})
