import { beforeAll, describe, expect, it } from 'vitest'
import type { Analytics, FigureRows, Journey } from '#protocol/analytics'
import type { Fairness } from '#protocol/fairness'
import {
  type AnEmployer,
  aConsultant,
  aMember,
  anApplication,
  anEmployer,
  anEngagement,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { aFollower } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await sharedServer()
})

const figures = async ({ api, owner }: AnEmployer, query = '', caller: Caller = owner) => {
  const answer = await caller.get<Analytics>(`${api}/analytics${query}`)
  expectStatus(answer, 200)
  return answer.body
}

interface Rows {
  readonly items: readonly { readonly id: string; readonly candidate: { readonly name: string | null } }[]
  readonly nextCursor: string | null
}

const rows = async ({ api, owner }: AnEmployer, of: FigureRows, query = '', caller: Caller = owner) => {
  const ids: string[] = []
  for (let cursor = ''; ; ) {
    const answer = await caller.get<Rows>(`${api}/analytics/rows?of=${of}&limit=2${query}&cursor=${cursor}`)
    expectStatus(answer, 200)
    ids.push(...answer.body.items.map(({ id }) => id))
    if (answer.body.nextCursor === null) return ids
    cursor = answer.body.nextCursor
  }
}

/** Two postings, whose candidates stand at different places. */
async function aBusyEmployer() {
  const employer = await anEmployer(server)
  const [one, two] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
  const cards: string[] = []
  for (let i = 0; i < 7; i++) cards.push((await anApplication(employer, i < 5 ? one : two)).applicationId)
  const move = async (n: number, body: object) =>
    expectStatus(await employer.owner.patch(`${employer.api}/applications/${cards[n]}`, body), 200)
  await move(0, { stage: 'screen' })
  await move(1, { stage: 'interview' })
  await move(2, { stage: 'hired' })
  await move(3, { status: 'rejected' })
  await move(5, { stage: 'screen' })
  return { employer, one, two, cards, move }
}

describe('figures in depth', () => {
  it('[FIG-17] count how far applications got, of all postings or of one, and open the rows behind each number', async () => {
    const { employer, one, two, cards, move } = await aBusyEmployer()
    const all = await figures(employer)
    const of = (kind: string) => all.funnel.stages.find((stage) => stage.kind === kind)
    expect(of('applied')).toMatchObject({ reached: 7, passed: 4, stopped: 1, waiting: 2, passThrough: 0.8 })
    expect(of('screen')).toMatchObject({ reached: 4, passed: 2, waiting: 2 })
    expect(of('hired')).toMatchObject({ reached: 1, passThrough: null })
    expect(all.outcomes.counts).toContainEqual({ status: 'hired', n: 1 })
    expect(all.timeToHire).toMatchObject({ n: 1, medianHours: 0 })
    expect(all.firstAnswer.n).toBe(5)
    expect(all).toMatchObject({ stale: false })
    expect(await rows(employer, 'all')).toEqual([...cards].reverse())
    expect(await rows(employer, 'reached-screen')).toEqual([cards[5], cards[2], cards[1], cards[0]])
    expect(await rows(employer, 'stopped-applied')).toEqual([cards[3]])
    const own = await figures(employer, `?jobId=${one.id}`)
    expect(own.jobPostings).toEqual({ total: 1, active: 1, applications: 5 })
    expect(own.funnel.stages[1]).toMatchObject({ kind: 'screen', reached: 3 })
    expect(await rows(employer, 'reached-screen', `&jobId=${two.id}`)).toEqual([cards[5]])
    await move(5, { stage: 'interview' })
    expect(await rows(employer, 'reached-interview')).toEqual([cards[5], cards[2], cards[1]])
  })

  it('[FIG-18] are of a period by the day of arrival, and of somebody’s hiring teams', async () => {
    const { employer, two, cards } = await aBusyEmployer()
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
    expect((await figures(employer, `?from=${day(-1)}&to=${day(1)}`)).jobPostings.applications).toBe(7)
    expect((await figures(employer, `?to=${day(-2)}`)).jobPostings.applications).toBe(0)
    expect(await rows(employer, 'all', `&from=${day(2)}`)).toEqual([])
    const manager = await aMember(employer, 'hiring_manager')
    const team = { hiringManagerIds: [manager.userId], interviewerIds: [] }
    expectStatus(await employer.owner.put(`${employer.api}/job-postings/${two.id}/team`, team), 200)
    expect((await figures(employer, `?memberId=${manager.userId}`)).jobPostings).toMatchObject({ applications: 2 })
    expect((await figures(employer, '', manager)).funnel.stages[0]).toMatchObject({ reached: 2 })
    expect(await rows(employer, 'all', '', manager)).toEqual([cards[6], cards[5]])
    const backwards = await employer.owner.get(`${employer.api}/analytics?from=${day(1)}&to=${day(0)}`)
    expect(backwards).toMatchObject({ status: 400, body: { errors: [{ path: 'to' }] } })
    for (const query of ['jobId=nothing', `jobId=${(await aBusyEmployer()).one.id}`]) {
      expect(await employer.owner.get(`${employer.api}/analytics?${query}`)).toMatchObject({ status: 404 })
    }
  })

  it('[FIG-19] of a job that is not theirs are not there for a hiring manager', async () => {
    const { employer, one } = await aBusyEmployer()
    const manager = await aMember(employer, 'hiring_manager')
    for (const path of [
      `analytics?jobId=${one.id}`,
      `analytics/rows?of=all&jobId=${one.id}`,
      `job-postings/${one.id}/journeys`,
    ])
      expect(await manager.get(`${employer.api}/${path}`), path).toMatchObject({ status: 404 })
  })

  it('[FIG-23] of a posting in the bin are nowhere, and come back with it', async () => {
    const { employer, one, two, cards } = await aBusyEmployer()
    const { owner, api } = employer
    const path = `${api}/job-postings/${one.id}`
    const before = await figures(employer)
    expectStatus(await owner.delete(path), 204)
    expect((await figures(employer)).jobPostings).toEqual({ total: 1, active: 1, applications: 2 })
    expect(await rows(employer, 'all')).toEqual([cards[6], cards[5]])
    expect(await rows(employer, 'is-hired')).toEqual([])
    expect(await owner.get(`${api}/analytics?jobId=${one.id}`)).toMatchObject({ status: 404 })
    expect((await figures(employer, `?jobId=${two.id}`)).jobPostings.applications).toBe(2)
    expectStatus(await owner.post(`${path}/restore`), 200)
    const after = await figures(employer)
    expect([after.jobPostings, after.funnel.stages]).toEqual([before.jobPostings, before.funnel.stages])
  })

  it('[FIG-20] tell open dashboards within a second that they changed, without a number and for those who may read them', async () => {
    const { employer, move } = await aBusyEmployer()
    const viewer = await aMember(employer, 'viewer')
    const [mine, others] = [
      await aFollower(employer.owner, employer.employerId),
      await aFollower(viewer, employer.employerId),
    ]
    await figures(employer)
    await move(4, { stage: 'screen' })
    const answered = Date.now()
    const hint = await eventually(() => mine.pushed.find(({ type }) => type === 'analytics.changed'))
    expect(Date.now() - answered).toBeLessThan(5000)
    expect(hint).not.toHaveProperty('seq')
    expect(hint.data).toEqual({ seq: expect.any(Number) })
    expect((await figures(employer)).funnel.stages[1]).toMatchObject({ reached: 5 })
    await eventually(() => others.pushed.some(({ type }) => type === 'application.moved'))
    expect(others.pushed.filter(({ type }) => type === 'analytics.changed')).toEqual([])
  })

  it('[FIG-21] a consultant reads them without what is said of fewer than five', async () => {
    const { employer } = await aBusyEmployer()
    const consultant = await aConsultant(server)
    await anEngagement(employer, consultant)
    const seen = await figures(employer, '', consultant)
    expect(seen.jobPostings.applications).toBe(7)
    expect(seen.timeToHire).toMatchObject({ n: null, medianHours: null })
    expect(seen.firstAnswer).toMatchObject({ n: 5 })
  })

  it('[FIG-22] each person chooses the cards of the dashboard, and finds them again', async () => {
    const { employer } = await aBusyEmployer()
    const path = `${employer.api}/analytics/layout`
    const recruiter = await aMember(employer, 'recruiter')
    expectStatus(await recruiter.put(path, { cards: ['sources', 'summary'] }), 200)
    expect((await recruiter.get(path)).body).toEqual({ cards: ['sources', 'summary'] })
    expect((await employer.owner.get<{ cards: string[] }>(path)).body.cards.length).toBeGreaterThan(5)
    expect(await recruiter.put(path, { cards: ['sources', 'sources'] })).toMatchObject({ status: 400 })
  })
})

describe('the time machine', () => {
  it('[TIME-1] knows every move of every card, who made it, and no name of a candidate', async () => {
    const { employer, one, cards, move } = await aBusyEmployer()
    await move(1, { stage: 'offer' })
    const answer = await employer.owner.get<{ items: Journey[]; seq: number }>(
      `${employer.api}/job-postings/${one.id}/journeys`,
    )
    expectStatus(answer, 200)
    expect(answer.body.items.map(({ applicationId }) => applicationId)).toEqual(cards.slice(0, 5).reverse())
    const journey = answer.body.items.find(({ applicationId }) => applicationId === cards[1])
    expect(journey?.moves.map(({ type, stage, by }) => [type, stage, by])).toEqual([
      ['received', 'applied', null],
      ['moved', 'interview', employer.owner.userId],
      ['moved', 'offer', employer.owner.userId],
    ])
    expect(journey?.code).toMatch(/\w+ \w+/)
    expect(JSON.stringify(answer.body)).not.toContain('@')
  })
})

describe('fairness', () => {
  it('[FAIR-9] is of the whole company alone: a hiring manager is told why there is nothing', async () => {
    const { employer } = await aBusyEmployer()
    const manager = await aMember(employer, 'hiring_manager')
    const answer = await manager.get<Fairness>(`${employer.api}/analytics/fairness`)
    expect(answer).toMatchObject({
      status: 200,
      body: { traits: [], withheld: expect.stringMatching(/whole company/) },
    })
    const filtered = await employer.owner.get(`${employer.api}/analytics/fairness?jobId=x`)
    expect(filtered).toMatchObject({ status: 400 })
  })
})
