import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnApplication,
  type AnEmployer,
  type APosting,
  aConsultant,
  aMember,
  anApplication,
  anEmployer,
  anEngagement,
  anInterview,
  aPublishedPosting,
  aTeam,
  Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

interface Given {
  readonly id: string
  readonly by: string
  readonly rating: number
  readonly comments: string
  readonly strengths: readonly string[]
  readonly beforeInterview: boolean
}

let server: TestServer
let employer: AnEmployer
let posting: APosting
let recruiter: Caller
let manager: Caller
let interviewer: Caller
let viewer: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
  ;({ recruiter, manager, interviewer, viewer } = await aTeam(employer, posting))
})

const path = () => `${employer.api}/feedback`
const give = (by: Caller, { candidateId }: AnApplication, more: object = {}, headers: Record<string, string> = {}) =>
  by.post<Given>(path(), { candidateId, rating: 4, comments: 'Explained every step', ...more }, headers)
const listOf = async (by: Caller, { candidateId }: AnApplication) =>
  (await by.get<{ items: Given[] }>(`${path()}?candidateId=${candidateId}`)).body.items
const card = () => anApplication(employer, posting)
const at = ({ applicationId }: AnApplication) => `${employer.api}/applications/${applicationId}`

describe('feedback on a candidate', () => {
  it('[FBK-1] is given with a rating and comments, themes where one wants, and told in the feed by ids alone', async () => {
    const person = await card()
    const interviewId = await anInterview(employer, person.candidateId)
    const given = await give(interviewer, person, {
      processRating: 3,
      interviewId,
      strengths: ['craft'],
      concerns: [],
    })
    expect(given).toMatchObject({
      status: 201,
      body: { by: interviewer.userId, rating: 4, processRating: 3, interviewId, strengths: ['craft'] },
    })
    const { items } = (await recruiter.get<{ items: { type: string }[] }>(`${employer.api}/feed`)).body
    const told = items.find((entry) => JSON.stringify(entry).includes(given.body.id))
    expect(told?.type).toBe('feedback.given')
    expect(JSON.stringify(told)).not.toMatch(/Explained|rating/)
  })

  it('[FBK-1] is refused naming each wrong field', async () => {
    const person = await card()
    const ofAnother = await anInterview(employer, (await card()).candidateId)
    const wrong: [object, string][] = [
      [{ interviewId: 'nothing' }, 'interviewId'],
      [{ interviewId: ofAnother }, 'interviewId'],
      [{ rating: 0 }, 'rating'],
      [{ rating: 6 }, 'rating'],
      [{ rating: '4' }, 'rating'],
      [{ rating: 3.5 }, 'rating'],
      [{ comments: '  ' }, 'comments'],
      [{ comments: 7 }, 'comments'],
      [{ processRating: 9 }, 'processRating'],
      [{ strengths: ['charm'] }, 'strengths.0'],
      [{ strengths: ['craft', 'craft'] }, 'strengths'],
      [{ feedback: 'nice' }, 'feedback'],
    ]
    for (const [more, field] of wrong) {
      expect(await give(recruiter, person, more)).toMatchObject({ status: 400, body: { errors: [{ path: field }] } })
    }
    expect(await listOf(recruiter, person)).toEqual([])
  })

  it('[FBK-1] the same key stores it once', async () => {
    const person = await card()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => give(recruiter, person, {}, { 'idempotency-key': 'once' })),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect(await listOf(recruiter, person)).toHaveLength(1)
  })

  it('[FBK-2] given before any interview is taken and marked so', async () => {
    const person = await card()
    expect((await give(recruiter, person)).body.beforeInterview).toBe(true)
    expectStatus(await recruiter.patch(at(person), { stage: 'interview' }), 200)
    expect((await give(recruiter, person)).body.beforeInterview).toBe(false)
  })

  it('[FBK-3] is for people of the employer who work on the job; a viewer and a consultant give and read none', async () => {
    const person = await card()
    const elsewhere = await anApplication(employer, await aPublishedPosting(employer))
    const consultant = await aConsultant(server)
    await anEngagement(employer, consultant)
    for (const caller of [employer.owner, recruiter, manager, interviewer]) {
      expect((await give(caller, person)).status).toBe(201)
    }
    for (const caller of [viewer, consultant]) {
      expect((await give(caller, person)).status).toBe(403)
      expect((await caller.get(`${path()}?candidateId=${person.candidateId}`)).status).toBe(403)
    }
    for (const caller of [manager, interviewer]) expect((await give(caller, elsewhere)).status).toBe(404)
    const stranger = await anEmployer(server)
    expect((await give(stranger.owner, person)).status).toBe(404)
    const own = { candidateId: person.candidateId, rating: 4, comments: 'x' }
    expect((await stranger.owner.post(`${stranger.api}/feedback`, own)).status).toBe(404)
  })

  it('[FBK-3] what was said for another job of the same person stays there', async () => {
    const person = await card()
    const other = await aPublishedPosting(employer)
    const elsewhere = await aMember(employer, 'hiring_manager')
    const team = { hiringManagerIds: [elsewhere.userId], interviewerIds: [] }
    expectStatus(await employer.owner.put(`${employer.api}/job-postings/${other.id}/team`, team), 200)
    await anApplication(employer, other, { name: person.name, email: person.email })
    expectStatus(await give(elsewhere, person, { comments: 'For the other job' }), 201)
    expect(await listOf(manager, person)).toEqual([])
    expect(await listOf(elsewhere, person)).toHaveLength(1)
    expect(await listOf(recruiter, person)).toHaveLength(1)
  })

  it("[FBK-4] whoever does not decide reads colleagues' words after giving their own", async () => {
    const person = await card()
    expectStatus(await give(recruiter, person, { rating: 2 }), 201)
    expect(await listOf(manager, person)).toHaveLength(1)
    expect(await listOf(interviewer, person)).toEqual([])
    expectStatus(await give(interviewer, person), 201)
    expect((await listOf(interviewer, person)).map(({ rating }) => rating)).toEqual([4, 2])
  })

  it('[FBK-5] is blind: comments that name the candidate are redacted until the reveal', async () => {
    const person = await anApplication(employer, posting, { name: 'Zsófia Bártfai' })
    const comments = `Zsófia Bártfai (${person.email}) drew the whole system`
    expectStatus(await give(recruiter, person, { comments }), 201)
    const [read] = await listOf(manager, person)
    expect(read?.comments).toContain('drew the whole system')
    expect(JSON.stringify(read)).not.toMatch(/Zs[oó]fia|B[aá]rtfai|applicant-/)
    const reveal = `${employer.api}/candidates/${person.candidateId}/reveal`
    expectStatus(await manager.post(reveal, { reason: 'To call them' }), 200)
    expect((await listOf(manager, person))[0]?.comments).toBe(comments)
  })
})

describe("the candidate's side of the same address", () => {
  const asCandidate = (headers: Record<string, string>) =>
    new Caller(server).post(path(), { candidateId: 'c', feedback: 'The talk was kind' }, headers)

  it("[FBK-8] an application's link is told that this needs a link of its own; an unknown one is not known", async () => {
    const person = await card()
    const token = new URL(person.portalUrl).searchParams.get('token') ?? ''
    expect(await asCandidate({ 'x-candidate-token': token })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', detail: expect.stringContaining('link of its own') },
    })
    expect(await asCandidate({ 'x-candidate-token': 'unknown' })).toMatchObject({ status: 401 })
    expect(await asCandidate({})).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
  })
})

// Each waits for the time to undo to be over: side by side they wait once.
describe.concurrent("the candidate's report", () => {
  interface Portal {
    readonly state: string
    readonly feedback: { readonly impression: string; readonly strengths: readonly string[] } | null
  }
  const portal = async ({ portalUrl }: AnApplication) =>
    (
      await new Caller(server).get<Portal>('/api/portal', {
        'x-candidate-token': new URL(portalUrl).searchParams.get('token') ?? '',
      })
    ).body
  const page = async ({ portalUrl }: AnApplication) => (await fetch(portalUrl)).text()

  it('[FBK-7] is there after the decision, from three people up, in bands and shared themes; what is said later changes nothing', async () => {
    const person = await card()
    const many = [employer.owner, recruiter, manager]
    for (const caller of many) {
      const comments = `Secret words of ${caller.email}`
      expectStatus(await give(caller, person, { rating: 5, comments, strengths: ['communication'] }), 201)
    }
    expect((await portal(person)).feedback).toBeNull()
    expectStatus(await recruiter.patch(at(person), { status: 'rejected', reason: 'Filled' }), 200)
    expect(await portal(person)).toMatchObject({ state: 'in_progress', feedback: null })
    expectStatus(await give(interviewer, person, { rating: 1, concerns: ['craft'] }), 201)
    const told = await eventually(async () => {
      const view = await portal(person)
      return view.state === 'not_selected' ? view : null
    })
    expect(told.feedback).toEqual({ impression: 'strong', strengths: ['communication'], concerns: [] })
    const html = await page(person)
    expect(html).toContain('How clearly you put things')
    expect(html).not.toMatch(/Secret words|Filled|A recruiter|rating/)
  })

  it('[FBK-6] is not there with two people', async () => {
    const person = await card()
    for (const caller of [employer.owner, recruiter]) {
      expectStatus(await give(caller, person, { rating: 5, strengths: ['craft'] }), 201)
      expectStatus(await give(caller, person, { rating: 5, strengths: ['craft'] }), 201)
    }
    expectStatus(await recruiter.patch(at(person), { status: 'rejected' }), 200)
    await eventually(async () => (await portal(person)).state === 'not_selected')
    expect((await portal(person)).feedback).toBeNull()
    expect(await page(person)).not.toContain('What the team thought')
  })
})
