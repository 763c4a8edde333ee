import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { eventually, type RunningServer, startServer } from '../server.ts'
import { startServerWithAccounts } from '../server-with-accounts.ts'
import { aChatter, aKey, type ChatFollowed, Chatter, codeOf } from './chatters.ts'
import { ask, closeSockets } from './follower.ts'

let server: RunningServer
let second: RunningServer
let employer: AnEmployer

const env = {
  LIMIT_SOCKETS_PER_USER: '1000',
  LIMIT_PERSON_BURST: '100000',
  LIMIT_PERSON_RATE: '100000',
  // Nobody's mail is read here.
  WORKERS: 'off',
}

beforeAll(async () => {
  server = await startServerWithAccounts({ env })
  second = await startServer({ env, dataDir: server.dataDir })
  employer = await anEmployer(server)
})
afterAll(async () => {
  closeSockets()
  await second.stop({ keepData: true })
  await server.stop()
})

async function aFresh(host = employer): Promise<{ guest: Caller; fresh: AnEngagement }> {
  const guest = await aConsultant(server)
  return { guest, fresh: await anEngagement(host, guest) }
}
/** The same person, at the other node. */
const there = (caller: Caller): Caller => Object.assign(Object.create(caller), { server: second }) as Caller

const changeRole = async (person: Caller, role: string) =>
  expectStatus(await employer.owner.patch(`${employer.api}/users/${person.userId}`, { role }), 200)
const end = async (engagement: AnEngagement, historyOpen = false) =>
  expectStatus(await employer.owner.post(`${employer.api}/engagements/${engagement.id}/end`, { historyOpen }), 200)
const participants = (engagement: AnEngagement) => `/api/conversations/${engagement.conversationId}/participants`

type Loss = (fresh: AnEngagement) => Promise<{ person: Caller; revoke: () => Promise<void> }>

/** Every way in which somebody can be taken out of a conversation that goes on. */
const losses: Record<string, Loss> = {
  'another role': async () => {
    const person = await aMember(employer, 'recruiter')
    return { person, revoke: () => changeRole(person, 'viewer') }
  },
  'a removal': async () => {
    const person = await aMember(employer, 'hiring_manager')
    return {
      person,
      revoke: async () => expectStatus(await employer.owner.delete(`${employer.api}/users/${person.userId}`), 204),
    }
  },
  'being taken out': async (fresh) => {
    const person = await aMember(employer, 'interviewer')
    expectStatus(await employer.owner.post(participants(fresh), { userId: person.userId }), 200)
    return {
      person,
      revoke: async () => expectStatus(await employer.owner.delete(`${participants(fresh)}/${person.userId}`), 204),
    }
  },
}

describe.each(Object.entries(losses))('%s', (_name, lose) => {
  it('[CHAT-13] ends what is followed, at this node and the other: nothing written afterwards arrives', async () => {
    const { guest, fresh } = await aFresh()
    const { person, revoke } = await lose(fresh)
    const pages = await Promise.all([
      aChatter(person, fresh.conversationId),
      aChatter(person, fresh.conversationId, { transports: ['polling'] }),
      aChatter(there(person), fresh.conversationId),
    ])
    const [writer, elsewhere] = await Promise.all([
      aChatter(guest, fresh.conversationId),
      aChatter(there(guest), fresh.conversationId),
    ])
    const { message } = await writer.send('Before')
    for (const { pushed } of pages) await eventually(() => pushed.some(({ seq }) => seq === message.seq))
    // The other node has just read this right, and believes in it for a moment.
    const elsewhereToo = await pages[2]?.send('Before too')
    await revoke()
    const late = await pages[2]?.tryTo('chat:send', { clientMessageId: aKey(), body: 'secret' })
    expect([elsewhereToo?.ok, codeOf(late ?? {})]).toEqual([true, 'not-found'])
    for (let n = 0; n < 5; n++) {
      await elsewhere.send('secret at once')
      await writer.send('secret at once')
    }
    const last = await elsewhere.send('secret')
    await eventually(() => writer.pushed.some(({ seq }) => seq === last.message.seq))
    await eventually(() => pages.every(({ revoked, socket }) => revoked > 0 || !socket.connected))
    // Whether the other node's last word before still came is a question of who was faster.
    const bodies = pages.map(({ pushed }) => pushed.map(({ body }) => body).filter((body) => body !== 'Before too'))
    expect(bodies).toEqual(Array(3).fill(['Before']))
    const again = new Chatter(person, fresh.conversationId)
    await again.connect()
    for (const [event, payload] of [
      ['chat:follow', { after: 0 }],
      ['chat:follow', { before: 3 }],
      ['chat:send', { clientMessageId: aKey(), body: 'x' }],
      ['chat:edit', { clientMessageId: aKey(), messageId: message.id, body: 'x' }],
      ['chat:read', { seq: 1 }],
      ['chat:typing', {}],
    ] as const) {
      expect([event, codeOf(await again.tryTo(event, payload))]).toEqual([event, 'not-found'])
    }
  })
})

describe('the end of an engagement', () => {
  it.each([false, true])('[CHAT-14] cuts the consultant off unless history is left open (%s)', async (historyOpen) => {
    const { guest, fresh } = await aFresh()
    const [host, page] = await Promise.all([
      aChatter(employer.owner, fresh.conversationId),
      aChatter(there(guest), fresh.conversationId),
    ])
    const { message } = await host.send('Before')
    await end(fresh, historyOpen)
    expect(codeOf(await host.tryTo('chat:send', { clientMessageId: aKey(), body: 'x' }))).toBe('engagement-ended')
    const change = { clientMessageId: aKey(), messageId: message.id }
    expect(codeOf(await host.tryTo('chat:delete', change))).toBe('engagement-ended')
    expect(await host.follow({ after: 0 })).toMatchObject({ ok: true, head: 1, access: 'read' })
    if (historyOpen) {
      const late = await aChatter(guest, fresh.conversationId)
      expect(await late.follow({ after: 0 })).toMatchObject({ ok: true, head: 1, access: 'read' })
      expect(codeOf(await late.tryTo('chat:send', { clientMessageId: aKey(), body: 'x' }))).toBe('engagement-ended')
    } else {
      await eventually(() => page.revoked > 0 || !page.socket.connected)
      const late = new Chatter(guest, fresh.conversationId)
      await late.connect()
      expect(codeOf(await late.tryTo('chat:follow', { after: 0 }))).toBe('not-found')
    }
  })
})

describe('a right that is taken away', () => {
  it('[CHAT-13] cannot be outrun by pages that connect and follow at that very moment', async () => {
    const { guest, fresh } = await aFresh()
    const person = await aMember(employer, 'recruiter')
    const writer = await aChatter(guest, fresh.conversationId)
    for (let round = 0; round < 4; round++) {
      await changeRole(person, 'recruiter')
      const callers = [person, there(person)]
      const pages = Array.from({ length: 16 }, (_, n) => new Chatter(callers[n % 2] ?? person, fresh.conversationId))
      await Promise.all(pages.map((page) => page.connect()))
      const revoking = changeRole(person, 'viewer')
      const answers: Promise<ChatFollowed>[] = []
      for (const page of pages) {
        answers.push(page.follow({ after: 0 }))
        await new Promise((resolve) => setTimeout(resolve, (round * 3 + answers.length) % 4))
      }
      await revoking
      const { message } = await writer.send('secret')
      const late = await Promise.all(pages.map((page) => page.follow({ after: 0 }).catch(() => ({ ok: false }))))
      expect(late.map((answer) => answer.ok)).toEqual(Array(16).fill(false))
      const entries = (await Promise.all(answers)).flatMap((answer) => (answer.ok ? answer.entries : []))
      const seen = [...entries, ...pages.flatMap(({ pushed }) => pushed)].map(({ seq }) => seq)
      expect(
        seen.filter((seq) => seq >= message.seq),
        `round ${round}`,
      ).toEqual([])
      for (const { socket } of pages) socket.disconnect()
    }
  })
})

describe('another node', () => {
  it('[CHAT-15] sends what is written here, in the same order, each once', async () => {
    const { guest, fresh } = await aFresh()
    const [here, elsewhere] = await Promise.all([
      aChatter(employer.owner, fresh.conversationId),
      aChatter(there(guest), fresh.conversationId),
    ])
    const clientMessageId = aKey()
    const both = await Promise.all([
      ...Array.from({ length: 20 }, (_, n) => here.send(`here ${n}`)),
      ...Array.from({ length: 20 }, (_, n) => elsewhere.send(`there ${n}`)),
    ])
    const twin = await aChatter(there(employer.owner), fresh.conversationId)
    const twice = await Promise.all([here, twin].map((page) => page.send('Once', { clientMessageId })))
    expect(twice.map(({ message }) => message.seq)).toEqual([41, 41])
    expect(both.map(({ message }) => message.seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, n) => n + 1),
    )
    for (const { pushed } of [here, elsewhere]) await eventually(() => pushed.length >= 41)
    expect(elsewhere.pushed).toEqual(here.pushed)
    expect(here.pushed.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, n) => n + 1))
  })
})

// Each at a company of its own, and side by side: most of them wait for somebody to be taken for gone.
describe.concurrent('presence', () => {
  const follow = (page: Chatter, { employerId }: AnEmployer) =>
    ask<{ users: string[] }>(page.socket, 'presence:follow', { employerId })

  it('[CHAT-16] says who has a page open; a consultant learns it of their conversations alone', async () => {
    const company = await anEmployer(server)
    const { guest, fresh } = await aFresh(company)
    const rival = await aFresh(company)
    const viewer = await aMember(company, 'viewer')
    const [host, page] = await Promise.all([
      aChatter(company.owner, fresh.conversationId),
      aChatter(guest, fresh.conversationId),
    ])
    const mine = [company.owner.userId, guest.userId].sort()
    expect((await follow(host, company)).users).toEqual(expect.arrayContaining(mine))
    expect((await follow(page, company)).users).toEqual(mine)
    const [other] = await Promise.all([
      aChatter(rival.guest, rival.fresh.conversationId),
      new Chatter(viewer, '').connect(),
    ])
    const everybody = [...mine, rival.guest.userId, viewer.userId]
    await eventually(() => everybody.every((id) => host.presence.at(-1)?.users.includes(id)))
    expect((await follow(other, company)).users).toEqual([company.owner.userId, rival.guest.userId].sort())
    expect(page.presence.flatMap(({ users }) => users)).not.toContain(viewer.userId)
    const stranger = await anEmployer(server)
    const outside = new Chatter(stranger.owner, '')
    await outside.connect()
    expect(codeOf(await follow(outside, company))).toBe('not-found')
  })

  it('[CHAT-17] outlasts a page that is loaded again, and ends a while after the last one closed', async () => {
    const company = await anEmployer(server)
    const { guest, fresh } = await aFresh(company)
    const host = await aChatter(company.owner, fresh.conversationId)
    const page = await aChatter(guest, fresh.conversationId)
    expect((await follow(host, company)).users).toContain(guest.userId)
    const closedAt = Date.now()
    page.socket.disconnect()
    const again = await aChatter(guest, fresh.conversationId)
    again.socket.disconnect()
    await eventually(() => host.presence.at(-1)?.users.includes(guest.userId) === false)
    expect(Date.now() - closedAt).toBeGreaterThan(9_000)
    expect(host.presence.slice(0, -1).every(({ users }) => users.includes(guest.userId))).toBe(true)
  })

  it('[CHAT-34] is the same on every node of one store', async () => {
    const company = await anEmployer(server)
    const { guest, fresh } = await aFresh(company)
    const [host, elsewhere] = await Promise.all([
      aChatter(company.owner, fresh.conversationId),
      aChatter(there(company.owner), fresh.conversationId),
    ])
    await Promise.all([follow(host, company), follow(elsewhere, company)])
    const seesGuest = (page: Chatter) => page.presence.at(-1)?.users.includes(guest.userId) === true
    const first = await aChatter(guest, fresh.conversationId)
    await eventually(() => seesGuest(host) && seesGuest(elsewhere))
    // Over to the other node: nobody sees a gap.
    const next = await aChatter(there(guest), fresh.conversationId)
    const closedAt = Date.now()
    first.socket.disconnect()
    await eventually(() => Date.now() - closedAt > 12_000)
    for (const page of [host, elsewhere]) {
      const since = page.presence.findIndex(({ users }) => users.includes(guest.userId))
      expect(page.presence.slice(since).every(({ users }) => users.includes(guest.userId))).toBe(true)
    }
    const late = await aChatter(there(company.owner), fresh.conversationId)
    expect((await follow(late, company)).users).toContain(guest.userId)
    next.socket.disconnect()
    await eventually(() => !seesGuest(host) && !seesGuest(elsewhere))
  })

  it('[CHAT-34] of a node that was killed ends by itself', async () => {
    const company = await anEmployer(server)
    const { guest, fresh } = await aFresh(company)
    const third = await startServer({ env, dataDir: server.dataDir })
    const host = await aChatter(company.owner, fresh.conversationId)
    await follow(host, company)
    await aChatter(Object.assign(Object.create(guest), { server: third }) as Caller, fresh.conversationId)
    const seesGuest = () => host.presence.at(-1)?.users.includes(guest.userId) === true
    await eventually(seesGuest)
    await third.kill()
    await eventually(() => !seesGuest())
  })
})
