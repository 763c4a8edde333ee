import { beforeAll, describe, expect, it } from 'vitest'
import type { Analytics } from '#protocol/analytics'
import type { Fairness } from '#protocol/fairness'
import {
  aConsultant,
  aMember,
  anApplication,
  anEmployer,
  anEngagement,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await sharedServer()
})

describe('fairness over voluntary answers', () => {
  it('[FAIR-11] [FAIR-13] compares those who told and are decided, says nothing of few, and answers nobody’s own', async () => {
    const employer = await anEmployer(server)
    const posting = await aPublishedPosting(employer)
    const { owner, api } = employer
    const moves: object[] = []
    const apply = async (gender: string | null, fate: object) => {
      const { applicationId, portalUrl } = await anApplication(employer, posting)
      const token = new URL(portalUrl).searchParams.get('token') ?? ''
      if (gender !== null) {
        const answered = await new Caller(server).put(
          '/api/portal/demographics',
          { gender },
          { 'x-candidate-token': token },
        )
        expectStatus(answered, 204)
      }
      moves.push({ applicationId, ...fate })
    }
    const [hired, rejected] = [{ stage: 'hired' }, { status: 'rejected' }]
    for (let i = 0; i < 6; i++) await apply('man', hired)
    for (let i = 0; i < 5; i++) await apply('man', rejected)
    for (let i = 0; i < 7; i++) await apply('woman', rejected)
    for (let i = 0; i < 3; i++) await apply('non_binary', rejected)
    await apply(null, rejected)
    expectStatus(await owner.post(`${api}/applications/moves`, { moves }), 200)

    const panel = await eventually(async () => {
      const answer = await owner.get<Fairness>(`${api}/analytics/fairness`)
      expectStatus(answer, 200)
      const gender = answer.body.traits.find(({ trait }) => trait === 'gender')
      return gender?.steps[0]?.groups.some(({ entered }) => entered !== null) ? answer.body : null
    })
    const beside = await owner.get<Analytics>(`${api}/analytics`)
    expect(beside.body.fairness.traits).toEqual(panel.traits)
    const gender = panel.traits.find(({ trait }) => trait === 'gender')
    const overall = gender?.steps.find(({ step }) => step === 'overall')
    const of = (group: string) => overall?.groups.find((one) => one.group === group)
    expect(overall?.reference).toBe('man')
    expect(of('man')).toMatchObject({ entered: { low: 11, high: 11 }, passed: { low: 6, high: 6 } })
    // Fewer than five were hired, and that is all that is told.
    expect(of('woman')).toMatchObject({ entered: { low: 7, high: 7 }, passed: { low: 0, high: 4 }, isBound: true })
    expect(of('non_binary')).toMatchObject({ entered: null, passed: null, verdict: 'insufficient-data' })
    expect(panel.caution).toMatch(/none is a legal finding/)

    const consultant = await aConsultant(server)
    await anEngagement(employer, consultant)
    expect((await consultant.get<Fairness>(`${api}/analytics/fairness`)).body.traits).toEqual(panel.traits)
    expect(await (await aMember(employer, 'interviewer')).get(`${api}/analytics/fairness`)).toMatchObject({
      status: 403,
    })
  })
})
