import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  aMember,
  anApplication,
  anEmployer,
  aPosting,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { median } from '../delays.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import {
  aFollower,
  allEnded,
  aSocket,
  closeSockets,
  connected,
  type Follower,
  follow,
  type Pushed,
  withCookie,
} from './follower.ts'

let server: TestServer
let employer: AnEmployer
let recruiter: Caller
let manager: Caller
let interviewer: Caller
let viewer: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  const roles = ['recruiter', 'hiring_manager', 'interviewer', 'viewer'] as const
  const people = await Promise.all(roles.map((role) => aMember(employer, role)))
  ;[recruiter, manager, interviewer, viewer] = people as [Caller, Caller, Caller, Caller]
})
afterEach(closeSockets)

const changeRole = async (person: Caller, role: string) =>
  expectStatus(await employer.owner.patch(`${employer.api}/users/${person.userId}`, { role }), 200)
const staff = async (jobId: string, team: { managers?: Caller[]; interviewers?: Caller[] }) =>
  expectStatus(
    await employer.owner.put(`${employer.api}/job-postings/${jobId}/team`, {
      hiringManagerIds: (team.managers ?? []).map(({ userId }) => userId),
      interviewerIds: (team.interviewers ?? []).map(({ userId }) => userId),
    }),
    200,
  )

const stages = ['applied', 'screen', 'assessment'] as const
const turns = new Map<string, number>()
/** Moves a card to another stage, and answers the number of the entry that says so. */
async function move(applicationId: string): Promise<number> {
  const turn = (turns.get(applicationId) ?? 0) + 1
  turns.set(applicationId, turn)
  const path = `${employer.api}/applications/${applicationId}`
  expectStatus(await employer.owner.patch(path, { stage: stages[turn % 3] }), 200)
  const { items } = (await employer.owner.get<{ items: Pushed[] }>(`${employer.api}/feed?limit=5`)).body
  return items.find(({ data }) => data?.['applicationId'] === applicationId)?.seq ?? 0
}

const remove = async ({ userId }: Caller) =>
  expectStatus(await employer.owner.delete(`${employer.api}/users/${userId}`), 204)
const headOf = async (): Promise<number> => Number((await employer.owner.get(`${employer.api}/feed`)).body['head'])

/** How each follower saw the entry: its type, or `hidden`. */
const seenBy = (followers: readonly Follower[], seq: number): Promise<string[]> =>
  Promise.all(followers.map(({ pushed }) => eventually(() => pushed.find((entry) => entry.seq === seq)?.type)))

describe('who sees an entry', () => {
  it('[RT-12] hiring managers and interviewers see their jobs; viewers all; others learn the number alone', async () => {
    const [own, other] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
    await staff(own.id, { managers: [manager], interviewers: [interviewer] })
    const [mine, theirs] = [await anApplication(employer, own), await anApplication(employer, other)]
    const people = [employer.owner, recruiter, manager, interviewer, viewer]
    const followers = await Promise.all(people.map((person) => aFollower(person, employer.employerId)))
    const ofOwn = await seenBy(followers, await move(mine.applicationId))
    const ofOther = await seenBy(followers, await move(theirs.applicationId))
    expect(ofOwn).toEqual(Array(5).fill('application.moved'))
    expect(ofOther).toEqual(['application.moved', 'application.moved', 'hidden', 'hidden', 'application.moved'])
    for (const [i, person] of people.entries()) {
      const [live] = followers[i]?.pushed.filter(({ type }) => type === 'hidden') ?? []
      if (live) expect(Object.keys(live).sort()).toEqual(['employerId', 'seq', 'type'])
      // Replayed, and read over REST, the same entries are hidden.
      const { answer } = await aFollower(person, employer.employerId, 0)
      const rest = (await person.get<{ items: Pushed[] }>(`${employer.api}/feed?limit=200`)).body.items.reverse()
      expect(rest).toEqual(answer.entries)
      expect(answer.entries.slice(-(followers[i]?.pushed.length ?? 0))).toEqual(followers[i]?.pushed)
    }
  })

  it('[RT-12] a reveal is told to those who see the candidate, without a name', async () => {
    const posting = await aPublishedPosting(employer)
    const { candidateId } = await anApplication(employer, posting)
    const followers = await Promise.all([viewer, interviewer].map((person) => aFollower(person, employer.employerId)))
    expectStatus(await recruiter.post(`${employer.api}/candidates/${candidateId}/reveal`, { reason: 'To call' }), 200)
    const entry = await eventually(() => followers[0]?.pushed.find(({ type }) => type === 'candidate.revealed'))
    expect(entry.data).toMatchObject({ candidateId, userId: recruiter.userId })
    expect(await seenBy(followers.slice(1), entry.seq)).toEqual(['hidden'])
  })
})

describe('somebody who applied for several postings', () => {
  it('[RT-22] an entry names to each reader the postings that they see, live, replayed and over REST', async () => {
    const [own, other] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
    await staff(own.id, { managers: [manager], interviewers: [interviewer] })
    const { candidateId, email } = await anApplication(employer, own)
    await anApplication(employer, other, { email })
    const people = [recruiter, viewer, manager, interviewer]
    const followers = await Promise.all(people.map((person) => aFollower(person, employer.employerId)))
    const candidate = `${employer.api}/candidates/${candidateId}`
    expectStatus(await recruiter.post(`${candidate}/notes`, { text: 'Two jobs' }), 201)
    expectStatus(await recruiter.post(`${candidate}/reveal`, { reason: 'To call' }), 200)
    expectStatus(
      await recruiter.post(`${employer.api}/feedback`, { candidateId, rating: 4, comments: 'Two jobs' }),
      201,
    )
    const head = await headOf()
    await Promise.all(followers.map(({ pushed }) => eventually(() => pushed.find(({ seq }) => seq === head))))
    for (const [i, person] of people.entries()) {
      const expected = new Set(i < 2 ? [own.id, other.id] : [own.id])
      const { answer } = await aFollower(person, employer.employerId, head - 3)
      const rest = (await person.get<{ items: Pushed[] }>(`${employer.api}/feed?limit=3`)).body.items
      for (const entries of [followers[i]?.pushed.slice(-3), answer.entries, rest]) {
        const visible = entries?.filter(({ type }) => type !== 'hidden') ?? []
        // Of feedback a viewer is told nothing.
        expect(visible).toHaveLength(person === viewer ? 2 : 3)
        for (const { data } of visible) expect(new Set(data?.['jobIds'] as string[])).toEqual(expected)
      }
    }
  })

  it('[RT-23] what somebody of one posting does is told to those of the others, and of a merge to those of every record', async () => {
    const [own, other] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
    await staff(own.id, { managers: [manager] })
    await staff(other.id, { interviewers: [interviewer] })
    const { candidateId, email } = await anApplication(employer, own)
    await anApplication(employer, other, { email })
    const follower = await aFollower(interviewer, employer.employerId)
    const told = (about: string, type = 'candidate.updated') =>
      eventually(() => follower.pushed.find((entry) => entry.type === type && entry.data?.['candidateId'] === about))
    expectStatus(await manager.post(`${employer.api}/candidates/${candidateId}/notes`, { text: 'Good' }), 201)
    await told(candidateId)
    expectStatus(await manager.post(`${employer.api}/candidates/${candidateId}/reveal`, { reason: 'To call' }), 200)
    await told(candidateId, 'candidate.revealed')
    // A second merge tells those who see the record of the first, too.
    const [first, mine, last] = [
      await anApplication(employer, own),
      await anApplication(employer, other),
      await anApplication(employer, own),
    ]
    for (const { candidateId: otherId } of [mine, last]) {
      const since = follower.pushed.length
      expectStatus(await recruiter.post(`${employer.api}/candidates/${first.candidateId}/merge`, { otherId }), 200)
      await eventually(() =>
        follower.pushed
          .slice(since)
          .some(({ type, data }) => type === 'candidate.updated' && data?.['candidateId'] === mine.candidateId),
      )
    }
  })
})

describe('a right that changes while a page is open', () => {
  it('[RT-13] being put on a job, and off again, counts from the next entry on', async () => {
    const posting = await aPublishedPosting(employer)
    const { applicationId } = await anApplication(employer, posting)
    const follower = await aFollower(interviewer, employer.employerId)
    const seen: string[] = []
    for (const interviewers of [[], [interviewer], []]) {
      await staff(posting.id, { interviewers })
      seen.push(...(await seenBy([follower], await move(applicationId))))
    }
    expect(seen).toEqual(['hidden', 'application.moved', 'hidden'])
  })

  it('[RT-13] another role counts from the next entry on, on every page and transport', async () => {
    const person = await aMember(employer, 'recruiter')
    const { applicationId } = await anApplication(employer, await aPublishedPosting(employer))
    const transports = [['websocket'], ['polling'], ['websocket']]
    const followers = await Promise.all(
      transports.map((one) => aFollower(person, employer.employerId, undefined, { transports: one })),
    )
    const seen: string[][] = []
    for (const role of ['interviewer', 'viewer', 'hiring_manager']) {
      await changeRole(person, role)
      seen.push(await seenBy(followers, await move(applicationId)))
    }
    expect(seen).toEqual([Array(3).fill('hidden'), Array(3).fill('application.moved'), Array(3).fill('hidden')])
  })

  it('[RT-14] a person who is removed is cut off within a second and gets nothing more, by any way', async () => {
    const { applicationId } = await anApplication(employer, await aPublishedPosting(employer))
    const delays: number[] = []
    for (let round = 0; round < 5; round++) {
      const person = await aMember(employer, 'admin')
      const followers = await Promise.all(
        [['websocket'], ['polling']].map((transports) =>
          aFollower(person, employer.employerId, undefined, { transports }),
        ),
      )
      const ended = allEnded(followers)
      await remove(person)
      const [answered, head] = [Date.now(), await headOf()]
      await move(applicationId)
      delays.push((await ended) - answered)
      const again = await connected(aSocket(server.url, withCookie(person)))
      expect(await follow(again, employer.employerId, 0)).toMatchObject({ ok: false, error: { code: 'not-found' } })
      expect(await person.get(`${employer.api}/feed`)).toMatchObject({ status: 404 })
      expect(followers.flatMap(({ pushed }) => pushed.filter(({ seq }) => seq > head))).toEqual([])
    }
    expect(median(delays), `answer to the end: ${delays.join(', ')} ms`).toBeLessThan(1000)
  })

  // Counted by the feed's own numbers, not by a clock: once the change and what was asked before it are answered, no
  // later entry is seen by anybody, however fast or slow the machine is.

  it('[RT-15] cannot be outrun by pages that connect and follow at that very moment', async () => {
    const person = await aMember(employer, 'recruiter')
    const { applicationId } = await anApplication(employer, await aPublishedPosting(employer))
    for (let round = 0; round < 3; round++) {
      await changeRole(person, 'recruiter')
      const pushed: Pushed[] = []
      const sockets = await Promise.all(
        Array.from({ length: 24 }, () => connected(aSocket(server.url, withCookie(person)))),
      )
      for (const socket of sockets) socket.on('feed', (entry: Pushed) => pushed.push(entry))
      // They ask again and again, so that each asks just before the change and joins just after it.
      let isChanged = false
      const asking = sockets.map(async (socket) => {
        while (!isChanged) expect(await follow(socket, employer.employerId)).toMatchObject({ ok: true })
      })
      await changeRole(person, 'interviewer')
      isChanged = true
      await Promise.all(asking)
      const head = await headOf()
      for (let i = 0; i < 3; i++) await move(applicationId)
      const last = await move(applicationId)
      const later = await eventually(() => {
        const entries = pushed.filter(({ seq }) => seq > head)
        return entries.filter(({ seq }) => seq === last).length === sockets.length ? entries : null
      })
      expect(new Set(later.map(({ type }) => type)), `round ${round}`).toEqual(new Set(['hidden']))
      const witness = await aFollower(person, employer.employerId, last - 1)
      expect(witness.answer.entries[0]?.type).toBe('hidden')
      closeSockets()
    }
  })

  it('[RT-15] cannot be outrun by a removed person who connects again and again', async () => {
    const person = await aMember(employer, 'recruiter')
    const late: unknown[] = []
    const pushed: Pushed[] = []
    let [isRemoved, isOver] = [false, false]
    let tries = 0
    const asking = new Set<Promise<unknown>>()
    const tryOnce = async () => {
      const isLate = isRemoved
      const socket = await connected(aSocket(server.url, withCookie(person)))
      socket.on('feed', (entry: Pushed) => pushed.push(entry))
      // Cut off while it asks, it gets no answer.
      const answer = await follow(socket, employer.employerId, 0).catch(() => ({ ok: false }))
      if (isLate && answer.ok) late.push(answer)
      if (isLate) tries++
    }
    const stubborn = async () => {
      while (!isOver) {
        const trying = tryOnce()
        asking.add(trying)
        await trying
        asking.delete(trying)
      }
    }
    const pages = Array.from({ length: 3 }, stubborn)
    await eventually(() => pushed.length > 0 || aPosting(employer).then(() => false))
    await remove(person)
    isRemoved = true
    await Promise.all(asking)
    const head = await headOf()
    while (tries < 100) await aPosting(employer)
    isOver = true
    await Promise.all(pages)
    expect(late).toEqual([])
    expect(pushed.filter(({ seq }) => seq > head)).toEqual([])
  })
})
