import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/store/ids.ts'
import {
  type AnEmployer,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { median } from '../delays.ts'
import { randomOf } from '../random.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'
import { startServerWithAccounts } from '../server-with-accounts.ts'
import { aFollower, allEnded, aSocket, closeSockets, connected, follow, type Pushed, withCookie } from './follower.ts'

const settings = {
  ...{ LIMIT_PERSON_BURST: '100000', LIMIT_PERSON_RATE: '100000', LIMIT_APPLY: '10000' },
  // Nobody's mail is read here.
  WORKERS: 'off',
}
const stages = ['applied', 'screen', 'assessment', 'offer'] as const

let server: RunningServer
let employer: AnEmployer
let jobId: string

beforeAll(async () => {
  server = await startServerWithAccounts({ env: settings })
  employer = await anEmployer(server)
  jobId = (await aPublishedPosting(employer)).id
})
afterEach(closeSockets)
afterAll(() => server.stop())

const headOf = async ({ owner, api }: AnEmployer): Promise<number> =>
  Number((await owner.get(`${api}/feed`)).body['head'])
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** The same signed-in person, calling another node. */
function at(node: RunningServer, person: Caller): Caller {
  const caller = new Caller(node)
  caller.cookie = person.cookie
  return caller
}

/**
 * Moves a new card from stage to stage: each move is one entry. `from`: the moves that it has behind it. Where too much
 * changes at once for a busy machine it is sent again with its key, as a page does.
 */
async function moveOn(caller: Caller, applicationId: string, times: number, from = 0): Promise<void> {
  for (let i = from + 1; i <= from + times; i++) {
    const stage = stages[i % stages.length]
    const key = { 'idempotency-key': newId() }
    const move = () => caller.patch(`${employer.api}/applications/${applicationId}`, { stage }, key)
    const answer = await eventually(async () => {
      const tried = await move()
      return tried.status === 503 ? undefined : tried
    }, 60_000)
    expectStatus(answer, 200)
  }
}

/**
 * A page on a bad connection: it drops at random and comes back with the last number it applied. It keeps what the
 * server gave it as it came, so a hole, a repeat or a wrong order shows.
 */
async function anUnsteadyFollower(caller: Caller, seed: number, isOver: () => boolean) {
  const random = randomOf(seed)
  const taken: Pushed[] = []
  let drops = 0
  const session = async (head: number | null) => {
    const transports = random() < 0.3 ? ['polling'] : ['websocket']
    const socket = aSocket(caller.server.url, withCookie(caller, { transports }))
    let early: Pushed[] | null = []
    socket.on('feed', (entry: Pushed) => (early ?? taken).push(entry))
    await connected(socket)
    for (let more: boolean | undefined = true; more; ) {
      const page = await follow(socket, employer.employerId, taken.at(-1)?.seq ?? 0)
      expect(page).toMatchObject({ ok: true })
      taken.push(...page.entries)
      more = page.more
    }
    const position = taken.at(-1)?.seq ?? 0
    taken.push(...early.filter(({ seq }) => seq > position))
    early = null
    const enough = taken.length + Math.floor(random() * 12)
    await eventually(
      () => (head === null ? taken.length >= enough || isOver() : (taken.at(-1)?.seq ?? 0) >= head),
      60_000,
    )
    socket.disconnect()
    drops++
  }
  while (!isOver()) await session(null)
  await session(await headOf(employer))
  return { taken, drops }
}

describe('many people at once', () => {
  it('[RT-16] after 300 moves by 10 clients, followers that dropped at random have exactly 1 to head', async () => {
    const cards = await Promise.all(Array.from({ length: 10 }, () => anApplication(employer, { id: jobId })))
    const recruiter = await aMember(employer, 'recruiter')
    const viewer = await aMember(employer, 'viewer')
    const before = await headOf(employer)
    let isOver = false
    const followers = Array.from({ length: 8 }, (_, seed) =>
      anUnsteadyFollower(seed % 2 ? viewer : employer.owner, seed, () => isOver),
    )
    const movers = cards.map(({ applicationId }, i) => moveOn(i % 2 ? recruiter : employer.owner, applicationId, 30))
    await Promise.all(movers)
    isOver = true
    const results = await Promise.all(followers)
    const head = await headOf(employer)
    expect(head).toBe(before + 300)
    for (const { taken } of results) {
      expect(taken.map(({ seq }) => seq)).toEqual(range(1, head))
      expect(taken).toEqual(results[0]?.taken)
    }
    expect(results.reduce((sum, { drops }) => sum + drops, 0)).toBeGreaterThan(30)
    // The feed and what REST answers are one truth.
    const standing = new Map(results[0]?.taken.map(({ data }) => [data?.['applicationId'], data]))
    for (const { applicationId } of cards) {
      const { id, stage, status, version } = (await employer.owner.get(`${employer.api}/applications/${applicationId}`))
        .body
      expect(standing.get(id)).toMatchObject({ stage, status, version, applicationId })
    }
  })
})

describe('two nodes on one store', () => {
  let second: RunningServer
  beforeAll(async () => {
    second = await startServer({ dataDir: server.dataDir, env: settings })
  })
  afterAll(async () => {
    expect(await second.stop({ keepData: true })).toBe(0)
  })

  it('[RT-17] a move on one is seen on the other within two seconds, both ways', async () => {
    const { applicationId } = await anApplication(employer, { id: jobId })
    const there = at(second, employer.owner)
    const onFirst = await aFollower(employer.owner, employer.employerId)
    const onSecond = await aFollower(there, employer.employerId)
    expect(onSecond.answer).toMatchObject({ ok: true, epoch: onFirst.answer.epoch, head: onFirst.answer.head })
    const delays: number[] = []
    for (let moves = 0; moves < 6; moves++) {
      const [mover, elsewhere] = moves % 2 ? [there, onFirst] : [employer.owner, onSecond]
      await moveOn(mover, applicationId, 1, moves)
      const answered = Date.now()
      const { seq } = await eventually(() => elsewhere.pushed[moves])
      delays.push((elsewhere.arrivals.get(seq) ?? Number.NaN) - answered)
    }
    expect(median(delays), `answer to the other node: ${delays.join(', ')} ms`).toBeLessThan(2000)
    await eventually(() => onFirst.pushed.length === onSecond.pushed.length)
    expect(onFirst.pushed).toEqual(onSecond.pushed)
  })

  it('[RT-17] 100 moves at once over both leave a feed without holes, repeats or lost moves', async () => {
    const cards = await Promise.all(Array.from({ length: 10 }, () => anApplication(employer, { id: jobId })))
    const nodes = [employer.owner, at(second, employer.owner)]
    const followers = await Promise.all(nodes.map((node) => aFollower(node, employer.employerId)))
    const before = followers[0]?.answer.head ?? 0
    await Promise.all(cards.map(({ applicationId }, i) => moveOn(nodes[i % 2] ?? employer.owner, applicationId, 10)))
    for (const { pushed } of followers) {
      await eventually(() => pushed.length >= 100)
      expect(pushed.map(({ seq }) => seq)).toEqual(range(before + 1, before + 100))
    }
    expect(followers[0]?.pushed).toEqual(followers[1]?.pushed)
    expect(await headOf(employer)).toBe(before + 100)
  })

  it('[RT-17] one card moved on both nodes at once takes every move, one after the other', async () => {
    const { applicationId } = await anApplication(employer, { id: jobId })
    const path = `${employer.api}/applications/${applicationId}`
    const nodes = [employer.owner, at(second, employer.owner)]
    const etag = (await employer.owner.get(path)).headers.get('etag') ?? ''
    const racing = nodes.map((node) => node.patch(path, { stage: 'offer' }, { 'if-match': etag }))
    expect((await Promise.all(racing)).map(({ status }) => status).sort()).toEqual([200, 412])
    const key = { 'idempotency-key': 'the same on both' }
    const keyed = await Promise.all(nodes.map((node) => node.patch(path, { stage: 'screen' }, key)))
    expect(keyed.map(({ status, body }) => [status, body['version']])).toEqual([
      [200, 3],
      [200, 3],
    ])
    expect(keyed.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(1)
  })

  it('[RT-18] a role taken on one node ends on the other within two seconds, a session within five', async () => {
    const { applicationId } = await anApplication(employer, { id: jobId })
    const taken: number[] = []
    const removed: number[] = []
    const signedOut: number[] = []
    const ends: Promise<unknown>[] = []
    for (let round = 0; round < 3; round++) {
      const person = await aMember(employer, 'recruiter')
      const follower = await aFollower(at(second, person), employer.employerId)
      const members = `${employer.api}/users/${person.userId}`
      expectStatus(await employer.owner.patch(members, { role: 'interviewer' }), 200)
      const changed = Date.now()
      await moveOn(employer.owner, applicationId, 1, round)
      const entries = await eventually(() => (follower.pushed.length >= 2 ? follower.pushed : null))
      expect(entries.map(({ type }) => type)).toEqual(['user.role-changed', 'hidden'])
      taken.push((follower.arrivals.get(entries[1]?.seq ?? 0) ?? Number.NaN) - changed)
      const ended = allEnded([follower])
      expectStatus(await employer.owner.delete(members), 204)
      const deleted = Date.now()
      removed.push((await ended) - deleted)

      // At different moments between two sweeps; they end while the next round goes on.
      const leaving = await aMember(employer, 'viewer')
      const ending = allEnded([await aFollower(at(second, leaving), employer.employerId)])
      expectStatus(await leaving.post('/api/auth/logout'), 204)
      const left = Date.now()
      ends.push(ending.then((end) => signedOut.push(end - left)))
    }
    await Promise.all(ends)
    const told = JSON.stringify({ taken, removed, signedOut })
    expect(median(taken), told).toBeLessThan(2000)
    expect(median(removed), told).toBeLessThan(2000)
    expect(median(signedOut), told).toBeLessThan(5000)
  })
})
