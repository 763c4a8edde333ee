import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aConsultant,
  aMember,
  anApplication,
  anEmployer,
  anEngagement,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { noLimits } from '../limits.ts'
import { eventually, type RunningServer, startServer, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aSocket, ask, closeSockets, connected, withCookie } from './follower.ts'

interface Look {
  readonly userId: string
  readonly candidateId: string
}

let server: TestServer
let node: RunningServer
let employer: AnEmployer
let recruiter: Caller
let manager: Caller
let job: APosting
let other: APosting
let mine: AnApplication
let theirs: AnApplication

beforeAll(async () => {
  server = await sharedServer()
  node = await startServer({ env: { ...noLimits, WORKERS: 'off' }, dataDir: server.dataDir })
  employer = await anEmployer(server)
  recruiter = await aMember(employer, 'recruiter')
  manager = await aMember(employer, 'hiring_manager')
  job = await aPublishedPosting(employer)
  other = await aPublishedPosting(employer)
  await staff([manager])
  mine = await anApplication(employer, job)
  theirs = await anApplication(employer, other)
})
afterEach(closeSockets)
// The data is that of the shared server.
afterAll(() => node.stop({ keepData: true }))

const staff = async (managers: readonly Caller[]) => {
  const team = { hiringManagerIds: managers.map(({ userId }) => userId), interviewerIds: [] }
  expectStatus(await employer.owner.put(`${employer.api}/job-postings/${job.id}/team`, team), 200)
}

/** A page that follows who looks at whom. */
async function aPage(caller: Caller, at: TestServer = server) {
  const socket = aSocket(at.url, withCookie(caller))
  const pushed: Look[][] = []
  const raw: string[] = []
  socket.on('looks', ({ looks }: { looks: Look[] }) => pushed.push(looks))
  socket.io.on('open', () => socket.io.engine.on('packet', (packet) => raw.push(String(packet.data))))
  await connected(socket)
  const answer = await ask<{ ok: boolean; looks?: Look[]; error?: { code: string } }>(socket, 'looks:follow', {
    employerId: employer.employerId,
  })
  const look = (posting: APosting | null, applied?: AnApplication) =>
    ask<{ ok: boolean; error?: { code: string } }>(socket, 'looks:at', {
      employerId: employer.employerId,
      at: posting === null ? null : { jobId: posting.id, candidateId: applied?.candidateId },
    })
  const now = () => pushed.at(-1) ?? answer.looks ?? []
  return { socket, answer, look, now, pushed, raw }
}

const at = (caller: Caller, { candidateId }: AnApplication) => ({ userId: caller.userId, candidateId })

describe('who looks at a candidate', () => {
  it('[PIPE-33] is told to colleagues on every node, and ends with the page', async () => {
    const here = await aPage(employer.owner)
    const there = await aPage(manager, node)
    const looker = await aPage(recruiter)
    expect((await looker.look(job, mine)).ok).toBe(true)
    const isSeen = (page: typeof here) => JSON.stringify(page.now()) === JSON.stringify([at(recruiter, mine)])
    await eventually(() => isSeen(here) && isSeen(there))
    expect(looker.now()).toEqual([])
    expect((await aPage(employer.owner, node)).answer.looks).toEqual([at(recruiter, mine)])
    looker.socket.disconnect()
    await eventually(() => here.now().length === 0 && there.now().length === 0)
  })

  it('[PIPE-34] is never told of a candidate that the reader may not see, whatever is asked', async () => {
    const reader = await aPage(manager)
    const consultant = await aConsultant(server)
    await anEngagement(employer, consultant)
    const guest = await aPage(consultant)
    const witness = await aPage(employer.owner)
    const looker = await aPage(recruiter)
    await looker.look(other, theirs)
    await eventually(() => witness.now().length === 1)
    // What comes after it is told in order: were there something to tell of the other, it would have come before.
    await looker.look(job, mine)
    await eventually(() => reader.now().length === 1)
    expect(reader.now()).toEqual([at(recruiter, mine)])
    for (const page of [reader, guest]) expect(page.raw.join('\n')).not.toContain(theirs.candidateId)
    expect(guest.pushed).toEqual([])
    expect(await reader.look(other, theirs)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    // Nor by pretending that the candidate applied for a job of one's own.
    expect(await reader.look(job, theirs)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    const stranger = await anEmployer(server)
    expect((await aPage(stranger.owner)).answer).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  it('[PIPE-35] is not told any more to who left the hiring team', async () => {
    const reader = await aPage(manager)
    const looker = await aPage(recruiter)
    await looker.look(job, mine)
    await eventually(() => reader.now().length === 1)
    await staff([])
    await eventually(() => reader.now().length === 0)
    const before = reader.raw.length
    const second = await anApplication(employer, job)
    const witness = await aPage(employer.owner)
    await looker.look(job, second)
    await eventually(() => witness.now()[0]?.candidateId === second.candidateId)
    expect(reader.raw.slice(before).join('\n')).not.toContain(second.candidateId)
    await staff([manager])
  })

  it('[PIPE-36] answers what is malformed, and keeps the last of several said at once', async () => {
    const page = await aPage(recruiter)
    const witness = await aPage(employer.owner)
    for (const payload of [{}, { employerId: employer.employerId, at: { jobId: job.id } }, 7, null]) {
      expect(await ask(page.socket, 'looks:at', payload)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    }
    const others = await Promise.all([anApplication(employer, job), anApplication(employer, job)])
    await Promise.all([mine, ...others].map((applied) => page.look(job, applied)))
    await eventually(() => witness.now()[0]?.candidateId === others[1]?.candidateId)
    await page.look(null)
    await eventually(() => witness.now().length === 0)
  })
})
