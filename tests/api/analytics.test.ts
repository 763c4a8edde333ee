import { beforeAll, describe, expect, it } from 'vitest'
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
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

interface Figures {
  readonly jobPostings: { readonly total: number; readonly active: number; readonly applications: number }
  readonly candidateEngagement: { readonly viewRate: string; readonly interviewRate: string }
  readonly pipeline: readonly { readonly kind: string; readonly active: number }[]
  readonly asOf: string
}

let server: TestServer
beforeAll(async () => {
  server = await sharedServer()
})

const figures = async ({ api, owner }: AnEmployer, caller = owner) =>
  (await caller.get<Figures>(`${api}/analytics`)).body

describe('the key figures', () => {
  it('[AN-1] of a company without anything are zeros, as numbers and as "0%"', async () => {
    const employer = await anEmployer(server)
    const { jobPostings, candidateEngagement, asOf } = await figures(employer)
    expect(jobPostings).toEqual({ total: 0, active: 0, applications: 0 })
    expect(candidateEngagement).toEqual({ viewRate: '0%', interviewRate: '0%' })
    expect(Math.abs(Date.parse(asOf) - Date.now())).toBeLessThan(60_000)
  })

  it('[AN-2] are right with the answer of the change that moves them', async () => {
    const employer = await anEmployer(server)
    const { owner, api } = employer
    const move = async (id: string, body: object) =>
      expectStatus(await owner.patch(`${api}/applications/${id}`, body), 200)
    await aPosting(employer)
    const posting = await aPublishedPosting(employer)
    const cards = []
    for (let i = 0; i < 10; i++) cards.push(await anApplication(employer, posting))
    expect(await figures(employer)).toMatchObject({
      jobPostings: { total: 2, active: 1, applications: 10 },
      candidateEngagement: { viewRate: '0%', interviewRate: '0%' },
    })
    for (const { candidateId } of cards.slice(0, 2))
      expectStatus(await owner.get(`${api}/candidates/${candidateId}`), 200)
    const [first, second, third] = cards.map(({ applicationId }) => applicationId) as [string, string, string]
    await move(first, { stage: 'interview' })
    expect((await figures(employer)).candidateEngagement).toEqual({ viewRate: '20%', interviewRate: '10%' })
    // Once interviewed, always interviewed; a second time is no second interview.
    await move(first, { stage: 'screen' })
    await move(first, { stage: 'interview' })
    await move(second, { stage: 'interview' })
    await move(second, { status: 'rejected' })
    await move(third, { stage: 'hired' })
    const after = await figures(employer)
    expect(after.candidateEngagement).toEqual({ viewRate: '20%', interviewRate: '20%' })
    const active = Object.fromEntries(after.pipeline.map(({ kind, active }) => [kind, active]))
    expect(active).toEqual({ applied: 7, screen: 0, assessment: 0, interview: 1, offer: 0, hired: 0 })
    await move(second, { status: 'active' })
    expect((await figures(employer)).pipeline.find(({ kind }) => kind === 'interview')).toEqual({
      kind: 'interview',
      active: 2,
    })
    expectStatus(await owner.post(`${api}/job-postings/${posting.id}/transitions`, { to: 'closed' }), 200)
    expect((await figures(employer)).jobPostings).toEqual({ total: 2, active: 0, applications: 10 })
  })

  it('[AN-3] count right when everything happens at once', async () => {
    const employer = await anEmployer(server)
    const posting = await aPublishedPosting(employer)
    const cards = await Promise.all(Array.from({ length: 12 }, () => anApplication(employer, posting)))
    await Promise.all(
      cards.map(async ({ applicationId, candidateId }, i) => {
        const card = `${employer.api}/applications/${applicationId}`
        await Promise.all([
          employer.owner.get(`${employer.api}/candidates/${candidateId}`),
          employer.owner.patch(card, { stage: 'interview' }),
        ])
        if (i % 3 === 0) await employer.owner.patch(card, { stage: 'offer' })
      }),
    )
    const { jobPostings, candidateEngagement, pipeline } = await figures(employer)
    expect([jobPostings.applications, candidateEngagement]).toEqual([12, { viewRate: '100%', interviewRate: '100%' }])
    expect(pipeline.filter(({ active }) => active > 0)).toEqual([
      { kind: 'interview', active: 8 },
      { kind: 'offer', active: 4 },
    ])
    const { counts } = (await employer.owner.get<{ counts: object }>(`${employer.api}/job-postings/${posting.id}`)).body
    expect(counts).toMatchObject({ applications: 12, active: 12, byStage: { interview: 8, offer: 4 } })
  })

  it('[AN-4] of a hiring manager are of their own jobs; interviewers and viewers have none', async () => {
    const employer = await anEmployer(server)
    const [own, other] = [await aPublishedPosting(employer), await aPublishedPosting(employer)]
    const manager = await aMember(employer, 'hiring_manager')
    await anApplication(employer, own)
    await anApplication(employer, other)
    expect((await figures(employer, manager)).jobPostings).toEqual({ total: 0, active: 0, applications: 0 })
    const team = { hiringManagerIds: [manager.userId], interviewerIds: [] }
    expectStatus(await employer.owner.put(`${employer.api}/job-postings/${own.id}/team`, team), 200)
    expect((await figures(employer, manager)).jobPostings).toEqual({ total: 1, active: 1, applications: 1 })
    const viewer: Caller = await aMember(employer, 'viewer')
    expect(await viewer.get(`${employer.api}/analytics`)).toMatchObject({ status: 403 })
  })
})
