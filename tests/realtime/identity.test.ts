import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../server/store/mongo.ts'
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
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { aFollower, closeSockets, type Follower } from './follower.ts'

let server: TestServer
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
})
afterEach(closeSockets)

/** Somebody of whom every part can be found again in whatever is searched. */
const person = {
  name: 'Zsófia Bártfai-Kővágó',
  email: 'zsofia.bartfai@kovago-family.example',
  phone: '+36 30 555 01 77',
  resumeText: 'Kővágó Zsófia restored harpsichords at Szigetvár.\nMail zsofia.bartfai@kovago-family.example',
  answers: [{ question: 'Why us?', answer: 'My aunt Piroska plays the virginals.' }],
  source: 'told by Bártfai Piroska',
}
const telling = [
  'zs[oó]fia',
  'b[aá]rtfai',
  'k[oő]v[aá]g[oó]',
  '555[ -]?01[ -]?77',
  'harpsichord',
  'szigetv',
  'piroska',
  'virginal',
]
const anyOfIt = new RegExp(telling.join('|'), 'i')

/** Everything that can happen to an application, with the person's name in every text that somebody types. */
async function aWholeStory(): Promise<{ candidateId: string; applicationId: string }> {
  const { owner, api, slug } = employer
  const posting = await aPublishedPosting(employer)
  const applied = await new Caller(server).post<{ applicationId: string; candidateId: string; portalUrl: string }>(
    `/api/careers/${slug}/jobs/${posting.id}/applications`,
    person,
  )
  expectStatus(applied, 201)
  const { applicationId, candidateId, portalUrl } = applied.body
  const [card, candidate] = [`${api}/applications/${applicationId}`, `${api}/candidates/${candidateId}`]
  expectStatus(await owner.get(candidate), 200)
  expectStatus(await owner.patch(card, { stage: 'screen', reason: `${person.name} knows harpsichords` }), 200)
  expectStatus(await owner.post(`${candidate}/reveal`, { reason: `To call Zsófia on ${person.phone}` }), 200)
  expectStatus(await owner.patch(card, { status: 'on_hold', reason: 'Piroska is ill' }), 200)
  expectStatus(await owner.patch(card, { status: 'active' }), 200)
  expectStatus(await owner.patch(card, { status: 'rejected', reason: `Bártfai lacks Piroska's touch` }), 200)
  expectStatus(await owner.patch(card, { status: 'active' }), 200)
  expectStatus(
    await owner.post(`${api}/job-postings/${posting.id}/transitions`, { to: 'paused', reason: person.name }),
    200,
  )
  const token = new URL(portalUrl).searchParams.get('token') ?? ''
  expectStatus(await new Caller(server).post('/api/portal/withdraw', undefined, { 'x-candidate-token': token }), 200)
  return { candidateId, applicationId }
}

describe('a candidate moves', () => {
  it('[RT-1] everybody entitled sees the move; nobody sees who it is', async () => {
    const { owner, api, employerId } = employer
    const viewer = await aMember(employer, 'viewer')
    const interviewer = await aMember(employer, 'interviewer')
    const applied = await anApplication(employer, await aPublishedPosting(employer))
    const followers = await Promise.all([owner, viewer, interviewer].map((caller) => aFollower(caller, employerId)))
    const delays: number[] = []
    for (const [i, stage] of ['screen', 'assessment', 'interview', 'assessment', 'screen'].entries()) {
      expectStatus(await owner.patch(`${api}/applications/${applied.applicationId}`, { stage }), 200)
      const answered = Date.now()
      for (const { pushed, arrivals } of followers) {
        const { seq } = await eventually(() => pushed[i])
        delays.push((arrivals.get(seq) ?? Number.NaN) - answered)
      }
    }
    expect(median(delays), `answer to push: ${delays.join(', ')} ms`).toBeLessThan(1000)
    const [ofOwner, ofViewer, ofInterviewer] = followers.map(({ pushed }) => pushed.at(-1))
    expect(ofOwner).toMatchObject({ type: 'application.moved', data: { stage: 'screen' } })
    expect(ofViewer).toEqual(ofOwner)
    expect(ofInterviewer).toEqual({ employerId, seq: ofOwner?.seq, type: 'hidden' })
    for (const { raw } of followers) expect(raw.join()).not.toContain(applied.name.split(' ')[0])
  })
})

describe('who somebody is', () => {
  it('[RT-19] is in no frame of any page, whatever happens and whatever is typed', async () => {
    const { owner, employerId } = employer
    const viewer = await aMember(employer, 'viewer')
    const pages = [
      await aFollower(owner, employerId, 0),
      await aFollower(viewer, employerId, 0),
      await aFollower(viewer, employerId, 0, { transports: ['polling'] }),
    ]
    const { applicationId } = await aWholeStory()
    const isTold = ({ pushed }: Follower) =>
      pushed.some(({ type, data }) => type === 'application.withdrawn' && data?.['applicationId'] === applicationId)
    for (const page of pages) await eventually(() => isTold(page))
    const replayed = await aFollower(owner, employerId, 0)
    for (const { raw } of [...pages, replayed]) {
      expect(raw.join('\n')).toContain(applicationId)
      expect(raw.join('\n')).not.toMatch(anyOfIt)
    }
  })

  it('[RT-19] is in no stored entry, and in no log line', async () => {
    await aWholeStory()
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    const entries = await store.db
      .collection('journal')
      .find({ stream: `feed:${employer.employerId}` })
      .toArray()
    const people = await store.db.collection('candidates').find({ employerId: employer.employerId }).toArray()
    await store.close()
    // The search finds what is there: the same words are in the one collection that holds them.
    expect(JSON.stringify(people)).toMatch(anyOfIt)
    const types = ['application.received', 'candidate.revealed', 'application.rejected', 'application.withdrawn']
    expect(entries.map(({ type }) => type)).toEqual(expect.arrayContaining(types))
    expect(JSON.stringify(entries)).not.toMatch(anyOfIt)
    expect(server.log()).not.toMatch(anyOfIt)
    const known = ['stream', 'seq', 'key', 'type', 'data', 'actor', 'at', '_id']
    for (const entry of entries) {
      expect(known).toEqual(expect.arrayContaining(Object.keys(entry)))
      // Ids, states, versions and times: nothing that a person could have typed.
      for (const value of Object.values(entry['data'] as object).flat()) expect(String(value)).toMatch(/^[\w:.-]*$/)
    }
  })
})
