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
import { allRead, anEditor, closeEditors, type Editor, synced, type as typeIn } from '../realtime/editors.ts'
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

const sawPosting = (follower: Follower, jobId: string): Promise<unknown> =>
  eventually(() => follower.pushed.some(({ data }) => data?.['jobId'] === jobId))

/** How long until followers on all nodes have what is written at one, in milliseconds: the median of these changes. */
async function slowestPush(all: readonly Follower[], at: readonly number[]): Promise<number> {
  const delays: number[] = []
  for (const index of at) {
    const jobId = await change(index)
    const answered = performance.now()
    await Promise.all(all.map((follower) => sawPosting(follower, jobId)))
    delays.push(performance.now() - answered)
  }
  return median(delays)
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
    expect(await slowestPush(all, [1, 1, 1])).toBeLessThan(1000)
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
    })
    const sent = await there.send('Hello from another node')
    await eventually(() => here.pushed.some(({ seq }) => seq === sent.message.seq))
    await here.ask('chat:read', { seq: sent.message.seq })
    await eventually(() => there.reads.some(({ userId }) => userId === employer.owner.userId))
    await there.ask('chat:typing')
    await eventually(() => here.typing.some(({ userId }) => userId === consultant.userId))
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
    const delays: number[] = []
    for (let round = 0; round < 3; round++) {
      const before = performance.now()
      typeIn(one, 'x', 0)
      await allRead(others, one.text.toJSON())
      delays.push(performance.now() - before)
    }
    expect(median(delays), `from one to all: ${delays.join(', ')} ms`).toBeLessThan(1500)
  })

  it('[NODE-9] who is signed out, or loses a right, at one node has lost it at all within a second', async () => {
    const { id } = await aPosting(employer)
    const open = (person: Caller, i: number) =>
      anEditor(nodes.on(person, i), `posting:${id}`, { headers: { origin: nodes.at(i).url } })
    const closed = ({ provider }: Editor) =>
      new Promise<number>((resolve) => provider.once('closed', () => resolve(Date.now())))
    const [leaves, losses]: [number[], number[]] = [[], []]
    for (let round = 0; round < 3; round++) {
      const [leaver, demoted] = [await aMember(employer, 'viewer'), await aMember(employer, 'recruiter')]
      const pages = await followers(leaver)
      const [leaverPage, editor] = [open(leaver, 2), open(demoted, 1)]
      await synced(editor, leaverPage)
      const left = Promise.all([allEnded(pages), closed(leaverPage)])
      expectStatus(await nodes.on(leaver, 0).post('/api/auth/logout'), 204)
      const signedOut = Date.now()
      leaves.push(Math.max(...(await left)) - signedOut)
      const lost = closed(editor)
      expectStatus(await employer.owner.delete(`${employer.api}/users/${demoted.userId}`), 204)
      const deleted = Date.now()
      losses.push((await lost) - deleted)
      expect([leaverPage.closed?.code, editor.closed?.code]).toEqual([4401, 4403])
      expect(await refusalOf(nodes.at(1).url, withCookie(leaver))).toBe('not-signed-in')
    }
    expect(median(leaves), `signed out: ${leaves.join(', ')} ms`).toBeLessThan(1000)
    expect(median(losses), `removed: ${losses.join(', ')} ms`).toBeLessThan(1000)
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
    expect(await slowestPush(all, everyNode)).toBeLessThan(2000)
    await Promise.all(everyNode.map(change))
    const ended = allEnded([page])
    expectStatus(await nodes.on(victim, 0).post('/api/auth/logout'), 204)
    const answered = Date.now()
    expect((await ended) - answered).toBeLessThan(5000)
    await returns()
    await allReady(nodes.all, false)
    await Promise.all(everyNode.map(change))
    expect(await slowestPush(all, [2, 2, 2])).toBeLessThan(1500)
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
    await Promise.all([page, ...others].map((follower) => sawPosting(follower, first)))
    const last = page.pushed.at(-1)?.seq
    await victim.kill()
    const missed = await Promise.all([change(0), change(1)])
    const back = await aFollower(nodes.on(employer.owner, 1), employer.employerId, last)
    const known = [...back.answer.entries, ...back.pushed].map(({ data }) => data?.['jobId'])
    expect(known).toEqual(expect.arrayContaining(missed))
    for (const jobId of missed) await Promise.all(others.map((follower) => sawPosting(follower, jobId)))
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
