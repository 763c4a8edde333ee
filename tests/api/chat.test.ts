import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  type AnEngagement,
  aConsultant,
  aMember,
  anEmployer,
  anEngagement,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { Chatter, addressOf as of, upload } from '../realtime/chatters.ts'
import { closeSockets } from '../realtime/follower.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import type { Items, Refused } from './people.ts'

let server: TestServer
let employer: AnEmployer
let stranger: AnEmployer
let consultant: Caller
let rival: Caller
let recruiter: Caller
let interviewer: Caller
let viewer: Caller
let engagement: AnEngagement

beforeAll(async () => {
  server = await sharedServer()
  ;[employer, stranger] = await Promise.all([anEmployer(server), anEmployer(server)])
  ;[consultant, rival] = await Promise.all([
    aConsultant(server, { name: 'Noor Haddad' }),
    aConsultant(server, { name: 'Ira Lund' }),
  ])
  const roles = ['recruiter', 'interviewer', 'viewer'] as const
  const people = await Promise.all(roles.map((role) => aMember(employer, role)))
  ;[recruiter, interviewer, viewer] = people as [Caller, Caller, Caller]
  engagement = await anEngagement(employer, consultant)
  await anEngagement(employer, rival)
})

interface Sent {
  conversationId: string
  message: { id: string; seq: number; at: string }
  duplicate: boolean
}
interface Entry {
  seq: number
  id: string
  type: string
  body: string
  sender: { id: string; name: string; kind: string }
}
interface History {
  epoch: string
  head: number
  items: Entry[]
  more: boolean
}
interface Conversation {
  id: string
  access: string
  head: number
  readSeq: number
  unread: number
  employer: { companyName: string }
  consultant: { id: string; name: string }
  lastMessage: { seq: number; preview: string; sender: { name: string } } | null
  participants: { id: string; kind: string }[]
}

const send = (caller: Caller, message: string, to = consultant, key?: string) =>
  caller.post<Sent & Refused>(
    `${employer.api}/messages`,
    { consultantId: to.userId, message },
    key === undefined ? {} : { 'idempotency-key': key },
  )
const sent = async (caller: Caller, message: string, to = consultant): Promise<Sent> => {
  const answer = await send(caller, message, to)
  expectStatus(answer, 201)
  return answer.body
}
/** A conversation of its own, so that its numbers begin at 1. */
async function aFreshConversation(): Promise<{ guest: Caller; fresh: AnEngagement }> {
  const guest = await aConsultant(server)
  return { guest, fresh: await anEngagement(employer, guest) }
}

describe('writing over REST', () => {
  it('[CHAT-20] stores a message and says where it stands', async () => {
    const answer = await send(recruiter, 'Good morning')
    expect(answer).toMatchObject({
      status: 201,
      body: {
        conversationId: engagement.conversationId,
        message: { id: expect.any(String), seq: expect.any(Number), at: expect.stringMatching(/Z$/) },
        duplicate: false,
      },
    })
    expect(answer.body.message.id.length).toBeLessThanOrEqual(64)
    expect((await send(consultant, 'And to you')).status).toBe(201)
  })

  it('[CHAT-20] the same key and body get the first answer for ever; another body or addressee is refused', async () => {
    const first = await send(recruiter, 'Once', consultant, 'key-1')
    const again = await send(recruiter, 'Once', consultant, 'key-1')
    expect(again).toMatchObject({ status: 201, body: { message: first.body.message, duplicate: true } })
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true'])
    const refusal = { status: 409, body: { code: 'idempotency-conflict' } }
    expect(await send(recruiter, 'Twice', consultant, 'key-1')).toMatchObject(refusal)
    expect(await send(recruiter, 'Once', rival, 'key-1')).toMatchObject(refusal)
    expect(await send(employer.owner, 'Once', consultant, 'key-1')).toMatchObject({ status: 201 })
    const racing = await Promise.all(Array.from({ length: 8 }, () => send(recruiter, 'Race', consultant, 'key-2')))
    expect(new Set(racing.map(({ body }) => body.message.id)).size).toBe(1)
    expect(racing.filter(({ body }) => !body.duplicate)).toHaveLength(1)
  })

  it('[CHAT-21] names what is wrong, and knows no consultant but those engaged', async () => {
    const wrong = { status: 400, body: { code: 'invalid-input' } }
    expect(await send(recruiter, '  ')).toMatchObject(wrong)
    expect(await send(recruiter, 'x'.repeat(10_001))).toMatchObject(wrong)
    expect((await send(recruiter, 'x'.repeat(10_000))).status).toBe(201)
    const nobody = Object.assign(new Object(), { userId: 'unknown' }) as Caller
    expect(await send(recruiter, 'Hello', nobody)).toMatchObject({ status: 404 })
    expect(await send(recruiter, 'Hello', await aConsultant(server))).toMatchObject({ status: 404 })
    expect(await send(consultant, 'Hello', rival)).toMatchObject({ status: 404 })
  })
})

describe('reading', () => {
  it('[CHAT-22] pages in both directions without a gap, and says whether there is more', async () => {
    const { guest, fresh } = await aFreshConversation()
    for (let n = 1; n <= 7; n++) await sent(n % 2 ? recruiter : guest, `message ${n}`, guest)
    const read = async (query: string) => (await guest.get<History>(`${of(fresh)}/messages?${query}`)).body
    const seqs = ({ items }: History) => items.map(({ seq }) => seq)
    const newest = await read('limit=3')
    expect([newest.head, seqs(newest), newest.more]).toEqual([7, [5, 6, 7], true])
    const before = await read('limit=3&before=5')
    expect([seqs(before), before.more]).toEqual([[2, 3, 4], true])
    const oldest = await read('limit=3&before=2')
    expect([seqs(oldest), oldest.more]).toEqual([[1], false])
    const after = await read('limit=3&after=2')
    expect([seqs(after), after.more]).toEqual([[3, 4, 5], true])
    expect([seqs(await read('after=7')), (await read('after=7')).more]).toEqual([[], false])
    expect(newest.items[2]?.sender).toEqual({ id: recruiter.userId, name: 'A recruiter', kind: 'employer' })
    expect((await guest.get(`${of(fresh)}/messages?after=1&before=3`)).status).toBe(400)
  })

  it('[CHAT-23] lists mine, the newest message first, with what I have not read', async () => {
    const { guest, fresh } = await aFreshConversation()
    await sent(recruiter, 'first', guest)
    await sent(guest, 'my own', guest)
    await sent(recruiter, 'the   newest\nof all', guest)
    const [mine] = (await guest.get<Items<Conversation>>('/api/conversations')).body.items
    expect(mine).toMatchObject({
      id: fresh.conversationId,
      access: 'write',
      head: 3,
      readSeq: 0,
      unread: 2,
      consultant: { id: guest.userId },
      lastMessage: { seq: 3, preview: 'the newest of all', sender: { name: 'A recruiter' } },
    })
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Items<Conversation> = (
        await recruiter.get<Items<Conversation>>(`/api/conversations?limit=1${cursor && `&cursor=${cursor}`}`)
      ).body
      pages.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    const all = (await recruiter.get<Items<Conversation>>('/api/conversations')).body.items.map(({ id }) => id)
    expect(pages).toEqual(all)
    expect([all[0], new Set(all).size === all.length]).toEqual([fresh.conversationId, true])
    const elsewhere = await recruiter.get<Items<Conversation>>(`/api/conversations?employerId=${stranger.employerId}`)
    expect(elsewhere.body.items).toEqual([])
    expect((await recruiter.get('/api/conversations?cursor=zzz')).status).toBe(400)
  })

  it('[CHAT-23] counts what is unread up to 100, own messages never', async () => {
    const { guest, fresh } = await aFreshConversation()
    await Promise.all(Array.from({ length: 110 }, (_, n) => sent(n % 10 ? recruiter : guest, `message ${n}`, guest)))
    const unread = async (caller: Caller) => (await caller.get<Conversation>(of(fresh))).body.unread
    expect([await unread(guest), await unread(recruiter), await unread(employer.owner)]).toEqual([99, 11, 100])
  })

  it('[CHAT-24] a conversation names who is in it: those with the right, those added, and the consultant', async () => {
    const { guest, fresh } = await aFreshConversation()
    const people = async () =>
      (await guest.get<Conversation>(of(fresh))).body.participants.map(({ id, kind }) => `${kind} ${id}`).sort()
    const always = [
      `consultant ${guest.userId}`,
      ...[employer.owner, recruiter].map(({ userId }) => `employer ${userId}`),
    ].sort()
    expect(await people()).toEqual(always)
    expect((await interviewer.get(of(fresh))).status).toBe(404)
    expectStatus(await employer.owner.post(`${of(fresh)}/participants`, { userId: interviewer.userId }), 200)
    expect(await people()).toEqual([...always, `employer ${interviewer.userId}`].sort())
    expect((await interviewer.get(of(fresh))).status).toBe(200)
  })
})

describe('who is not in a conversation', () => {
  const outsiders = () => [stranger.owner, viewer, rival]
  it('[CHAT-25] finds nothing of it, by any address', async () => {
    const { message } = await sent(recruiter, 'A secret word: heliotrope')
    const attachment = await upload(recruiter, engagement, 'note.txt', Buffer.from('heliotrope'))
    const paths = [
      of(engagement),
      `${of(engagement)}/messages`,
      `${of(engagement)}/messages/${message.id}/thread`,
      `${of(engagement)}/search?q=heliotrope`,
      `${of(engagement)}/attachments/${attachment.body.id}`,
    ]
    for (const caller of outsiders()) {
      for (const path of paths) expect((await caller.get(path)).status, path).toBe(404)
      expect((await upload(caller, engagement, 'a.txt', Buffer.from('x'))).status).toBe(404)
      expect((await caller.delete(`${of(engagement)}/attachments/${attachment.body.id}`)).status).toBe(404)
      const { items } = (await caller.get<Items<Conversation>>('/api/conversations')).body
      expect(items.map(({ id }) => id)).not.toContain(engagement.conversationId)
    }
    expect((await send(viewer, 'Hello')).status).toBe(403)
    expect((await send(rival, 'Hello')).status).toBe(404)
    // The id of a message in another conversation leads nowhere.
    const { guest, fresh } = await aFreshConversation()
    expect((await guest.get(`${of(fresh)}/messages/${message.id}/thread`)).status).toBe(404)
  })

  it('[CHAT-26] after the end the company reads, the consultant only where that was left open', async () => {
    for (const historyOpen of [false, true]) {
      const { guest, fresh } = await aFreshConversation()
      const first = await send(guest, 'Before the end', guest, 'before')
      expectStatus(
        await employer.owner.post(`${employer.api}/engagements/${fresh.id}/end`, { reason: 'Done', historyOpen }),
        200,
      )
      const status = historyOpen ? 200 : 404
      expect((await guest.get(`${of(fresh)}/messages`)).status).toBe(status)
      expect((await recruiter.get<Conversation>(of(fresh))).body.access).toBe('read')
      expect((await recruiter.get<History>(`${of(fresh)}/messages`)).body.items).toHaveLength(1)
      expect(await send(recruiter, 'After', guest)).toMatchObject({ status: 409, body: { code: 'engagement-ended' } })
      expect((await upload(recruiter, fresh, 'a.txt', Buffer.from('x'))).status).toBe(409)
      expect(first.status).toBe(201)
    }
    // What was stored before is acknowledged all the same.
    const { guest, fresh } = await aFreshConversation()
    const first = await send(recruiter, 'Before', guest, 'early')
    expectStatus(await employer.owner.post(`${employer.api}/engagements/${fresh.id}/end`, {}), 200)
    expect(await send(recruiter, 'Before', guest, 'early')).toMatchObject({
      status: 201,
      body: { message: first.body.message, duplicate: true },
    })
  })

  it('[CHAT-35] a consultant who stands nowhere else any more reads on where history was left open', async () => {
    const { guest, fresh } = await aFreshConversation()
    const file = await upload(recruiter, fresh, 'notes.txt', Buffer.from('Our notes'))
    await sent(recruiter, 'Welcome aboard', guest)
    const theirs = await sent(guest, 'Thank you', guest)
    const ended = await employer.owner.post(`${employer.api}/engagements/${fresh.id}/end`, { historyOpen: true })
    expectStatus(ended, 200)
    expectStatus(file, 201)
    const list = await guest.get<{ items: Conversation[] }>('/api/conversations')
    expect(list.body.items).toMatchObject([
      { id: fresh.conversationId, access: 'read', head: 2, unread: 1, employer: { companyName: expect.any(String) } },
    ])
    expect((await guest.get<Conversation>(of(fresh))).body).toMatchObject({
      access: 'read',
      participants: expect.any(Array),
    })
    const { items } = (await guest.get<History>(`${of(fresh)}/messages`)).body
    expect(items.map(({ seq }) => seq)).toEqual([1, 2])
    expect((await guest.get(`${of(fresh)}/messages/${theirs.message.id}/thread`)).status).toBe(200)
    expect((await guest.get<Hits>(`${of(fresh)}/search?q=welcome`)).body.items).toHaveLength(1)
    const page = new Chatter(guest, fresh.conversationId)
    await page.connect()
    expect(await page.follow({ after: 0 })).toMatchObject({ ok: true, access: 'read', head: 2 })
    expect(await page.ask('chat:read', { seq: 2 })).toEqual({ ok: true })
    expect(await page.tryTo('chat:send', { clientMessageId: 'late', body: 'x' })).toMatchObject({
      error: { code: 'engagement-ended' },
    })
    closeSockets()
    expect((await guest.get<{ items: Conversation[] }>('/api/conversations')).body.items[0]?.unread).toBe(0)
    expect((await upload(guest, fresh, 'late.txt', Buffer.from('x'))).status).toBe(409)
  })
})

interface Hits {
  items: { id: string; seq: number; body: string }[]
  nextCursor: string | null
}

describe('search', () => {
  it('[CHAT-27] finds messages that hold all the words, with and without accents, newest first', async () => {
    const { guest, fresh } = await aFreshConversation()
    for (const body of ['Über café Ångström', 'nothing here', 'the CAFE of Angstrom', 'a cafe alone', 'кафе']) {
      await sent(recruiter, body, guest)
    }
    const search = async (q: string, more = '') =>
      (await guest.get<Hits>(`${of(fresh)}/search?q=${encodeURIComponent(q)}${more}`)).body
    const seqs = ({ items }: Hits) => items.map(({ seq }) => seq)
    expect(seqs(await search('cafe angstrom'))).toEqual([3, 1])
    expect(seqs(await search('CAFÉ'))).toEqual([4, 3, 1])
    expect(seqs(await search('nowhere'))).toEqual([])
    const first = await search('cafe', '&limit=1')
    const second = await search('cafe', `&limit=2&cursor=${first.nextCursor}`)
    expect([seqs(first), seqs(second)]).toEqual([[4], [3, 1]])
    expect((await guest.get(`${of(fresh)}/search?q=%20`)).status).toBe(400)
    expect((await guest.get(`${of(fresh)}/search?q=a&cursor=x`)).status).toBe(400)
  })
})
