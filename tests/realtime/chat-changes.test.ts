import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/store/ids.ts'
import { openStore } from '../../server/store/mongo.ts'
import {
  type AnEmployer,
  type AnEngagement,
  aConsultant,
  anEmployer,
  anEngagement,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type RunningServer } from '../server.ts'
import { startServerWithAccounts } from '../server-with-accounts.ts'
import { aChatter, aKey, type ChatEntry, type ChatFollowed, type Chatter, codeOf, range } from './chatters.ts'
import { closeSockets } from './follower.ts'

let server: RunningServer
let employer: AnEmployer
let consultant: Caller
let engagement: AnEngagement

beforeAll(async () => {
  // One of its own: what is left of files is counted in its store.
  server = await startServerWithAccounts({
    env: { LIMIT_SOCKETS_PER_USER: '1000', LIMIT_PERSON_BURST: '100000', LIMIT_PERSON_RATE: '100000' },
  })
  employer = await anEmployer(server)
  consultant = await aConsultant(server, { name: 'Noor Haddad' })
  engagement = await anEngagement(employer, consultant)
})
afterEach(closeSockets)
afterAll(() => server.stop())

const pair = () =>
  Promise.all([aChatter(employer.owner, engagement.conversationId), aChatter(consultant, engagement.conversationId)])

describe('what is done to a message', () => {
  it('[CHAT-8] edits, reactions and replies are entries that all get; only its sender edits', async () => {
    const [owner, guest] = await pair()
    const { message } = await owner.send('Helo')
    const change = (page: Chatter, event: string, more: object = {}) =>
      page.ask<{ ok: boolean; seq: number }>(event, { clientMessageId: aKey(), messageId: message.id, ...more })
    expect(codeOf(await change(guest, 'chat:edit', { body: 'Mine now' }))).toBe('forbidden')
    expect(codeOf(await change(guest, 'chat:delete'))).toBe('forbidden')
    const edited = await change(owner, 'chat:edit', { body: 'Hello' })
    const reacted = await change(guest, 'chat:react', { emoji: '👋' })
    const reply = await guest.send('Hi', { replyTo: message.id })
    const nested = await owner.send('How are you?', { replyTo: reply.message.id })
    for (const { pushed } of [owner, guest]) await eventually(() => pushed.length >= 5)
    expect(guest.pushed.map(({ type, seq }) => [type, seq])).toEqual([
      ['message', message.seq],
      ['edit', edited.seq],
      ['react', reacted.seq],
      ['message', reply.message.seq],
      ['message', nested.message.seq],
    ])
    expect(guest.pushed[1]).toMatchObject({ messageId: message.id, body: 'Hello' })
    expect(guest.pushed[2]).toMatchObject({ messageId: message.id, emoji: '👋', on: true })
    expect(guest.pushed.slice(3).map(({ replyTo }) => replyTo)).toEqual([message.id, message.id])
    expect(owner.pushed).toEqual(guest.pushed)
    const thread = await consultant.get<{ entries: ChatEntry[] }>(
      `/api/conversations/${engagement.conversationId}/messages/${message.id}/thread`,
    )
    expect(thread.body.entries).toEqual(guest.pushed)
    expect(codeOf(await change(owner, 'chat:edit', { messageId: 'nothing', body: 'x' }))).toBe('not-found')
    expect(codeOf(await change(owner, 'chat:react', { messageId: idOf(edited.seq), emoji: 'x', on: true }))).toBe(
      'not-found',
    )
  })

  it('[CHAT-8] the same change sent twice is one entry', async () => {
    const [owner] = await pair()
    const { message } = await owner.send('Twice')
    for (const [event, more] of [
      ['chat:react', { emoji: '👍', on: true }],
      ['chat:edit', { body: 'Thrice' }],
      ['chat:delete', {}],
    ] as const) {
      const payload = { clientMessageId: aKey(), messageId: message.id, ...more }
      const answers = await Promise.all(
        range(1, 4).map(() => owner.ask<{ seq: number; duplicate: boolean }>(event, payload)),
      )
      expect(new Set(answers.map(({ seq }) => seq)).size, event).toBe(1)
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    }
  })

  it('[CHAT-9] a deleted text is gone everywhere, its place and number stay', async () => {
    const secret = `heliotrope ${newId()}`
    const [owner, guest] = await pair()
    const { message } = await owner.send(`${secret} one`)
    const change = (event: string, more: object = {}) =>
      owner.ask<{ ok: boolean; seq: number }>(event, { clientMessageId: aKey(), messageId: message.id, ...more })
    await change('chat:edit', { body: `${secret} two` })
    const search = async () =>
      (
        await consultant.get<{ items: { body: string }[] }>(
          `/api/conversations/${engagement.conversationId}/search?q=${encodeURIComponent(secret)}`,
        )
      ).body.items.map(({ body }) => body)
    expect(await search()).toEqual([`${secret} two`])
    expect((await change('chat:delete')).ok).toBe(true)
    await eventually(() => guest.pushed.some(({ type }) => type === 'delete'))
    for (const event of ['chat:edit', 'chat:delete', 'chat:react']) {
      const more = { 'chat:edit': { body: 'x' }, 'chat:react': { emoji: 'x', on: true } }[event] ?? {}
      expect(codeOf(await change(event, more))).toBe('message-deleted')
    }
    expect(await search()).toEqual([])
    const late = await aChatter(consultant, engagement.conversationId)
    const read = [
      await late.follow({ after: message.seq - 1 }),
      await late.follow({ before: message.seq + 3 }),
      (await consultant.get(`/api/conversations/${engagement.conversationId}/messages?after=${message.seq - 1}`)).body,
      (await consultant.get(`/api/conversations/${engagement.conversationId}/messages/${message.id}/thread`)).body,
      (await consultant.get('/api/conversations')).body,
    ]
    expect(JSON.stringify(read)).not.toContain(secret)
    const kept = (read[0] as ChatFollowed).entries
    expect(kept.slice(0, 3)).toMatchObject([
      { type: 'message', seq: message.seq, id: message.id, body: '', deleted: true },
      { type: 'edit', body: '', deleted: true },
      { type: 'delete', messageId: message.id },
    ])
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    const stored = await store.db
      .collection('journal')
      .find({ stream: `chat:${engagement.conversationId}` })
      .toArray()
    await store.close()
    expect(JSON.stringify(stored)).not.toContain(secret)
  })

  it('[CHAT-9] an edit that races with the deletion never brings the text back', async () => {
    const [owner] = await pair()
    for (let round = 0; round < 10; round++) {
      const { message } = await owner.send('Race')
      const payload = { messageId: message.id }
      const answers = await Promise.all([
        ...range(1, 3).map((n) =>
          owner.ask<object>('chat:edit', { ...payload, clientMessageId: aKey(), body: `again ${n}` }),
        ),
        owner.ask<object>('chat:delete', { ...payload, clientMessageId: aKey() }),
        ...range(4, 6).map((n) =>
          owner.ask<object>('chat:edit', { ...payload, clientMessageId: aKey(), body: `again ${n}` }),
        ),
      ])
      expect(answers[3]).toMatchObject({ ok: true })
      for (const answer of answers) expect(['ok', 'message-deleted']).toContain(codeOf(answer) ?? 'ok')
      const { entries } = await owner.follow({ after: message.seq - 1 })
      expect(entries.filter(({ body }) => body !== undefined && body !== '')).toEqual([])
      expect(entries.at(-1)?.type).toBe('delete')
    }
  })
})

/** The id of an entry, as the server makes it. */
const idOf = (seq: number): string => `${engagement.conversationId}-${seq.toString(36)}`

describe('files', () => {
  it('[CHAT-10] go with one message of their uploader, and are gone with it', async () => {
    const [owner, guest] = await pair()
    const base = `/api/conversations/${engagement.conversationId}/attachments`
    const bytes = new TextEncoder().encode('What we agreed on')
    const upload = async (caller: Caller) => {
      const answer = await caller.post<{ id: string }>(`${base}?name=notes.txt`, bytes)
      expectStatus(answer, 201)
      return answer.body.id
    }
    const [mine, theirs] = [await upload(employer.owner), await upload(consultant)]
    const clientMessageId = aKey()
    const attempt = (attachmentIds: string[]) =>
      owner.tryTo('chat:send', { clientMessageId: aKey(), body: '', attachmentIds })
    expect(codeOf(await attempt([theirs]))).toBe('invalid-input')
    expect(codeOf(await attempt([mine, mine]))).toBe('invalid-input')
    expect((await consultant.get(`${base}/${mine}`)).status).toBe(404)
    const sent = await owner.send('', { clientMessageId, attachmentIds: [mine] })
    expect(await owner.send('', { clientMessageId, attachmentIds: [mine] })).toMatchObject({
      message: sent.message,
      duplicate: true,
    })
    expect(codeOf(await attempt([mine]))).toBe('invalid-input')
    const [pushed] = await eventually(() => (guest.pushed.length > 0 ? guest.pushed : null))
    expect(pushed).toMatchObject({
      id: sent.message.id,
      attachments: [{ id: mine, name: 'notes.txt', contentType: 'text/plain', size: bytes.byteLength }],
    })
    expect(await consultant.get(`${base}/${mine}`)).toMatchObject({ status: 200, body: 'What we agreed on' })
    expect((await employer.owner.delete(`${base}/${mine}`)).status).toBe(409)
    await owner.ask('chat:delete', { clientMessageId: aKey(), messageId: sent.message.id })
    expect((await consultant.get(`${base}/${mine}`)).status).toBe(404)
    // The bytes go too, by a worker: first what names them, then the pieces.
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    const rowsOf = (of: string) => store.db.collection(`attachments.${of}`).countDocuments()
    await eventually(async () => (await rowsOf('chunks')) === 1)
    expect(await rowsOf('files')).toBe(1)
    await store.close()
  })
})
