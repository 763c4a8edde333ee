import { beforeAll, describe, expect, it } from 'vitest'
import type { Review, ScoreStates } from '#protocol/scorecards'
import {
  type AnEmployer,
  type APosting,
  aConsultant,
  aMember,
  anEmployer,
  anEngagement,
  anInterview,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { sharedServer } from '../shared-server.ts'
import { aJudgedPosting, aPanel, criteria, reviewersOf, sayings } from './panel.ts'

let employer: AnEmployer
let posting: APosting
let owner: Caller
let recruiter: Caller
let manager: Caller
let viewer: Caller
let consultant: Caller
/** On the posting's team. */
let ada: Caller
let bo: Caller
/** An interviewer of another job. */
let cy: Caller

beforeAll(async () => {
  const server = await sharedServer()
  employer = await anEmployer(server)
  owner = employer.owner
  const roles = ['recruiter', 'hiring_manager', 'viewer', 'interviewer', 'interviewer', 'interviewer'] as const
  const people = await Promise.all(roles.map((role) => aMember(employer, role)))
  ;[recruiter, manager, viewer, ada, bo, cy] = people as [Caller, Caller, Caller, Caller, Caller, Caller]
  consultant = await aConsultant(server)
  await anEngagement(employer, consultant)
  posting = await aJudgedPosting(employer, { interviewers: [ada, bo], managers: [manager] })
})

const states = (person: Caller, jobId: string) =>
  person.get<ScoreStates>(`${employer.api}/job-postings/${jobId}/score-states`)

describe('how far the panels of a posting are', () => {
  it('[SCORE-21] is told in counts, with what of it is mine, and never with whose are in', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada, bo, cy] })
    const [panel, untouched] = [await aPanel(employer, job), await aPanel(employer, job)]
    expectStatus(await panel.submit(ada, sayings('Plain', 4)), 200)
    expectStatus(await panel.draft(bo, { conclusion: 'So far' }), 200)
    const stateFor = async (person: Caller) => {
      const { body } = await states(person, job.id)
      expect(body.items.map(({ applicationId }) => applicationId)).not.toContain(untouched.application.applicationId)
      return body.items.find(({ applicationId }) => applicationId === panel.application.applicationId)
    }
    const sealed = { submitted: 1, expected: 3, revealed: false }
    expect(await stateFor(ada)).toMatchObject({ ...sealed, mine: 'submitted', due: false })
    expect(await stateFor(bo)).toMatchObject({ ...sealed, mine: 'asked', due: true })
    expect(await stateFor(cy)).toMatchObject({ ...sealed, mine: 'asked', due: false })
    expect(await stateFor(recruiter)).toMatchObject({ ...sealed, mine: 'not-asked', due: false })
    const [forCy, forOwner, forConsultant] = await Promise.all(
      [cy, owner, consultant].map((one) => states(one, job.id)),
    )
    expect(forCy?.body.usual).toEqual({ expected: 3, asked: true })
    expect(forOwner?.body.usual).toEqual({ expected: 3, asked: false })
    for (const answer of [forOwner, forConsultant]) {
      for (const { userId } of [ada, bo, cy]) expect(JSON.stringify(answer?.body)).not.toContain(userId)
      expect(JSON.stringify(answer?.body)).not.toMatch(/score"|evidence|Plain/)
    }
    expectStatus(await panel.reveal(recruiter), 200)
    expect(await stateFor(bo)).toMatchObject({ ...sealed, revealed: true, mine: 'asked' })
  })

  it('[SCORE-21] is not for viewers, nor for interviewers of another job', async () => {
    expect((await states(viewer, posting.id)).status).toBe(403)
    const job = await aJudgedPosting(employer, { interviewers: [ada] })
    expect((await states(await aMember(employer, 'interviewer'), job.id)).status).toBe(404)
  })
})

describe('who is asked', () => {
  it('[SCORE-1] the interviewers of the posting, whoever they are, until somebody chooses others', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada, viewer] })
    const panel = await aPanel(employer, job)
    // Who cannot rate is not waited for.
    expect(reviewersOf(await panel.seen(owner))).toEqual([ada.userId])
    expectStatus(await panel.draft(ada, { conclusion: 'So far' }), 200)
    const team = { hiringManagerIds: [], interviewerIds: [ada.userId, bo.userId] }
    expectStatus(await owner.put(`${employer.api}/job-postings/${job.id}/team`, team), 200)
    expect(await panel.seen(owner)).toMatchObject({ submitted: 0, expected: 2, mine: null })
    expectStatus(await panel.assign(recruiter, [recruiter, ada]), 200)
    expect(reviewersOf(await panel.seen(owner))).toEqual([recruiter.userId, ada.userId])
    expect((await panel.seen(ada)).mine).toMatchObject({ conclusion: 'So far' })
  })

  it('[SCORE-2] whoever does not see the job joins its team; who cannot rate is named', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(manager, [ada, cy, manager]), 200)
    expectStatus(await panel.draft(cy, { conclusion: 'New here' }), 200)
    const { body } = await owner.get<{ team: object }>(`${employer.api}/job-postings/${posting.id}`)
    expect(body.team).toEqual({
      hiringManagerIds: [manager.userId],
      interviewerIds: expect.arrayContaining([ada.userId, bo.userId, cy.userId]),
    })
    const refused = await panel.assign(owner, [ada, viewer, consultant])
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'userIds.1' }, { path: 'userIds.2' }] },
    })
    expect(reviewersOf(await panel.seen(owner))).toEqual([ada.userId, cy.userId, manager.userId])
  })

  it('[SCORE-2] who has submitted stays; taking out the last who is missing reveals', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(owner, [ada, bo]), 200)
    expectStatus(await panel.submit(ada, sayings('quokka', 4)), 200)
    expect((await panel.assign(owner, [bo])).status).toBe(409)
    expectStatus(await panel.assign(owner, [ada]), 200)
    expect(await panel.seen(owner)).toMatchObject({ submitted: 1, expected: 1, revealed: { by: null } })
    expect((await panel.assign(owner, [ada, recruiter])).status).toBe(409)
  })

  it('[SCORE-3] only who is asked rates, and only with a role that may', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(owner, [ada]), 200)
    for (const person of [owner, recruiter, bo, viewer, consultant]) {
      expect((await panel.draft(person, { conclusion: 'Me too' })).status).toBe(403)
      expect((await panel.submit(person, sayings('numbat', 3))).status).toBe(403)
    }
    const helper = await aMember(employer, 'interviewer')
    expectStatus(await panel.assign(owner, [ada, helper]), 200)
    expectStatus(await owner.patch(`${employer.api}/users/${helper.userId}`, { role: 'viewer' }), 200)
    expect((await panel.draft(helper, { conclusion: 'Still here' })).status).toBe(403)
  })
})

describe('my ratings', () => {
  it('[SCORE-4] are kept field by field, from wherever they come', async () => {
    const panel = await aPanel(employer, posting)
    const change = (body: object) => panel.draft(ada, body)
    const fields = [
      { ratings: [{ criterionId: 'care', score: 4 }] },
      { ratings: [{ criterionId: 'care', evidence: 'Asked twice' }] },
      { ratings: [{ criterionId: 'craft', score: 2 }] },
      { conclusion: 'Careful' },
      { recommendation: 'strong-yes' },
    ]
    for (const answer of await Promise.all(fields.map(change))) expectStatus(answer, 200)
    expect((await panel.seen(ada)).mine).toMatchObject({
      ratings: [
        { criterionId: 'care', score: 4, evidence: 'Asked twice' },
        { criterionId: 'craft', score: 2, evidence: '' },
      ],
      recommendation: 'strong-yes',
      conclusion: 'Careful',
      submittedAt: null,
      version: 5,
    })
    expect(await change({ ratings: [{ criterionId: 'height', score: 2 }] })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'ratings.0.criterionId' }] },
    })
    for (const score of [0, 6, 2.5, '4']) {
      expect((await change({ ratings: [{ criterionId: 'care', score }] })).status).toBe(400)
    }
  })

  it('[SCORE-25] show to nobody that they were begun', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada, bo], managers: [manager] })
    const panel = await aPanel(employer, job)
    const { applicationId, candidateId } = panel.application
    const selection = { candidateId, jobId: job.id, score: 4 }
    expectStatus(await manager.post(`${employer.api}/select-candidate`, selection), 200)
    const seenBy = async (person: Caller) => {
      const scorecard = await panel.read(person)
      const states = await person.get<ScoreStates>(`${employer.api}/job-postings/${job.id}/score-states`)
      const log = await person.get(`${employer.api}/applications/${applicationId}/decisions`)
      const report = await person.get<{ rows?: unknown }>(`${employer.api}/reports?type=reviews&jobId=${job.id}`)
      return [scorecard.headers.get('etag'), scorecard.body, states.body, log.body, report.status, report.body.rows]
    }
    const before = await Promise.all([recruiter, owner, bo].map(seenBy))
    expect(JSON.stringify(before[0])).toContain('"score":4')
    expectStatus(await panel.draft(ada, { conclusion: 'So far' }), 200)
    expect(await Promise.all([recruiter, owner, bo].map(seenBy))).toEqual(before)
    expect((await states(ada, job.id)).body.items).toMatchObject([{ applicationId, due: true }])
    expectStatus(await panel.submit(ada, sayings('stoat', 4)), 200)
    expect(JSON.stringify(await seenBy(recruiter))).not.toContain('"score":4')
  })

  it('[DEC-12] come first: whoever is asked for them is not told the score of a selection', async () => {
    const panel = await aPanel(employer, posting)
    const { applicationId, candidateId } = panel.application
    const selection = { candidateId, jobId: posting.id, score: 5 }
    expectStatus(await manager.post(`${employer.api}/select-candidate`, selection), 200)
    await anInterview(employer, candidateId, { interviewerIds: [recruiter.userId] })
    const scoreFor = async (person: Caller) => {
      const { body } = await person.get<{ items: { kind: string; score: number | null }[] }>(
        `${employer.api}/applications/${applicationId}/decisions`,
      )
      return body.items.find(({ kind }) => kind === 'selected')?.score
    }
    expect([await scoreFor(recruiter), await scoreFor(owner), await scoreFor(manager)]).toEqual([null, 5, 5])
  })

  it('[SCORE-5] a device that is behind is told so, and overwrites nothing', async () => {
    const panel = await aPanel(employer, posting)
    const first = await panel.draft(ada, { conclusion: 'From the laptop' })
    const tag = first.headers.get('etag') ?? ''
    expectStatus(await panel.draft(ada, { conclusion: 'From the phone' }, { 'if-match': tag }), 200)
    expect((await panel.draft(ada, { conclusion: 'Late' }, { 'if-match': tag })).status).toBe(412)
    expect((await panel.submit(ada, sayings('late', 1), { 'if-match': tag })).status).toBe(412)
    expect((await panel.seen(ada)).mine).toMatchObject({ conclusion: 'From the phone', version: 2 })
    // The same change twice is one.
    const key = { 'idempotency-key': `${panel.path} again` }
    const twice = await Promise.all([1, 2].map(() => panel.draft(ada, { conclusion: 'Once' }, key)))
    expect(twice.map(({ body }) => body['version'])).toEqual([3, 3])
  })

  it('[SCORE-6] are handed in whole, once; what is missing is named', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.draft(ada, { ratings: [{ criterionId: 'care', score: 4 }] }), 200)
    const incomplete = await panel.submit(ada, { conclusion: 'Good' })
    expect(incomplete).toMatchObject({ status: 400, body: { code: 'invalid-input' } })
    const paths = (incomplete.body['errors'] as { path: string }[]).map(({ path }) => path)
    expect(paths).toEqual(['ratings.care.evidence', 'ratings.craft.score', 'ratings.craft.evidence', 'recommendation'])
    const words = sayings('wombat', 4)
    expect((await panel.seen(owner)).submitted).toBe(0)
    const answers = await Promise.all([1, 2, 3].map(() => panel.submit(ada, words)))
    for (const answer of answers) expectStatus(answer, 200)
    expect((await panel.seen(owner)).submitted).toBe(1)
    expect(await panel.draft(ada, { conclusion: 'Rather not' })).toMatchObject({
      status: 409,
      body: { code: 'already-submitted' },
    })
    expect((await panel.submit(ada, sayings('other', 2))).status).toBe(409)
    expect((await panel.seen(ada)).mine).toMatchObject({ conclusion: 'wombat conclusion' })
  })

  it('[SCORE-13] an amendment needs a reason, keeps what was before, and is marked', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(owner, [ada, recruiter]), 200)
    expect((await panel.amend(ada, { conclusion: 'Earlier', reason: 'Too early' })).status).toBe(409)
    expectStatus(await panel.submit(ada, sayings('first', 2)), 200)
    expect((await panel.amend(ada, { conclusion: 'No reason' })).status).toBe(400)
    const better = { ratings: [{ criterionId: 'care', score: 5 }], reason: 'I had read another answer' }
    expectStatus(await panel.amend(ada, better), 200)
    expectStatus(await panel.submit(recruiter, sayings('second', 3)), 200)
    expectStatus(await panel.amend(ada, { recommendation: 'strong-yes', reason: 'We talked about it' }), 200)
    const { results } = await panel.seen(owner)
    const amended = results?.reviewers.find(({ userId }) => userId === ada.userId)
    expect(amended).toMatchObject({ recommendation: 'strong-yes', ratings: [{ score: 5 }, { score: 2 }] })
    expect(amended?.amendments).toMatchObject([
      { reason: 'I had read another answer', afterReveal: false, recommendation: 'no', ratings: [{ score: 2 }, {}] },
      { reason: 'We talked about it', afterReveal: true, recommendation: 'no', ratings: [{ score: 5 }, {}] },
    ])
    expect((await panel.amend(ada, { ratings: [{ criterionId: 'care', evidence: ' ' }], reason: 'Gone' })).status).toBe(
      400,
    )
  })
})

describe('the reveal', () => {
  it('[SCORE-9] comes with the last who was missing, and shows all to those who may see it', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(owner, [ada, bo, recruiter]), 200)
    expectStatus(await panel.submit(ada, sayings('koala', 5)), 200)
    expectStatus(await panel.submit(bo, sayings('possum', 4)), 200)
    expect(await panel.seen(owner)).toMatchObject({ submitted: 2, expected: 3, revealed: null, results: null })
    expectStatus(await panel.submit(recruiter, sayings('bilby', 1)), 200)
    for (const person of [owner, recruiter, manager, ada, bo]) {
      const { results, revealed } = await panel.seen(person)
      expect(revealed).toMatchObject({ by: null, reason: null })
      expect(results?.reviewers).toHaveLength(3)
      expect(results?.spread[0]).toMatchObject({
        ...{ criterionId: 'care', count: 3, mean: 3.33, median: 4, low: 1, high: 5 },
        outliers: [recruiter.userId],
      })
      expect(results).toMatchObject({ overall: 3.33, recommendations: { no: 1, yes: 2, 'strong-yes': 0 } })
    }
  })

  it('[SCORE-9] comes when the last who is missing leaves the company; whoever submitted before stays', async () => {
    const leaver = await aMember(employer, 'recruiter')
    const [left, said] = [await aPanel(employer, posting), await aPanel(employer, posting)]
    for (const panel of [left, said]) expectStatus(await panel.assign(owner, [ada, leaver]), 200)
    expectStatus(await left.submit(ada, sayings('wombat', 4)), 200)
    expectStatus(await said.submit(leaver, sayings('dingo', 2)), 200)
    expectStatus(await owner.delete(`${employer.api}/users/${leaver.userId}`), 204)
    expect(await left.seen(owner)).toMatchObject({ submitted: 1, expected: 1, revealed: { by: null, reason: null } })
    expect(await said.seen(owner)).toMatchObject({ submitted: 1, expected: 2, revealed: null })
    expectStatus(await said.submit(ada, sayings('numbat', 4)), 200)
    expect((await said.seen(owner)).results?.reviewers).toHaveLength(2)
  })

  it('[SCORE-9] comes when who leaves was the last of the posting’s interviewers who was missing', async () => {
    const [leaver, other] = [await aMember(employer, 'interviewer'), await aMember(employer, 'interviewer')]
    const [job, larger] = [
      await aJudgedPosting(employer, { interviewers: [ada, leaver] }),
      await aJudgedPosting(employer, { interviewers: [ada, leaver, other] }),
    ]
    const [last, untouched, waits] = [
      await aPanel(employer, job),
      await aPanel(employer, job),
      await aPanel(employer, larger),
    ]
    for (const panel of [last, waits]) expectStatus(await panel.submit(ada, sayings('lynx', 4)), 200)
    expectStatus(await owner.delete(`${employer.api}/users/${leaver.userId}`), 204)
    expect(await last.seen(owner)).toMatchObject({ submitted: 1, expected: 1, revealed: { by: null, reason: null } })
    expect(await untouched.seen(owner)).toMatchObject({ submitted: 0, expected: 1, revealed: null })
    expect(await waits.seen(owner)).toMatchObject({ submitted: 1, expected: 2, revealed: null })
  })

  it('[SCORE-10] comes earlier by whoever may, with a reason that is kept', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(owner, [ada, bo]), 200)
    expect((await panel.reveal(owner)).status).toBe(409)
    expectStatus(await panel.submit(ada, sayings('dingo', 4)), 200)
    for (const person of [ada, bo, viewer, consultant]) expect((await panel.reveal(person)).status).toBe(403)
    for (const reason of ['', 'x']) expect((await panel.reveal(manager, reason)).status).toBe(400)
    const { name } = panel.application
    expectStatus(await panel.reveal(manager, `Bo is ill, and ${name} waits`), 200)
    const { revealed } = await panel.seen(owner)
    expect(revealed).toMatchObject({ by: manager.userId, reason: expect.stringContaining('Bo is ill') })
    expect(revealed?.reason).not.toContain('Vandersteen')
    const { body } = await owner.get<{ items: { subject: object; reason: string; after: object }[] }>(
      `${employer.api}/audit?action=scorecard.revealed`,
    )
    const rows = body.items.filter(({ subject }) => JSON.stringify(subject).includes(panel.application.applicationId))
    expect(rows).toMatchObject([{ reason: revealed?.reason, after: { submitted: 1, expected: 2 } }])
  })

  it('[SCORE-11] an interviewer who is missing sees nothing until their own is in, and is marked as late', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(owner, [ada, bo]), 200)
    expectStatus(await panel.submit(ada, sayings('emu', 4)), 200)
    expectStatus(await panel.reveal(recruiter), 200)
    expect(await panel.seen(bo)).toMatchObject({ results: null, document: null, mine: { submittedAt: null } })
    expect(JSON.stringify(await panel.seen(bo))).not.toContain('emu')
    expectStatus(await panel.submit(bo, sayings('ibis', 2)), 200)
    const { results } = await panel.seen(bo)
    expect(results?.reviewers).toMatchObject([
      { userId: ada.userId, late: false },
      { userId: bo.userId, late: true },
    ])
  })

  it('[SCORE-14] tells a consultant means of three or more, as they stood, and nobody’s own', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(owner, [ada, bo, recruiter, owner]), 200)
    const people = [ada, bo, recruiter]
    for (const [index, person] of people.entries()) {
      expectStatus(await panel.submit(person, sayings(`zebra${index}`, 2 + index)), 200)
    }
    expect(await panel.seen(consultant)).toMatchObject({ aggregate: null, results: null, submitted: 3, expected: 4 })
    expectStatus(await panel.reveal(recruiter, 'The owner is away'), 200)
    const told = async () => (await panel.seen(consultant)).aggregate
    const means = [
      { criterionId: 'care', mean: 3 },
      { criterionId: 'craft', mean: 3 },
    ]
    expect(await told()).toEqual({ count: 3, least: 3, criteria: means, overall: 3 })
    // Neither a late one nor an amendment can be told by the difference.
    expectStatus(await panel.submit(owner, sayings('yak', 1)), 200)
    expectStatus(await panel.amend(ada, { ratings: [{ criterionId: 'care', score: 5 }], reason: 'On reflection' }), 200)
    expect(await told()).toEqual({ count: 3, least: 3, criteria: means, overall: 3 })
    const all = JSON.stringify(await panel.seen(consultant))
    for (const { userId } of [...people, owner]) expect(all).not.toContain(userId)
    expect(all).not.toMatch(/zebra|yak|away/)
    const two = await aPanel(employer, posting)
    expectStatus(await two.assign(owner, [ada, bo]), 200)
    for (const person of [ada, bo]) expectStatus(await two.submit(person, sayings('gnu', 4)), 200)
    expect((await two.seen(consultant)).aggregate).toMatchObject({
      count: 2,
      overall: null,
      criteria: [{ mean: null }, { mean: null }],
    })
  })

  it('[SCORE-20] who the candidate is shows in what reviewers wrote only to those it was revealed to', async () => {
    const panel = await aPanel(employer, posting, { name: 'Wilhelmina Okonkwo' })
    expectStatus(await panel.assign(owner, [ada]), 200)
    const words = { ...sayings('lemur', 4), conclusion: 'Wilhelmina asked Okonkwo-like questions' }
    expectStatus(await panel.submit(ada, words), 200)
    expect(JSON.stringify(await panel.seen(owner))).not.toMatch(/wilhelmina|okonkwo/i)
    const { candidateId } = panel.application
    expectStatus(await recruiter.post(`${employer.api}/candidates/${candidateId}/reveal`, { reason: 'To call' }), 200)
    expect((await panel.seen(recruiter)).results?.reviewers[0]?.conclusion).toBe(words.conclusion)
  })
})

describe('the kit', () => {
  it('[SCORE-18] is the same for all who rate an application, from the first who submits', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada, bo] })
    const [begun, drafted] = [await aPanel(employer, job), await aPanel(employer, job)]
    expectStatus(await begun.submit(ada, sayings('heron', 4)), 200)
    expectStatus(await drafted.draft(ada, { ratings: [{ criterionId: 'craft', score: 3, evidence: 'A join' }] }), 200)
    const kit = `${employer.api}/job-postings/${job.id}/kit`
    const changed = [
      { ...criteria[0], name: 'Kindness' },
      { id: 'calm', name: 'Calm' },
    ]
    expectStatus(await owner.put(kit, { criteria: changed }), 200)
    expect(await begun.seen(bo)).toMatchObject({
      isKitOutdated: true,
      kit: { criteria: [{ name: 'Care' }, { name: 'Craft' }] },
    })
    expectStatus(await begun.submit(bo, sayings('egret', 4)), 200)
    const open = await drafted.seen(ada)
    expect(open).toMatchObject({ isKitOutdated: false, kit: { criteria: [{ name: 'Kindness' }, { name: 'Calm' }] } })
    expect(open.mine?.ratings).toMatchObject([{ criterionId: 'care' }, { criterionId: 'calm', score: null }])
    expect((await drafted.draft(ada, { ratings: [{ criterionId: 'calm', score: 4 }] })).status).toBe(200)
  })
})

describe('what waits for me', () => {
  it('[SCORE-19] the applications of a job, in an order of my own that stays', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada, bo] })
    const made: string[] = []
    for (let count = 0; count < 6; count++) made.push((await aPanel(employer, job)).application.applicationId)
    const list = async (person: Caller, query = '') => {
      const answer = await person.get<{ items: Review[]; nextCursor: string | null }>(
        `${employer.api}/reviews?jobId=${job.id}${query}`,
      )
      expectStatus(answer, 200)
      return answer.body
    }
    const orderOf = async (person: Caller) => (await list(person)).items.map(({ applicationId }) => applicationId)
    const [mine, theirs] = [await orderOf(ada), await orderOf(bo)]
    expect([...mine].sort()).toEqual([...made].sort())
    expect(await orderOf(ada)).toEqual(mine)
    const first = await list(ada, '&limit=4')
    const rest = await list(ada, `&limit=4&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items].map(({ applicationId }) => applicationId)).toEqual(mine)
    expect(rest.nextCursor).toBeNull()
    // Six in the same order by chance: once in 720 times for one pair, never for three.
    const others = [theirs, mine.toSorted(), made]
    expect(others.some((order) => order.join() !== mine.join())).toBe(true)
    expect((await list(recruiter)).items).toEqual([])
    expect((await viewer.get(`${employer.api}/reviews`)).status).toBe(403)
  })

  it('[SCORE-19] is due at an interview, when I was named, or when I began; then it is in, then revealed', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [bo, cy] })
    const [early, interviewed, named, begun] = await Promise.all([1, 2, 3, 4].map(() => aPanel(employer, job)))
    if (!early || !interviewed || !named || !begun) throw new Error('Four were made')
    const card = `${employer.api}/applications/${interviewed.application.applicationId}`
    expectStatus(await owner.patch(card, { stage: 'interview' }), 200)
    expectStatus(await named.assign(owner, [bo, cy]), 200)
    expectStatus(await begun.draft(bo, { ratings: [{ criterionId: 'care', score: 4 }] }), 200)
    const mine = async (): Promise<Map<string, Review>> => {
      const { body } = await bo.get<{ items: Review[] }>(`${employer.api}/reviews`)
      return new Map(body.items.filter(({ jobId }) => jobId === job.id).map((one) => [one.applicationId, one]))
    }
    const idOf = ({ application: { applicationId } }: { application: { applicationId: string } }) => applicationId
    const due = await mine()
    expect([...due.keys()].sort()).toEqual([interviewed, named, begun].map(idOf).sort())
    expect(due.get(idOf(begun))).toMatchObject({ state: 'due', rated: 1, of: 2, submitted: 0, expected: 2 })
    expectStatus(await named.submit(bo, sayings('tapir', 4)), 200)
    expect((await mine()).get(idOf(named))).toMatchObject({ state: 'submitted', rated: 2, submitted: 1 })
    expectStatus(await named.submit(cy, sayings('okapi', 2)), 200)
    expect((await mine()).get(idOf(named))).toMatchObject({ state: 'revealed', submitted: 2 })
  })
})
