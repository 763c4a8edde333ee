import { beforeAll, describe, expect, it } from 'vitest'
import type { Review, ScoreStates } from '#protocol/scorecards'
import {
  type AnEmployer,
  type APosting,
  aFreeHour,
  aMember,
  anEmployer,
  anInterview,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { sharedServer } from '../shared-server.ts'
import { type APanel, aJudgedPosting, aPanel, reviewersOf, sayings } from './panel.ts'

let employer: AnEmployer
let posting: APosting
let owner: Caller
let recruiter: Caller
/** On the posting's team. */
let ada: Caller
let bo: Caller

beforeAll(async () => {
  employer = await anEmployer(await sharedServer())
  owner = employer.owner
  const roles = ['recruiter', 'interviewer', 'interviewer'] as const
  const people = await Promise.all(roles.map((role) => aMember(employer, role)))
  ;[recruiter, ada, bo] = people as [Caller, Caller, Caller]
  posting = await aJudgedPosting(employer, { interviewers: [ada, bo] })
})

describe('whoever interviews the candidate', () => {
  const booked = (panel: APanel, interviewers: readonly Caller[]) =>
    anInterview(employer, panel.application.candidateId, ids(interviewers))
  const ids = (people: readonly Caller[]) => ({ interviewerIds: people.map(({ userId }) => userId) })
  const changed = (interviewId: string, people: readonly Caller[]) =>
    owner.patch(`${employer.api}/interviews/${interviewId}`, ids(people))
  const cancelled = (interviewId: string) =>
    owner.post(`${employer.api}/interviews/${interviewId}/cancel`, { reason: 'The role is on hold' })
  const replies = (person: Caller, interviewId: string, reply: 'accepted' | 'declined') =>
    person.post(`${employer.api}/interviews/${interviewId}/reply`, { reply })
  const reviewsOf = async (person: Caller, panel: APanel) => {
    const { body } = await person.get<{ items: Review[] }>(`${employer.api}/reviews`)
    return body.items.filter(({ applicationId }) => applicationId === panel.application.applicationId)
  }

  it('[SCORE-22] is on its panel, with all that comes of it, and on no other', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada] })
    const [panel, other] = [await aPanel(employer, job), await aPanel(employer, job)]
    const colleague = await aMember(employer, 'recruiter')
    expect((await panel.draft(colleague, { conclusion: 'Not asked' })).status).toBe(403)
    await booked(panel, [colleague, ada])
    expect(reviewersOf(await panel.seen(owner))).toEqual([ada.userId, colleague.userId])
    expect(reviewersOf(await other.seen(owner))).toEqual([ada.userId])
    expect(await reviewsOf(colleague, panel)).toMatchObject([{ state: 'due', submitted: 0, expected: 2 }])
    const states = await colleague.get<ScoreStates>(`${employer.api}/job-postings/${job.id}/score-states`)
    expect(states.body).toMatchObject({
      usual: { expected: 1, asked: false },
      items: [{ applicationId: panel.application.applicationId, expected: 2, mine: 'asked' }],
    })
    expectStatus(await panel.submit(ada, sayings('marten', 2)), 200)
    expect(await panel.seen(owner)).toMatchObject({ submitted: 1, expected: 2, revealed: null })
    expect(JSON.stringify(await panel.seen(colleague))).not.toContain('marten')
    expectStatus(await panel.submit(colleague, sayings('stoat', 4)), 200)
    expect((await panel.seen(owner)).results?.reviewers).toMatchObject([{ late: false }, { late: false }])
  })

  it('[SCORE-22] joins who was chosen; whom the choice left out it leaves out', async () => {
    const [panel, colleague, second] = [
      await aPanel(employer, posting),
      await aMember(employer, 'recruiter'),
      await aMember(employer, 'recruiter'),
    ]
    await booked(panel, [colleague])
    expectStatus(await panel.assign(owner, [ada]), 200)
    expect(reviewersOf(await panel.seen(owner))).toEqual([ada.userId])
    await booked(panel, [colleague, second])
    expect(reviewersOf(await panel.seen(owner))).toEqual([ada.userId, second.userId])
    expectStatus(await panel.assign(owner, [ada, colleague]), 200)
    expect(reviewersOf(await panel.seen(owner))).toEqual([ada.userId, colleague.userId])
  })

  it('[SCORE-22] rates only where their job allows it, and nobody waits for them elsewhere', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada] })
    const panel = await aPanel(employer, job)
    const outside = await aMember(employer, 'interviewer')
    await booked(panel, [outside])
    // Booked, an interviewer of other jobs has joined this one's team.
    expectStatus(await panel.draft(outside, { conclusion: 'So far' }), 200)
    const team = { hiringManagerIds: [], interviewerIds: [ada.userId] }
    expectStatus(await owner.put(`${employer.api}/job-postings/${job.id}/team`, team), 200)
    expect((await panel.read(outside)).status).toBe(404)
    expect(reviewersOf(await panel.seen(owner))).toEqual([ada.userId])
  })

  it('[SCORE-22] is no longer on it who declined, until they come after all or another time is found', async () => {
    const [panel, colleague] = [await aPanel(employer, posting), await aMember(employer, 'recruiter')]
    expectStatus(await panel.assign(owner, [ada]), 200)
    const id = await booked(panel, [colleague])
    const isAsked = async () => reviewersOf(await panel.seen(owner)).includes(colleague.userId)
    expect(await isAsked()).toBe(true)
    expectStatus(await replies(colleague, id, 'declined'), 200)
    expect(await isAsked()).toBe(false)
    expectStatus(await replies(colleague, id, 'accepted'), 200)
    expect(await isAsked()).toBe(true)
    expectStatus(await replies(colleague, id, 'declined'), 200)
    const interviewTime = aFreeHour()
    expectStatus(await owner.patch(`${employer.api}/interviews/${id}`, { interviewTime }), 200)
    expect(await isAsked()).toBe(true)
  })

  it('[SCORE-23] of bookings and last submissions at once the first counts, and each panel is revealed once', async () => {
    const colleague = await aMember(employer, 'recruiter')
    const all = await Promise.all(Array.from({ length: 10 }, () => aPanel(employer, posting)))
    for (const panel of all) expectStatus(await panel.assign(owner, [ada]), 200)
    await Promise.all(
      all.flatMap((panel) => [
        panel.submit(ada, sayings('hare', 3)).then((answer) => expectStatus(answer, 200)),
        booked(panel, [colleague]),
      ]),
    )
    type Entry = { seq: number; type: string; data: { applicationId?: string } | null }
    const feed = await owner.get<{ items: Entry[] }>(`${employer.api}/feed?limit=200`)
    for (const panel of all) {
      const seqOf = (type: string) =>
        feed.body.items
          .filter((entry) => entry.type === type && entry.data?.applicationId === panel.application.applicationId)
          .map(({ seq }) => seq)
      const [submitted = Number.NaN] = seqOf('scorecard.submitted')
      const [scheduled = Number.NaN] = seqOf('interview.scheduled')
      expect(submitted + scheduled).toBeGreaterThan(0)
      const isFirst = submitted < scheduled
      expect(seqOf('scorecard.revealed')).toHaveLength(isFirst ? 1 : 0)
      expect(await panel.seen(owner)).toMatchObject({
        ...{ submitted: 1, expected: 2, revealed: isFirst ? { by: null } : null },
      })
      expectStatus(await panel.submit(colleague, sayings('vole', 4)), 200)
      const { results } = await panel.seen(owner)
      expect(results?.reviewers.map(({ late }) => late)).toEqual([false, isFirst])
    }
    const { body } = await owner.get<{ items: { subject: { id: string } }[] }>(
      `${employer.api}/audit?action=scorecard.revealed&limit=100`,
    )
    for (const { application } of all) {
      expect(body.items.filter(({ subject }) => subject.id === application.applicationId)).toHaveLength(1)
    }
  })

  it('[SCORE-23] rates late when they are booked after the reveal, and sees nothing before', async () => {
    const panel = await aPanel(employer, posting)
    expectStatus(await panel.assign(owner, [ada]), 200)
    expectStatus(await panel.submit(ada, sayings('otter', 3)), 200)
    const before = await panel.seen(owner)
    await booked(panel, [bo])
    expect(await panel.seen(owner)).toMatchObject({ submitted: 1, expected: 2, revealed: before.revealed })
    expect(JSON.stringify(await panel.seen(bo))).not.toContain('otter')
    expectStatus(await panel.submit(bo, sayings('badger', 4)), 200)
    const seen = await panel.seen(bo)
    expect(seen.revealed).toEqual(before.revealed)
    expect(seen.results?.reviewers.map(({ userId, late }) => [userId, late])).toEqual([
      [ada.userId, false],
      [bo.userId, true],
    ])
  })

  it('[SCORE-24] is waited for no more when it is called off; what is in stays, and nothing is revealed by it', async () => {
    const [panel, first, second] = [
      await aPanel(employer, posting),
      await aMember(employer, 'recruiter'),
      await aMember(employer, 'recruiter'),
    ]
    expectStatus(await panel.assign(owner, [ada]), 200)
    const id = await booked(panel, [first, second])
    // A draft stores the panel as it is: whoever is on it for an interview alone is not chosen by that.
    expectStatus(await panel.draft(second, { conclusion: 'So far' }), 200)
    expectStatus(await panel.submit(first, sayings('shrew', 4)), 200)
    expectStatus(await panel.submit(ada, sayings('mole', 4)), 200)
    expect(await panel.seen(owner)).toMatchObject({ submitted: 2, expected: 3, revealed: null })
    expectStatus(await changed(id, [first]), 200)
    expect((await panel.draft(second, { conclusion: 'Still here' })).status).toBe(403)
    expectStatus(await cancelled(id), 200)
    expect(await panel.seen(owner)).toMatchObject({ submitted: 2, expected: 2, revealed: null })
    expect((await panel.seen(first)).results).toBeNull()
    expectStatus(await panel.reveal(owner), 200)
    expect((await panel.seen(first)).results?.reviewers).toHaveLength(2)
  })

  it('[SCORE-9] who was missing and leaves the company reveals, chosen or booked', async () => {
    const job = await aJudgedPosting(employer, { interviewers: [ada] })
    const [chosen, usual] = [await aPanel(employer, job), await aPanel(employer, job)]
    const leaver = await aMember(employer, 'interviewer')
    expectStatus(await chosen.assign(owner, [recruiter]), 200)
    for (const panel of [chosen, usual]) await booked(panel, [leaver])
    expectStatus(await chosen.submit(recruiter, sayings('weasel', 4)), 200)
    expectStatus(await usual.submit(ada, sayings('ferret', 4)), 200)
    for (const panel of [chosen, usual]) expect((await panel.seen(owner)).revealed).toBeNull()
    expectStatus(await owner.delete(`${employer.api}/users/${leaver.userId}`), 204)
    for (const panel of [chosen, usual]) {
      expect(await panel.seen(owner)).toMatchObject({ submitted: 1, expected: 1, revealed: { by: null } })
    }
  })
})
