import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bySystem } from '../../server/journal/actors.ts'
import { createMemoryBus } from '../../server/journal/bus.memory.ts'
import { feedOf } from '../../server/journal/entry.ts'
import { createJournal } from '../../server/journal/journal.ts'
import { follows } from '../../server/notifications/follow-entries.ts'
import { unasked } from '../../server/request-id.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aConsultant,
  anApplication,
  anEmployer,
  anEngagement,
  aPublishedPosting,
  aTeam,
  Caller,
  expectStatus,
} from '../builders.ts'
import { median } from '../delays.ts'
import { aFollower, closeSockets } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { type OpenStore, sharedServer, sharedStore } from '../shared-server.ts'
import { undoTimeIsOver } from './raw-store.ts'

interface Batches {
  readonly items: { number: number; releasedOn: string; answers: { text: string; rating: number | null }[] }[]
  readonly nextCursor: string | null
  readonly fewest: number
}

let server: TestServer
let store: OpenStore
let employer: AnEmployer
let posting: APosting

beforeAll(async () => {
  server = await sharedServer()
  store = await sharedStore()
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
})
afterAll(closeSockets)

const portalToken = ({ portalUrl }: AnApplication) => new URL(portalUrl).searchParams.get('token') ?? ''

interface Asked extends AnApplication {
  readonly token: string
}

/** Mailed once the time to take the decision back is over. */
const askedToken = ({ email }: AnApplication): Promise<string> =>
  eventually(async () => {
    const links = (await server.mail(email)).flatMap((mail) => mail.links)
    return links.find((link) => link.includes('/portal/answer'))?.split('token=')[1]
  }, 40_000)

/** So many people who were told of a decision, and asked how it was. */
async function asked(
  count: number,
  { owner, api }: AnEmployer = employer,
  job = posting,
  of = employer,
): Promise<Asked[]> {
  const people: AnApplication[] = []
  for (let i = 0; i < count; i++) people.push(await anApplication(of, job))
  for (const { applicationId } of people) {
    expectStatus(await owner.patch(`${api}/applications/${applicationId}`, { status: 'rejected' }), 200)
  }
  await undoTimeIsOver(
    store,
    people.map(({ applicationId }) => applicationId),
  )
  const told: Asked[] = []
  for (const person of people) told.push({ ...person, token: await askedToken(person) })
  return told
}

const send = ({ candidateId, token }: Asked, body: object = {}, headers = {}, { api } = employer) =>
  new Caller(server).post<{ received?: true; code?: string; errors?: { path: string }[] }>(
    `${api}/feedback`,
    { candidateId, feedback: 'Quick and kind', ...body },
    { 'x-candidate-token': token, ...headers },
  )
const batchesFor = async (caller: Caller, api = employer.api) =>
  (await caller.get<Batches>(`${api}/candidate-answers`)).body

// Each waits for workers: side by side they wait once.
describe.concurrent('a candidate who is asked how it was', () => {
  it('[ANS-1] gets a link by mail and in the portal once a decision is out, and it works once', async () => {
    const early = await anApplication(employer, posting)
    const tooEarly = await send({ ...early, token: portalToken(early) })
    expect(tooEarly).toMatchObject({ status: 403 })
    const [person] = await asked(1)
    if (!person) throw new Error('nobody was asked')
    const portal = await new Caller(server).get<{ answer: object }>('/api/portal', {
      'x-candidate-token': portalToken(person),
    })
    expect(portal.body.answer).toEqual({ state: 'open', token: person.token })
    expect(await (await fetch(person.portalUrl)).text()).toContain('Say how it was')
    expect(await send(person)).toMatchObject({ status: 201, body: { received: true } })
    expect(await send(person)).toMatchObject({ status: 400, body: { code: 'invalid-token' } })
    expect(await send({ ...person, token: portalToken(person) })).toMatchObject({ status: 400 })
    expect(await (await fetch(person.portalUrl)).text()).toContain('Thank you for your answer')
  })

  it('[ANS-9] is asked by the mail that tells the decision, at its end and after the way to the portal, and by no other', async () => {
    const [person] = await asked(1)
    if (!person) throw new Error('nobody was asked')
    const about = { 'payload.applicationId': person.applicationId, state: { $ne: 'done' as const } }
    await eventually(async () => (await outboxRows(store).countDocuments(about)) === 0, 40_000)
    const mails = await server.mail(person.email)
    expect(mails.map(({ links }) => links.map((link) => new URL(link).pathname))).toEqual([
      ['/portal', '/portal/answer'],
      ['/portal'],
    ])
    expect(mails[0]?.text).toMatch(/There is news[\s\S]*If you like, say how it was to apply/)
    expect(mails[0]?.html).toContain('Say how it was')
  })

  it('[ANS-1] gets one after an interview too, when it is over and took place, and no second while the first is unused', async () => {
    const people = await Promise.all([1, 2].map(() => anApplication(employer, posting)))
    const [met, cancelled] = people
    if (!met || !cancelled) throw new Error('nobody applied')
    const bus = createMemoryBus()
    const parts = { client: store.client, db: store.db, bus, log: pino({ level: 'silent' }), onOutbox: () => {} }
    const journal = createJournal({ ...parts, follows }).for(unasked)
    const stream = feedOf(employer.employerId)
    // Time enough to cancel one before it ends, on a machine that stands still for a moment.
    const lasts = 4000
    const interview = async ({ applicationId, candidateId }: AnApplication, state: string, version: number) => {
      const [startsAt, endsAt] = [new Date(), new Date(Date.now() + lasts)].map((at) => at.toISOString())
      const interviewId = `interview-of-${applicationId}`.slice(0, 60)
      const data = { interviewId, applicationId, candidateId, jobId: posting.id, state, startsAt, endsAt, version }
      const type = state === 'cancelled' ? 'interview.cancelled' : 'interview.scheduled'
      await journal.commit([stream], async (tx) => {
        tx.append(stream, { type, data: { ...data, interviewerIds: [] }, actor: bySystem })
      })
    }
    await interview(cancelled, 'scheduled', 1)
    await interview(cancelled, 'cancelled', 2)
    // Ends last: once it is asked about, the one that was cancelled would have been.
    await interview(met, 'scheduled', 1)
    const token = await askedToken(met)
    expectStatus(
      await employer.owner.patch(`${employer.api}/applications/${met.applicationId}`, { status: 'rejected' }),
      200,
    )
    await undoTimeIsOver(store, [met.applicationId])
    const told = await eventually(async () => {
      const mails = await server.mail(met.email)
      return mails.some(({ text }) => text.includes('There is news')) ? mails : null
    }, 40_000)
    const mails = told.filter(({ links }) => links.some((link) => link.includes('/portal/answer')))
    expect(mails).toHaveLength(1)
    expect(await send({ ...met, token })).toMatchObject({ status: 201 })
    expect(
      (await server.mail(cancelled.email)).filter(({ links }) => links.some((link) => link.includes('/portal/answer'))),
    ).toEqual([])
    journal.close()
  })

  it('[ANS-2] is refused by field, for another candidate and another company; a retry with its key is answered again', async () => {
    const [person, other] = await asked(2)
    if (!person || !other) throw new Error('nobody was asked')
    const wrong: [object, string][] = [
      [{ feedback: '' }, 'feedback'],
      [{ feedback: 7 }, 'feedback'],
      [{ rating: 6 }, 'rating'],
      [{ good: ['charm'] }, 'good.0'],
      [{ comments: 'x' }, 'comments'],
      [{ candidateId: other.candidateId }, 'candidateId'],
    ]
    for (const [body, field] of wrong) {
      expect(await send(person, body)).toMatchObject({ status: 400, body: { errors: [{ path: field }] } })
    }
    const elsewhere = await anEmployer(server)
    expect((await send(person, {}, {}, elsewhere)).status).toBe(401)
    expect((await send({ ...person, token: 'unknown' })).status).toBe(401)
    const once = { 'idempotency-key': 'once' }
    const answers = await Promise.all([1, 2, 3].map(() => send(person, {}, once)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect((await send(person, { feedback: 'Something else' }, once)).status).toBe(400)
  })

  it('[ANS-8] keeps what is not sent: readable with the link alone, and a refused form keeps what was typed', async () => {
    const [person] = await asked(1)
    if (!person) throw new Error('nobody was asked')
    const form = (fields: Record<string, string>) =>
      fetch(`${server.url}/portal/answer`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url },
        body: new URLSearchParams({ token: person.token, ...fields }).toString(),
      })
    const kept = await form({ feedback: 'A thought for later', rating: '2', action: 'keep' })
    expect(await kept.text()).toContain('Kept.')
    const raw = JSON.stringify(
      await store.db.collection('answer_asks').find({ candidateId: person.candidateId }).toArray(),
    )
    expect(raw).not.toContain('thought')
    const page = async () => (await fetch(`${server.url}/portal/answer?token=${person.token}`)).text()
    expect(await page()).toContain('A thought for later')
    const refused = await form({ feedback: '   ', rating: '4', action: 'send' })
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringMatching(/Say how it was[\s\S]*value="4" checked/),
    ])
    expect((await form({ feedback: 'A thought', action: 'send' })).status).toBe(303)
    expect(await page()).toContain('Thank you for your answer')
    expect((await fetch(`${server.url}/portal/answer?token=made-up`)).status).toBe(404)
  })
})

describe.concurrent('answers', () => {
  let answered: { employerId: string; people: readonly Asked[] }

  it.sequential('[ANS-5] are shown from five people up, together; before that not a byte of any answer differs', async () => {
    const company = await anEmployer(server)
    const job = await aPublishedPosting(company)
    const { recruiter, manager, interviewer, viewer } = await aTeam(company, job)
    const consultant = await aConsultant(server)
    await anEngagement(company, consultant)
    const people = await asked(6, company, job, company)
    const follower = await aFollower(company.owner, company.employerId)
    const heads = async () => Number((await company.owner.get(`${company.api}/feed`)).body['head'])
    const before = await heads()
    /** Every way to ask, with every filter there is and some that there are not. */
    const tries = [
      '/candidate-answers',
      '/candidate-answers?limit=1',
      '/candidate-answers?cursor=9',
      '/candidate-answers/trends',
      `/candidate-answers?jobId=${job.id}`,
      `/candidate-answers?from=2026-01-01&to=2030-01-01`,
      `/candidate-answers?candidateId=${people[0]?.candidateId}`,
      `/feedback?candidateId=${people[0]?.candidateId}`,
      '/feed?limit=200',
      '/responses',
      '/analytics',
      `/applications?jobId=${job.id}`,
    ]
    // The time of the answer itself is the answer's alone.
    const everything = async (caller: Caller) =>
      JSON.stringify(
        await Promise.all(tries.map(async (path) => (await caller.get(`${company.api}${path}`)).body)),
      ).replace(/"asOf":"[^"]*"/g, '')
    const readers = [company.owner, recruiter, manager, consultant]
    const unanswered = await Promise.all(readers.map(everything))
    for (const [index, person] of people.slice(0, 4).entries()) {
      const feedback = `Number ${index} was fine. Regards, ${person.name}, ${person.email}`
      expectStatus(await send(person, { feedback, rating: index + 1 }, {}, company), 201)
      // Not a byte differs: neither words nor a count of those that wait, nor an entry of the feed.
      expect(await Promise.all(readers.map(everything))).toEqual(unanswered)
    }
    expect(await heads()).toBe(before)
    const [, , , , fifth, sixth] = people
    if (!fifth || !sixth) throw new Error('too few were asked')
    expectStatus(await send(fifth, { feedback: 'Number 4 was fine' }, {}, company), 201)
    await eventually(() => follower.pushed.some(({ type }) => type === 'feedback.released'))
    const released = follower.pushed.find(({ type }) => type === 'feedback.released')
    expect(released).toMatchObject({ data: { batch: 1, answers: 5 }, actor: { kind: 'system', id: null } })
    for (const reader of readers) {
      const { items, fewest } = await batchesFor(reader, company.api)
      expect([items.length, items[0]?.answers.length, fewest]).toEqual([1, 5, 5])
    }
    const { items } = await batchesFor(company.owner, company.api)
    const texts = items.flatMap(({ answers }) => answers.map(({ text }) => text))
    expect(texts.map((text) => /Number (\d)/.exec(text)?.[1]).sort()).toEqual(['0', '1', '2', '3', '4'])
    expect(items[0]?.releasedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    for (const { name, email, candidateId } of people) {
      expect(JSON.stringify(items)).not.toContain(name)
      expect(JSON.stringify(items)).not.toContain(email)
      expect(JSON.stringify(items)).not.toContain(candidateId)
    }
    // A sixth changes nothing until four more have answered.
    const afterFive = await Promise.all(readers.map(everything))
    expectStatus(await send(sixth, { feedback: 'Late' }, {}, company), 201)
    expect(await Promise.all(readers.map(everything))).toEqual(afterFive)
    for (const caller of [interviewer, viewer]) {
      expect((await caller.get(`${company.api}/candidate-answers`)).status).toBe(403)
    }
    answered = { employerId: company.employerId, people }
  })

  it('[ANS-4] of one person’s two records are one voice, and name neither', async () => {
    const company = await anEmployer(server)
    const people = await asked(6, company, await aPublishedPosting(company), company)
    const [one, other, ...others] = people
    if (!one || !other) throw new Error('too few were asked')
    const merge = { otherId: other.candidateId }
    expectStatus(await company.owner.post(`${company.api}/candidates/${one.candidateId}/merge`, merge), 200)
    expectStatus(await send(one, { feedback: `Write to ${other.email}` }, {}, company), 201)
    for (const person of [other, ...others.slice(0, 3)]) expectStatus(await send(person, {}, {}, company), 201)
    expect((await batchesFor(company.owner, company.api)).items).toEqual([])
    for (const person of others.slice(3)) expectStatus(await send(person, {}, {}, company), 201)
    const { items } = await batchesFor(company.owner, company.api)
    expect(items.map(({ answers }) => answers.length)).toEqual([6])
    expect(JSON.stringify(items)).not.toContain(other.email)
  })

  it.sequential('[ANS-3] have no way back to who said them, for whoever reads the raw store', async () => {
    await expectNoWayBack(answered.employerId, answered.people)
  })
})

/** As an operator who reads the raw store. */
async function expectNoWayBack(employerId: string, people: readonly Asked[]): Promise<void> {
  const [asks, batches, pools, journal] = await Promise.all([
    store.db
      .collection('answer_asks')
      .find({ tokenKey: { $exists: true }, employerId })
      .toArray(),
    store.db.collection('answer_batches').find({ employerId }).toArray(),
    store.db.collection<{ _id: string; waiting: object[] }>('answer_pools').find({ _id: employerId }).toArray(),
    store.db
      .collection('journal')
      .find({ stream: `feed:${employerId}`, type: /^feedback/ })
      .toArray(),
  ])
  const answers = JSON.stringify([batches, pools])
  expect(answers).toContain('Number 3')
  for (const { candidateId, applicationId, token } of people) {
    for (const trace of [candidateId, applicationId, token]) expect(answers).not.toContain(trace)
  }
  // Neither a time nor an id that is made of one.
  expect(answers).not.toMatch(/T\d\d:\d\d/)
  for (const ask of asks) {
    expect(Object.keys(ask).sort()).toEqual(
      ['_id', 'applicationId', 'candidateId', 'draft', 'employerId', 'expiresAt', 'seed', 'tokenKey', 'usedBy'].sort(),
    )
    expect(ask).toMatchObject({ seed: null, draft: null, usedBy: null })
  }
  expect(journal).toHaveLength(1)
}

describe('"you said, we did"', () => {
  it('[ANS-7] is on the careers page within a second, changed and taken off again', async () => {
    const page = async () => (await fetch(`${server.url}/careers/${employer.slug}`)).text()
    const path = `${employer.api}/responses`
    const note = { said: 'The task took a weekend', did: 'It takes an hour, and we pay for it.' }
    const added = await employer.owner.post<{ id: string; version: number }>(path, note)
    expect(added).toMatchObject({ status: 201, body: { ...note, version: 1 } })
    const delays: number[] = []
    const within = async (isSo: (html: string) => boolean) => {
      const answered = performance.now()
      await eventually(async () => isSo(await page()))
      delays.push(performance.now() - answered)
    }
    await within((html) => html.includes('It takes an hour, and we pay for it.'))
    const one = `${path}/${added.body.id}`
    expect(await employer.owner.patch(one, { did: 'It is gone.' }, { 'if-match': '"9"' })).toMatchObject({
      status: 412,
    })
    expect(await employer.owner.patch(one, { did: 'It is gone.' })).toMatchObject({ status: 200, body: { version: 2 } })
    await within((html) => html.includes('It is gone.'))
    expectStatus(await employer.owner.delete(one), 204)
    await within((html) => !html.includes('You said, we did'))
    expect(median(delays), `answer to the visitor: ${delays.join(', ')} ms`).toBeLessThan(1000)
  })
})

describe('the voluntary questions', () => {
  it('[DEMO-3] are taken with the application and in the portal, and answered back by no route', async () => {
    const email = `demo-${Date.now()}@example.com`
    const applied = await new Caller(server).post<Omit<AnApplication, 'name' | 'email'>>(
      `/api/careers/${employer.slug}/jobs/${posting.id}/applications`,
      { name: 'Noor', email, demographics: { gender: 'non_binary', ethnicity: 'indigenous' } },
    )
    expectStatus(applied, 201)
    const secret = new URL(applied.body.portalUrl).searchParams.get('token') ?? ''
    const own = { 'x-candidate-token': secret }
    const candidate = new Caller(server)
    expectStatus(await candidate.put('/api/portal/demographics', { veteran: 'yes', gender: 'non_binary' }, own), 204)
    expect(await candidate.put('/api/portal/demographics', { gender: 'x' }, own)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'gender' }] },
    })
    const { owner, api } = employer
    const seen = [
      (await candidate.get('/api/portal', own)).body,
      (await owner.get(`${api}/candidates/${applied.body.candidateId}`)).body,
      (await owner.get(`${api}/applications?candidateId=${applied.body.candidateId}`)).body,
      (await owner.get(`${api}/feed?limit=200`)).body,
      await (await fetch(applied.body.portalUrl)).text(),
    ]
    expect(JSON.stringify(seen)).not.toMatch(/non_binary|indigenous|veteran/)
    const form = await (await fetch(applied.body.portalUrl.replace('/portal?', '/portal/about-me?'))).text()
    expect(form).toContain('Non-binary')
    expect(form).not.toContain('selected')
    const raw = await store.db
      .collection('candidates')
      .find({ _id: applied.body.candidateId } as object)
      .toArray()
    expect(JSON.stringify(raw)).not.toMatch(/non_binary|demograph/)
  })
})
