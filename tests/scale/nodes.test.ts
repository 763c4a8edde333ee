import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  type AnEngagement,
  aConsultant,
  aMember,
  anEmployer,
  anEngagement,
  aPosting,
  Caller,
  expectStatus,
  password,
} from '../builders.ts'
import { median } from '../delays.ts'
import { aChatter } from '../realtime/chatters.ts'
import { allRead, anEditor, closeEditors, synced, type as typeIn } from '../realtime/editors.ts'
import { aFollower, allEnded, closeSockets, type Follower, refusalOf, withCookie } from '../realtime/follower.ts'
import { eventually } from '../server.ts'
import { allReady, type Nodes, readiness, startNodes } from './nodes.ts'

let nodes: Nodes
let employer: AnEmployer
let consultant: Caller
let engagement: AnEngagement

beforeAll(async () => {
  nodes = await startNodes(3)
  ;[employer, consultant] = await Promise.all([anEmployer(nodes.at(0)), aConsultant(nodes.at(1))])
  engagement = await anEngagement(employer, nodes.on(consultant, 0))
})
afterEach(() => {
  closeSockets()
  closeEditors()
})
afterAll(() => nodes.stop())

const everyNode = [0, 1, 2] as const
const followers = (person = employer.owner): Promise<Follower[]> =>
  Promise.all(everyNode.map((i) => aFollower(nodes.on(person, i), employer.employerId)))

/** One change, made at a node: a posting, which is one entry of the feed. */
const change = async (index: number) => (await aPosting({ ...employer, owner: nodes.on(employer.owner, index) })).id

const sawPosting = (follower: Follower, jobId: string, bound: number): Promise<unknown> =>
  eventually(() => follower.pushed.some(({ data }) => data?.['jobId'] === jobId), bound)

/** How long until followers on all nodes have what is written at one, at worst, in milliseconds. */
async function slowestPush(all: readonly Follower[], index: number, bound: number): Promise<number> {
  const jobId = await change(index)
  const answered = performance.now()
  await Promise.all(all.map((follower) => sawPosting(follower, jobId, bound)))
  return performance.now() - answered
}

/** Everybody got the same, each number once, in order. */
function expectOneOrder(all: readonly Follower[]): void {
  const [first = [], ...others] = all.map(({ pushed }) => pushed.map(({ seq, type, data }) => ({ seq, type, data })))
  const start = first[0]?.seq ?? 0
  expect(first.map(({ seq }) => seq)).toEqual(first.map((_, i) => start + i))
  for (const other of others) expect(other).toEqual(first)
}

const alignedHeads = (all: readonly Follower[], count: number): Promise<unknown> =>
  eventually(() => all.every(({ pushed }) => pushed.length >= count))

describe('several nodes', () => {
  it('[NODE-6] every node sends what all of them write in one order, whole and once, within a second', async () => {
    const all = await followers()
    await Promise.all(everyNode.flatMap((i) => Array.from({ length: 8 }, () => change(i))))
    await alignedHeads(all, 24)
    expectOneOrder(all)
    expect(await slowestPush(all, 1, 1000)).toBeLessThan(1000)
    for (const node of nodes.all)
      expect(await readiness(node)).toMatchObject({ status: 200, redis: 'ok', degraded: false })
  })

  it('[NODE-7] messages, receipts, typing and presence reach over nodes', async () => {
    const { conversationId } = engagement
    const here = await aChatter(nodes.on(employer.owner, 0), conversationId)
    const there = await aChatter(nodes.on(consultant, 2), conversationId)
    const { employerId } = employer
    expect(await here.ask('presence:follow', { conversationId: undefined, employerId })).toMatchObject({ ok: true })
    await eventually(async () => {
      const { users } = await here.ask<{ users: string[] }>('presence:follow', {
        conversationId: undefined,
        employerId,
      })
      return users.includes(consultant.userId)
    }, 3000)
    const sent = await there.send('Hello from another node')
    await eventually(() => here.pushed.some(({ seq }) => seq === sent.message.seq), 1000)
    await here.ask('chat:read', { seq: sent.message.seq })
    await eventually(() => there.reads.some(({ userId }) => userId === employer.owner.userId), 2000)
    await there.ask('chat:typing')
    await eventually(() => here.typing.some(({ userId }) => userId === consultant.userId), 2000)
  })

  it('[NODE-8] a text is written by people on several nodes, and all read the same', async () => {
    const { id } = await aPosting(employer)
    const editors = everyNode.map((i) =>
      anEditor(nodes.on(employer.owner, i), `posting:${id}`, { headers: { origin: nodes.at(i).url } }),
    )
    await synced(...editors)
    for (const [i, editor] of editors.entries()) typeIn(editor, `${i}`, 0)
    await eventually(
      () => new Set(editors.map(({ text }) => text.toJSON())).size === 1 && editors[0]?.text.length === 3,
    )
    const [one, ...others] = editors
    if (!one) throw new Error('Nobody writes')
    const before = performance.now()
    typeIn(one, 'x', 0)
    await allRead(others, one.text.toJSON())
    expect(performance.now() - before).toBeLessThan(1500)
  })

  it('[NODE-9] who is signed out, or loses a right, at one node has lost it at all within a second', async () => {
    const [leaver, demoted] = [await aMember(employer, 'viewer'), await aMember(employer, 'recruiter')]
    const { id } = await aPosting(employer)
    const pages = await followers(leaver)
    const editor = anEditor(nodes.on(demoted, 1), `posting:${id}`, { headers: { origin: nodes.at(1).url } })
    const leaverPage = anEditor(nodes.on(leaver, 2), `posting:${id}`, { headers: { origin: nodes.at(2).url } })
    await synced(editor, leaverPage)
    const before = Date.now()
    expectStatus(await nodes.on(leaver, 0).post('/api/auth/logout'), 204)
    expect((await allEnded(pages)) - before).toBeLessThan(1000)
    await eventually(() => leaverPage.closed?.code === 4401, 1000)
    expectStatus(await employer.owner.delete(`${employer.api}/users/${demoted.userId}`), 204)
    await eventually(() => editor.closed?.code === 4403, 1000)
    expect(await refusalOf(nodes.at(1).url, withCookie(leaver))).toBe('not-signed-in')
  })
})

describe.each([
  ['killed', () => nodes.redis.kill(), () => nodes.redis.start()],
  ['cut off', async () => nodes.redis.pause(), async () => nodes.redis.resume()],
] as const)('Redis %s', (_how, breaks, returns) => {
  it('[NODE-10] nodes say so and go on by the store, lose nothing, and are as before when it returns', async () => {
    const all = await followers()
    const victim = await aMember(employer, 'viewer')
    const page = await aFollower(nodes.on(victim, 2), employer.employerId)
    await breaks()
    await allReady(nodes.all, true)
    const pushes = [await slowestPush(all, 0, 4000), await slowestPush(all, 1, 4000), await slowestPush(all, 2, 4000)]
    expect(median(pushes)).toBeLessThan(2000)
    await Promise.all(everyNode.map(change))
    const before = Date.now()
    expectStatus(await nodes.on(victim, 0).post('/api/auth/logout'), 204)
    expect((await allEnded([page])) - before).toBeLessThan(5000)
    await returns()
    await allReady(nodes.all, false)
    await Promise.all(everyNode.map(change))
    expect(await slowestPush(all, 2, 1500)).toBeLessThan(1500)
    await eventually(() => new Set(all.map(({ pushed }) => pushed.length)).size === 1)
    expectOneOrder(all)
  })
})

describe('a node that dies', () => {
  it('[NODE-11] the others go on, and its pages find everything at another node', async () => {
    const victim = nodes.at(2)
    const page = await aFollower(nodes.on(employer.owner, 2), employer.employerId)
    const others = await Promise.all([0, 1].map((i) => aFollower(nodes.on(employer.owner, i), employer.employerId)))
    const first = await change(2)
    await Promise.all([page, ...others].map((follower) => sawPosting(follower, first, 5000)))
    const last = page.pushed.at(-1)?.seq
    await victim.kill()
    const missed = await Promise.all([change(0), change(1)])
    const back = await aFollower(nodes.on(employer.owner, 1), employer.employerId, last)
    const known = [...back.answer.entries, ...back.pushed].map(({ data }) => data?.['jobId'])
    expect(known).toEqual(expect.arrayContaining(missed))
    expectOneOrder(others)
  })
})

describe('the start', () => {
  it('[NODE-12] signs in on any node: sessions, resets and limits of failures are the store’s', async () => {
    const person = await aMember(employer, 'viewer')
    const there = new Caller(nodes.at(1))
    expectStatus(await there.post('/api/auth/login', { email: person.email, password }), 200)
    expectStatus(await nodes.on(there, 0).get('/api/auth/session'), 200)
  })
})
