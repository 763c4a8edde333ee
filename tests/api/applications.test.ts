import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aMember,
  anApplication,
  anEmployer,
  aPosting,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer, sharedStore } from '../shared-server.ts'
import { asIfDecidedEarlier } from './raw-store.ts'

interface Application {
  readonly id: string
  readonly jobId: string
  readonly candidateId: string
  readonly stage: string
  readonly status: string
  readonly stageSince: string
  readonly version: number
}
interface Page {
  readonly items: readonly Application[]
  readonly nextCursor: string | null
}

let server: TestServer
let employer: AnEmployer
let owner: Caller
let posting: APosting

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  owner = employer.owner
  posting = await aPublishedPosting(employer)
})

const pathOf = ({ applicationId }: Pick<AnApplication, 'applicationId'>) =>
  `${employer.api}/applications/${applicationId}`
const change = (applied: AnApplication, body: object, caller = owner) =>
  caller.patch<Application>(pathOf(applied), body)
const read = async (applied: AnApplication) => (await owner.get<Application>(pathOf(applied))).body
const list = async (query: string, caller = owner) => caller.get<Page>(`${employer.api}/applications${query}`)
const portal = (applied: AnApplication) => ({
  'x-candidate-token': new URL(applied.portalUrl).searchParams.get('token') ?? '',
})
const withdraw = (applied: AnApplication) => new Caller(server).post('/api/portal/withdraw', undefined, portal(applied))
const headOf = async (): Promise<unknown> => (await owner.get(`${employer.api}/feed`)).body['head']

describe('the list of applications', () => {
  it('[APP-20] answers 404 no-applications for a posting without any, 404 for none of ours, and 200 without a posting', async () => {
    const empty = await aPublishedPosting(employer)
    const stranger = await anEmployer(server)
    const theirs = await aPublishedPosting(stranger)
    expect(await list(`?jobId=${empty.id}`)).toMatchObject({
      status: 404,
      body: { code: 'no-applications', type: expect.stringMatching(/no-applications$/) },
    })
    expect(await list(`?jobId=${theirs.id}`)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await stranger.owner.get(`${stranger.api}/applications`)).toMatchObject({
      status: 200,
      body: { items: [], nextCursor: null },
    })
    await anApplication(employer, empty)
    expect((await list(`?jobId=${empty.id}`)).body.items).toHaveLength(1)
    // There are some, though not in this stage.
    expect(await list(`?jobId=${empty.id}&stage=offer`)).toMatchObject({ status: 200, body: { items: [] } })
  })

  it('[APP-20] is narrowed by posting, stage, status and candidate, and comes in pages that miss nobody', async () => {
    const job = await aPublishedPosting(employer)
    const cards = await Promise.all(Array.from({ length: 7 }, () => anApplication(employer, job)))
    const [first, second, third] = cards as [AnApplication, AnApplication, AnApplication]
    expectStatus(await change(first, { stage: 'screen' }), 200)
    expectStatus(await change(second, { status: 'rejected' }), 200)
    const ids = async (query: string) => (await list(`?jobId=${job.id}${query}`)).body.items.map(({ id }) => id)
    expect(await ids('&stage=screen')).toEqual([first.applicationId])
    expect(await ids('&status=rejected')).toEqual([second.applicationId])
    expect(await ids(`&candidateId=${third.candidateId}`)).toEqual([third.applicationId])
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = (await list(`?jobId=${job.id}&limit=3&cursor=${cursor}`)).body
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
      await anApplication(employer, job)
    }
    expect(seen.sort()).toEqual(cards.map(({ applicationId }) => applicationId).sort())
  })

  it('[APP-21] shows hiring managers and interviewers the applications of their jobs alone', async () => {
    const [own, other] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
    const [mine, theirs] = [await anApplication(employer, own), await anApplication(employer, other)]
    const manager = await aMember(employer, 'hiring_manager')
    const interviewer = await aMember(employer, 'interviewer')
    const team = { hiringManagerIds: [manager.userId], interviewerIds: [interviewer.userId] }
    expectStatus(await owner.put(`${employer.api}/job-postings/${own.id}/team`, team), 200)
    for (const person of [manager, interviewer]) {
      expect((await list('?limit=200', person)).body.items.map(({ id }) => id)).toEqual([mine.applicationId])
      expect((await list(`?candidateId=${theirs.candidateId}`, person)).body.items).toEqual([])
      for (const path of [`?jobId=${other.id}`, `/${theirs.applicationId}`])
        expect((await list(path, person)).status).toBe(404)
      expect((await person.get(`${employer.api}/candidates/${theirs.candidateId}`)).status).toBe(404)
    }
    expect((await change(theirs, { stage: 'screen' }, manager)).status).toBe(404)
    expect((await change(mine, { stage: 'screen' }, interviewer)).status).toBe(403)
    expect((await change(mine, { stage: 'screen' }, manager)).status).toBe(200)
  })
})

describe('moving a card', () => {
  it('[APP-22] changes stage, version and entry together; to where it stands changes nothing', async () => {
    const applied = await anApplication(employer, posting)
    const before = await read(applied)
    const moved = await change(applied, { stage: 'interview' })
    expect(moved).toMatchObject({
      status: 200,
      body: { ...before, stage: 'interview', version: 2, stageSince: expect.anything(), viewed: expect.anything() },
    })
    expect(moved.headers.get('etag')).toBe('"2"')
    const head = await headOf()
    expect((await change(applied, { stage: 'interview' })).body).toEqual(moved.body)
    expect(await headOf()).toBe(head)
    expect(await change(applied, { stage: 'unknown' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'stage' }] },
    })
    expect(await change(applied, { status: 'gone' })).toMatchObject({ status: 400 })
    expect(await change(applied, { reason: 'only' })).toMatchObject({ status: 400 })
    expect(await read(applied)).toEqual(moved.body)
  })

  it('[APP-23] rejected is closed until it is taken back, and then stands where it stood', async () => {
    const applied = await anApplication(employer, posting)
    await change(applied, { stage: 'assessment' })
    expect((await change(applied, { status: 'rejected', reason: 'Too far away' })).body).toMatchObject({
      status: 'rejected',
      stage: 'assessment',
    })
    expect(await change(applied, { stage: 'offer' })).toMatchObject({
      status: 409,
      body: { code: 'application-closed' },
    })
    expect(await read(applied)).toMatchObject({ status: 'rejected', stage: 'assessment' })
    expect((await change(applied, { status: 'active' })).body).toMatchObject({ status: 'active', stage: 'assessment' })
    expect((await change(applied, { stage: 'offer' })).status).toBe(200)
  })

  it('[APP-24] hired is the status of the last stage, and back is active again', async () => {
    const applied = await anApplication(employer, posting)
    expect((await change(applied, { stage: 'hired' })).body).toMatchObject({ stage: 'hired', status: 'hired' })
    expect((await change(applied, { stage: 'offer' })).body).toMatchObject({ stage: 'offer', status: 'active' })
    expect((await change(applied, { status: 'hired' })).body).toMatchObject({ stage: 'hired', status: 'hired' })
    expect(await change(applied, { status: 'hired', stage: 'screen' })).toMatchObject({ status: 400 })
  })

  it('[APP-25] of ten who move one card from the version they saw, one does', async () => {
    const applied = await anApplication(employer, posting)
    const head = Number(await headOf())
    const racing = Array.from({ length: 10 }, (_, i) =>
      owner.patch(pathOf(applied), { stage: ['screen', 'offer'][i % 2] }, { 'if-match': '"1"' }),
    )
    expect((await Promise.all(racing)).map(({ status }) => status).sort()).toEqual([200, ...Array<number>(9).fill(412)])
    expect(await headOf()).toBe(head + 1)
  })

  it('[APP-26] a posting that is closed or in the bin keeps its applications', async () => {
    const job = await aPublishedPosting(employer)
    const applied = await anApplication(employer, job)
    expectStatus(await owner.post(`${employer.api}/job-postings/${job.id}/transitions`, { to: 'closed' }), 200)
    expect(await read(applied)).toMatchObject({ status: 'active' })
    expect((await list(`?jobId=${job.id}`)).body.items).toHaveLength(1)
  })
})

describe('applying again', () => {
  const again = (applied: AnApplication) =>
    new Caller(server).post('/api/portal/apply-again', undefined, portal(applied))
  const countsOf = async (jobId: string) =>
    (await owner.get<{ counts: object }>(`${employer.api}/job-postings/${jobId}`)).body.counts

  it('[APP-30] is for whoever withdrew, by their link, begins at the first stage, and keeps what was before', async () => {
    const job = await aPublishedPosting(employer)
    const applied = await anApplication(employer, job)
    expectStatus(await change(applied, { stage: 'interview' }), 200)
    const counted = await countsOf(job.id)
    expect(await withdraw(applied)).toMatchObject({ body: { state: 'withdrawn', canApplyAgain: true } })
    expect(await again(applied)).toMatchObject({ status: 200, body: { state: 'in_progress', canApplyAgain: false } })
    const { version } = await read(applied)
    expect(await read(applied)).toMatchObject({ status: 'active', stage: 'applied' })
    const { items } = (await owner.get<{ items: object[] }>(`${employer.api}/feed?limit=1`)).body
    const actor = { kind: 'candidate', id: applied.candidateId }
    expect(items[0]).toMatchObject({ type: 'application.resumed', actor, data: { again: true } })
    const log = await owner.get<{ items: { kind: string; by: null }[] }>(`${pathOf(applied)}/decisions`)
    expect(log.body.items.map(({ kind, by }) => [kind, by])).toEqual(
      expect.arrayContaining([
        ['withdrawn', null],
        ['resumed', null],
        ['moved', owner.userId],
      ]),
    )
    // Twice is once, and who never withdrew has nothing to send again.
    expectStatus(await again(applied), 200)
    expect(await read(applied)).toMatchObject({ version })
    expect(await countsOf(job.id)).not.toEqual(counted)
    expectStatus(await change(applied, { stage: 'interview' }), 200)
    expect(await countsOf(job.id)).toEqual(counted)
  })

  it('[APP-30] is refused once it was decided, and while the job takes nobody', async () => {
    const job = await aPublishedPosting(employer)
    const [gone, rejected] = [await anApplication(employer, job), await anApplication(employer, job)]
    expectStatus(await change(rejected, { status: 'rejected' }), 200)
    expect(await again(rejected)).toMatchObject({ status: 200, body: { state: 'in_progress' } })
    await asIfDecidedEarlier(await sharedStore(), [rejected.applicationId])
    expect(await again(rejected)).toMatchObject({ status: 409, body: { code: 'application-closed' } })
    expect(await read(rejected)).toMatchObject({ status: 'rejected' })
    expectStatus(await withdraw(gone), 200)
    expectStatus(await owner.post(`${employer.api}/job-postings/${job.id}/transitions`, { to: 'paused' }), 200)
    expect(await again(gone)).toMatchObject({ status: 409, body: { code: 'posting-not-active' } })
    const view = await new Caller(server).get('/api/portal', portal(gone))
    expect(view.body).toMatchObject({ state: 'withdrawn', canApplyAgain: false })
  })
})

describe('withdrawing', () => {
  it('[APP-27] is the candidate’s alone, closes the card, and is told in the feed', async () => {
    const applied = await anApplication(employer, posting)
    expect(await withdraw(applied)).toMatchObject({ status: 200, body: { state: 'withdrawn', canWithdraw: false } })
    expect(await read(applied)).toMatchObject({ status: 'withdrawn' })
    expect(await change(applied, { stage: 'screen' })).toMatchObject({
      status: 409,
      body: { code: 'application-closed' },
    })
    const { items } = (await owner.get<{ items: object[] }>(`${employer.api}/feed?limit=1`)).body
    expect(items[0]).toMatchObject({
      type: 'application.withdrawn',
      actor: { kind: 'candidate', id: applied.candidateId },
    })
    const rejected = await anApplication(employer, posting)
    await change(rejected, { status: 'rejected' })
    await asIfDecidedEarlier(await sharedStore(), [rejected.applicationId])
    expect(await withdraw(rejected)).toMatchObject({ status: 409, body: { code: 'application-closed' } })
  })

  it('[APP-28] is told nothing of a decision that can still be undone, and comes before it', async () => {
    const applied = await anApplication(employer, posting)
    expectStatus(await change(applied, { status: 'rejected' }), 200)
    expect(await withdraw(applied)).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
    expect(await read(applied)).toMatchObject({ status: 'withdrawn', version: 3 })
    // Who was told of a decision that was taken back a moment ago is as free.
    const again = await anApplication(employer, posting)
    expectStatus(await change(again, { status: 'rejected' }), 200)
    await asIfDecidedEarlier(await sharedStore(), [again.applicationId])
    expectStatus(await change(again, { status: 'active' }), 200)
    expectStatus(await withdraw(again), 200)
  })
})

describe('what a candidate is told', () => {
  it('[APP-28] comes by mail after the time to undo, once, in plain words; what was undone is never told', async () => {
    const [told, spared, changed, moved] = await Promise.all(
      Array.from({ length: 4 }, () => anApplication(employer, posting)),
    )
    if (!told || !spared || !changed || !moved) throw new Error('There are four')
    const mailTo = ({ email }: AnApplication) => server.mail(email)
    const updates = async (person: AnApplication) =>
      (await mailTo(person)).filter(
        ({ links, subject }) => links.length > 0 && !/received|arrived|thank/i.test(subject),
      )
    const received = async (person: AnApplication) => (await mailTo(person)).length
    for (const each of [told, spared, changed, moved]) await eventually(async () => (await received(each)) === 1)
    expectStatus(await change(spared, { status: 'rejected' }), 200)
    expectStatus(await change(changed, { status: 'rejected' }), 200)
    expectStatus(await change(spared, { status: 'active' }), 200)
    expectStatus(await change(changed, { status: 'active', stage: 'interview' }), 200)
    const decidedAt = Date.now()
    expectStatus(await change(told, { status: 'rejected', reason: 'A private remark' }), 200)
    const [mail] = await eventually(async () => {
      expect(await received(spared)).toBe(1)
      const found = (await mailTo(told)).slice(0, -1)
      return found.length > 0 ? found : null
    }, 40_000)
    expect(Date.now() - decidedAt).toBeGreaterThanOrEqual(9_000)
    expect(Date.parse(mail?.at ?? '') - decidedAt).toBeGreaterThanOrEqual(9_500)
    expect(mail?.text).toContain(posting.title)
    expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toMatch(/private remark|rejected/i)
    const link = mail?.links.find((url) => new URL(url).pathname === '/portal')
    expect(new URL(link ?? '').searchParams.get('token')).toBe(new URL(told.portalUrl).searchParams.get('token'))
    // Whoever was decided on before has been dealt with by now: due earlier, told nothing but the last word.
    await eventually(async () => (await received(changed)) === 2)
    expect((await mailTo(changed))[0]?.text).not.toMatch(/not to go on/)
    expect(await received(spared)).toBe(1)
    expect(await updates(told)).toHaveLength(1)
  })
})

describe('applying', () => {
  it('[APP-29] to a draft is not possible; the same person may apply for another job, and is one candidate', async () => {
    const draft = await aPosting(employer)
    const other = await aPublishedPosting(employer)
    const first = await anApplication(employer, posting)
    const path = (id: string) => `/api/careers/${employer.slug}/jobs/${id}/applications`
    const again = { name: 'Somebody else', email: first.email.toUpperCase() }
    const anybody = new Caller(server)
    expect((await anybody.post(path(draft.id), again)).status).toBe(404)
    expect(await anybody.post(path(posting.id), again)).toMatchObject({
      status: 409,
      body: { code: 'already-applied' },
    })
    expect(await anybody.post(path(other.id), again)).toMatchObject({
      status: 201,
      body: { candidateId: first.candidateId },
    })
  })
})
