import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/store/ids.ts'
import { openStore } from '../../server/store/mongo.ts'
import { type AnEmployer, anApplication, anEmployer, aPosting, aPublishedPosting, expectStatus } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aFollower, aSocket, ask, closeSockets, connected, follow, type Pushed, withCookie } from './follower.ts'

let server: TestServer
let employer: AnEmployer
const heads: { employerId: string; seq: number }[] = []

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
})
afterEach(closeSockets)

const headOf = async ({ owner, api }: AnEmployer): Promise<number> =>
  Number((await owner.get(`${api}/feed`)).body['head'])
const seqsOf = (entries: readonly Pushed[]): number[] => entries.map(({ seq }) => seq)
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** An employer whose feed has so many entries, as if another node had written them. */
async function aLongFeed(length: number): Promise<AnEmployer> {
  const long = await anEmployer(server)
  const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  const stream = `feed:${long.employerId}`
  const data = { jobId: newId(), state: 'draft', version: 1 }
  const entries = range((await headOf(long)) + 1, length).map((seq) => ({
    ...{ stream, seq, key: newId(), type: 'posting.edited', data },
    ...{ actor: { kind: 'user', id: long.owner.userId }, at: new Date() },
  }))
  for (let i = 0; i < entries.length; i += 1000)
    await store.db.collection('journal').insertMany(entries.slice(i, i + 1000))
  await store.close()
  return long
}

describe('following a feed', () => {
  it('[RT-8] without a number begins at the head: no entries, only what comes', async () => {
    await aPosting(employer)
    const { answer, pushed } = await aFollower(employer.owner, employer.employerId)
    const head = await headOf(employer)
    expect(answer).toMatchObject({ ok: true, head, entries: [], epoch: expect.stringMatching(/\S/) })
    expect(answer.reset).toBeUndefined()
    await aPosting(employer)
    await eventually(() => pushed.length === 1)
    expect(seqsOf(pushed)).toEqual([head + 1])
  })

  it('[RT-9] with a number gets everything after it, then what comes, each once', async () => {
    await aPosting(employer)
    const head = await headOf(employer)
    for (const after of [0, 1, head - 1, head]) {
      const { answer, pushed } = await aFollower(employer.owner, employer.employerId, after)
      expect([seqsOf(answer.entries), answer.more ?? false]).toEqual([range(after + 1, answer.head), false])
      await aPosting(employer)
      await eventually(() => pushed.length === 1)
      expect(pushed[0]?.seq).toBe(answer.head + 1)
    }
    for (const entry of (await aFollower(employer.owner, employer.employerId, 0)).answer.entries) {
      expect(entry).toMatchObject({
        employerId: employer.employerId,
        actor: expect.anything(),
        at: expect.stringMatching(/Z$/),
      })
    }
  })

  it('[RT-9] over long-polling as over a websocket', async () => {
    const follower = await aFollower(employer.owner, employer.employerId, 0, { transports: ['polling'] })
    expect(seqsOf(follower.answer.entries)).toEqual(range(1, follower.answer.head))
    await Promise.all([aPosting(employer), aPosting(employer), aPosting(employer)])
    await eventually(() => follower.pushed.length === 3)
    expect(seqsOf(follower.pushed)).toEqual(range(follower.answer.head + 1, follower.answer.head + 3))
  })

  it('[RT-9] misses nothing that is written while it asks', async () => {
    const writing = Array.from({ length: 20 }, () => aPosting(employer))
    const followers = await Promise.all(
      Array.from({ length: 8 }, () => aFollower(employer.owner, employer.employerId, 0)),
    )
    await Promise.all(writing)
    const head = await headOf(employer)
    for (const { answer, pushed } of followers) {
      await eventually(() => answer.entries.length + pushed.length >= head)
      expect(seqsOf([...answer.entries, ...pushed])).toEqual(range(1, head))
    }
  })

  it('[RT-9] following twice pushes once; unfollowing ends it', async () => {
    const { socket, pushed } = await aFollower(employer.owner, employer.employerId)
    await follow(socket, employer.employerId)
    await follow(socket, employer.employerId)
    await aPosting(employer)
    await eventually(() => pushed.length > 0)
    const other = await aFollower(employer.owner, employer.employerId)
    expect(await ask(socket, 'feed:unfollow', { employerId: employer.employerId })).toMatchObject({ ok: true })
    await aPosting(employer)
    await eventually(() => other.pushed.length === 1)
    expect(pushed).toHaveLength(1)
  })

  it('[RT-10] far behind comes in pages; more than 5,000 behind, or beyond the head, starts over', async () => {
    const long = await aLongFeed(5_010)
    const socket = await connected(aSocket(server.url, withCookie(long.owner)))
    socket.on('feed:head', (head: { employerId: string; seq: number }) => heads.push(head))
    const far = await follow(socket, long.employerId, 9)
    expect(far).toMatchObject({ ok: true, head: 5_010, reset: true, epoch: expect.any(String) })
    expect(far.entries ?? []).toEqual([])
    expect(await follow(socket, long.employerId, 5_011)).toMatchObject({ ok: true, head: 5_010, reset: true })
    const seen: number[] = []
    let last = 10
    for (let more: boolean | undefined = true; more; ) {
      const page = await follow(socket, long.employerId, last)
      expect({ error: page.error, reset: page.reset }).toEqual({})
      seen.push(...seqsOf(page.entries))
      last = seen.at(-1) ?? last
      more = page.more
    }
    expect(seen).toEqual(range(11, 5_010))
    // Other nodes' entries are found when this one writes: the numbers go on.
    const pushed: Pushed[] = []
    socket.on('feed', (entry: Pushed) => pushed.push(entry))
    await aPosting(long)
    await eventually(() => pushed.length > 0)
    expect(seqsOf(pushed)).toEqual([5_011])
    await eventually(() => heads.find(({ employerId, seq }) => employerId === long.employerId && seq === 5_011))
  })
})

describe('reading the feed over REST', () => {
  it('[RT-11] pages back from the newest, with the same entries as over the socket', async () => {
    const applied = await anApplication(employer, await aPublishedPosting(employer))
    const moved = await employer.owner.patch(`${employer.api}/applications/${applied.applicationId}`, {
      stage: 'screen',
    })
    expectStatus(moved, 200)
    const { answer } = await aFollower(employer.owner, employer.employerId, 0)
    const read: Pushed[] = []
    for (let before: number | undefined; before !== 1; before = read.at(-1)?.seq ?? 1) {
      const query = before === undefined ? '?limit=7' : `?limit=7&before=${before}`
      read.push(...(await employer.owner.get<{ items: Pushed[] }>(`${employer.api}/feed${query}`)).body.items)
    }
    expect(read.reverse()).toEqual(answer.entries)
  })
})
