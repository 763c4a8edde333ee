import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  aConsultant,
  aMember,
  anEmployer,
  anEngagement,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { aFollower, closeSockets } from '../realtime/follower.ts'
import { eventually } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

interface View {
  readonly id: string
  readonly name: string
  readonly shared: boolean
  readonly jobId: string | null
  readonly version: number
}

let employer: AnEmployer
let owner: Caller
let recruiter: Caller
let viewer: Caller

beforeAll(async () => {
  const server = await sharedServer()
  employer = await anEmployer(server)
  owner = employer.owner
  recruiter = await aMember(employer, 'recruiter')
  viewer = await aMember(employer, 'viewer')
  return closeSockets
})

const filters = {
  statuses: ['active', 'on_hold'],
  stages: [] as string[],
  source: null as string | null,
  unopened: false,
  waitingDays: 7,
  order: 'waiting',
}
const path = () => `${employer.api}/board-views`
const keep = async (caller: Caller, facts: object = {}) => {
  const answer = await caller.post<View>(path(), {
    name: 'Waiting long',
    filters,
    jobId: null,
    shared: false,
    ...facts,
  })
  expectStatus(answer, 201)
  return answer.body
}
const idsOf = async (caller: Caller) => (await caller.get<{ items: View[] }>(path())).body.items.map(({ id }) => id)

describe('views of the board', () => {
  it('[PIPE-20] are one’s own until they are shared, and then everybody’s who sees the board', async () => {
    const mine = await keep(recruiter)
    const ours = await keep(recruiter, { name: 'Stand-up', shared: true })
    expect(await idsOf(recruiter)).toEqual(expect.arrayContaining([mine.id, ours.id]))
    for (const other of [owner, viewer]) {
      expect(await idsOf(other)).toContain(ours.id)
      expect(await idsOf(other)).not.toContain(mine.id)
      expect((await other.patch(`${path()}/${mine.id}`, { name: 'Mine' })).status).toBe(404)
    }
    expectStatus(await recruiter.patch(`${path()}/${ours.id}`, { shared: false }, { 'if-match': '"1"' }), 200)
    expect(await idsOf(viewer)).not.toContain(ours.id)
    expect((await recruiter.patch(`${path()}/${ours.id}`, { name: 'Late' }, { 'if-match': '"1"' })).status).toBe(412)
  })

  it('[PIPE-24] keep tags and scores to oneself; shared they hold no tag, and older ones hold neither', async () => {
    const more = { ...filters, tags: ['remote'], score: 'sealed' }
    const mine = await keep(recruiter, { filters: more })
    const found = await recruiter.get<{ items: (View & { filters: object })[] }>(path())
    expect(found.body.items.find(({ id }) => id === mine.id)?.filters).toEqual(more)
    const body = { name: 'For all', filters: more, jobId: null, shared: true }
    for (const refused of [
      await recruiter.post(path(), body),
      await recruiter.patch(`${path()}/${mine.id}`, { shared: true }),
    ]) {
      expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'filters.tags' }] } })
    }
    expect(await keep(recruiter, { filters: { ...more, tags: [] }, shared: true })).toMatchObject({ shared: true })
    expect(await keep(recruiter)).toMatchObject({ filters: { tags: [], score: null } })
  })

  it('[PIPE-24] shared hold no source that names a candidate', async () => {
    const posting = await aPublishedPosting(employer)
    const from = (source: string) => ({ name: 'Of a kind', filters: { ...filters, source }, jobId: null, shared: true })
    const source = 'The aunt of Zephyrine'
    const applied = { name: 'Zephyrine Quastenbrock', email: 'zq@example.com', resumeText: 'Welds.', source }
    expectStatus(await viewer.post(`/api/careers/${employer.slug}/jobs/${posting.id}/applications`, applied), 201)
    for (const named of [source, 'Referred by Ada Roe']) {
      expect(await recruiter.post(path(), from(named))).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'filters.source' }] },
      })
    }
    expectStatus(await recruiter.post(path(), from('Job fair')), 201)
    expectStatus(await recruiter.post(path(), { ...from(source), shared: false }), 201)
  })

  it('[PIPE-21] of one posting are seen by those who see its candidates', async () => {
    const posting = await aPublishedPosting(employer)
    const stages = { ...filters, stages: ['screen', 'offer'] }
    const view = await keep(recruiter, { filters: stages, jobId: posting.id, shared: true })
    const interviewer = await aMember(employer, 'interviewer')
    expect(await idsOf(viewer)).toContain(view.id)
    expect(await idsOf(interviewer)).not.toContain(view.id)
    expect((await interviewer.post(path(), { name: 'X', filters, jobId: posting.id, shared: false })).status).toBe(404)
    const team = { hiringManagerIds: [], interviewerIds: [interviewer.userId] }
    expectStatus(await owner.put(`${employer.api}/job-postings/${posting.id}/team`, team), 200)
    expect(await idsOf(interviewer)).toContain(view.id)
    const elsewhere = await anEmployer(employer.owner.server)
    const body = { name: 'X', filters, jobId: posting.id, shared: false }
    expect((await elsewhere.owner.post(`${elsewhere.api}/board-views`, body)).status).toBe(404)
    expect(await elsewhere.owner.get(`${elsewhere.api}/board-views`)).toMatchObject({ body: { items: [] } })
  })

  it('[PIPE-22] are shared by those who move cards, and changed by their owner or an admin', async () => {
    const consultant = await aConsultant(employer.owner.server)
    await anEngagement(employer, consultant)
    for (const reader of [viewer, consultant, await aMember(employer, 'interviewer')]) {
      const body = { name: 'For all', filters, jobId: null, shared: true }
      expect((await reader.post(path(), body)).status).toBe(403)
      const own = await keep(reader)
      expect((await reader.patch(`${path()}/${own.id}`, { shared: true })).status).toBe(403)
      expect((await reader.delete(`${path()}/${own.id}`)).status).toBe(204)
    }
    const ours = await keep(recruiter, { shared: true })
    const colleague = await aMember(employer, 'recruiter')
    expect((await colleague.patch(`${path()}/${ours.id}`, { name: 'Taken over' })).status).toBe(403)
    expect((await colleague.delete(`${path()}/${ours.id}`)).status).toBe(403)
    expect((await owner.patch(`${path()}/${ours.id}`, { name: 'Tidied' })).status).toBe(200)
    expect((await owner.delete(`${path()}/${ours.id}`)).status).toBe(204)
    expect((await recruiter.delete(`${path()}/${ours.id}`)).status).toBe(404)
  })

  it('[PIPE-23] are told in the feed when shared, by their id alone; one’s own never', async () => {
    const follower = await aFollower(viewer, employer.employerId)
    const mine = await keep(recruiter, { name: 'A private thought' })
    const ours = await keep(recruiter, { name: 'A common plan', shared: true })
    expectStatus(await recruiter.patch(`${path()}/${mine.id}`, { name: 'Another thought' }), 200)
    expectStatus(await recruiter.patch(`${path()}/${ours.id}`, { shared: false }), 200)
    const told = () => follower.pushed.filter(({ type }) => type.startsWith('view.'))
    await eventually(() => told().length === 2)
    expect(told()).toMatchObject([
      { type: 'view.saved', data: { viewId: ours.id, jobId: null, version: 1 } },
      { type: 'view.deleted', data: { viewId: ours.id, version: 2 } },
    ])
    const everything = follower.raw.join('\n')
    for (const secret of [mine.id, 'private thought', 'common plan']) expect(everything).not.toContain(secret)
  })

  it('[PIPE-24] hold no search text, and stages only with their posting; what is wrong is named', async () => {
    const wrong = async (body: object) => {
      const whole = { name: 'X', filters, jobId: null, shared: false, ...body }
      const answer = await owner.post<{ errors?: { path: string }[] }>(path(), whole)
      expect(answer.status).toBe(400)
      return answer.body.errors?.map((error) => error.path)
    }
    expect(await wrong({ filters: { ...filters, text: 'Petra' } })).toEqual(['filters.text'])
    expect(await wrong({ filters: { ...filters, stages: ['screen'] } })).toEqual(['filters.stages'])
    expect(await wrong({ filters: { ...filters, statuses: [] } })).toEqual(['filters.statuses'])
    expect(await wrong({ filters: { ...filters, waitingDays: 0.5 } })).toEqual(['filters.waitingDays'])
    expect(await wrong({ name: ' ' })).toEqual(['name'])
    const all = await keep(owner)
    expect(await owner.patch(`${path()}/${all.id}`, { filters: { ...filters, stages: ['offer'] } })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'filters.stages' }] },
    })
  })

  it('[PIPE-25] are at most fifty of one person', async () => {
    const collector = await aMember(employer, 'viewer')
    for (let index = 0; index < 50; index++) await keep(collector, { name: `View ${index}` })
    const body = { name: 'One more', filters, jobId: null, shared: false }
    expect(await collector.post(path(), body)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  })
})
