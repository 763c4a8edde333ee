import { createHash } from 'node:crypto'
import type { Page } from '#protocol/common'
import { ApplicationId, CandidateId, PostingId } from '#protocol/ids'
import { may } from '#protocol/permissions'
import type { endpoints, Review, ReviewState } from '#protocol/scorecards'
import { type ApplicationRecord, applicationRows } from '../applications/repository.ts'
import { candidates } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import type { QueryRun } from '../http/bind.ts'
import { meetingsOf } from '../interviews/interviewers-of.ts'
import { interviews } from '../interviews/repository.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import { type Scope, within } from '../store/scope.ts'
import { completed, kitOfPanel } from './case.ts'
import { countsOf, isReviewer } from './panel.ts'
import { type PanelRecord, panels, type RatingsRecord, ratings } from './repository.ts'

type Standing = Pick<ApplicationRecord, '_id' | 'jobId' | 'candidateId' | 'stage' | 'status' | 'stageSince'>

interface Asked {
  readonly application: Standing
  readonly posting: PostingRecord
  readonly panel: PanelRecord
  readonly mine: RatingsRecord | undefined
  readonly state: ReviewState
}

/** Of this many applications of a job at most; more than that nobody rates. */
const most = 5000

/**
 * What waits for a reviewer. Of one job: in an order of the reviewer's own, so that nobody is always first or always
 * last. Of all jobs: what has waited longest.
 */
export const listMyReviews: QueryRun<typeof endpoints.listMyReviews> = async (scope, member, { query }) => {
  const { jobId, state, limit, cursor } = query
  const jobs = await jobsOf(scope, member, jobId)
  const asked = (await Promise.all(jobs.map((posting) => askedOf(scope, member, posting)))).flat()
  const keyOf = ({ application: { _id, stageSince } }: Asked): string =>
    jobId === undefined ? `${stageSince.toISOString()} ${_id}` : shuffled(member.userId, _id)
  const wanted = asked
    // Over all jobs only what has come so far: a rating of somebody who just applied is asked for by nobody.
    .filter((one) => (state === undefined ? jobId !== undefined || one.state !== 'open' : one.state === state))
    .map((one) => ({ one, key: keyOf(one) }))
    .filter(({ key }) => cursor === undefined || key > Buffer.from(cursor, 'base64url').toString())
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  const shown = wanted.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: await present(
      scope,
      member,
      shown.map(({ one }) => one),
    ),
    nextCursor: last && wanted.length > limit ? Buffer.from(last.key).toString('base64url') : null,
  } satisfies Page<Review>
}

/** Postings on whose panels the member can be. */
async function jobsOf(scope: Scope, member: Member, jobId: string | undefined): Promise<PostingRecord[]> {
  if (jobId !== undefined) {
    const posting = await postings.get(scope, member.employerId, jobId)
    return may(member, 'scorecard.write', jobId) ? [posting] : []
  }
  const { employerId, userId } = member
  const asking = await panels.jobsAsking(scope, employerId, userId)
  const ids = new Set([...member.jobIds, ...asking, ...(await interviews.jobsOfPerson(scope, employerId, userId))])
  const found = await postings.many(scope, employerId, [...ids])
  return found.filter(({ _id, deletedAt }) => deletedAt === null && may(member, 'scorecard.write', _id))
}

async function askedOf(scope: Scope, member: Member, posting: PostingRecord): Promise<Asked[]> {
  const open = await applicationRows(scope)
    .find(
      { jobId: posting._id, status: { $in: ['active', 'on_hold'] } },
      { ...within(scope), projection: { jobId: 1, candidateId: 1, stage: 1, status: 1, stageSince: 1 } },
    )
    .sort({ jobId: 1, _id: -1 })
    .limit(most)
    .toArray()
  const ids = open.map(({ _id }) => _id)
  const stored = await panels.many(scope, ids)
  const mine = await ratings.ofReviewer(scope, member.userId, ids)
  const { employerId } = member
  const jobId = posting._id
  const meetings = await meetingsOf(scope, { jobId })
  const complete = await completed(scope, { employerId, jobId, team: posting.team, meetings })
  const interviewStages = new Set(posting.stages.filter(({ kind }) => kind === 'interview').map(({ id }) => id))
  return open.flatMap((application) => {
    const panel = complete(application, stored.get(application._id) ?? null)
    if (!isReviewer(panel, member.userId)) return []
    const one = { application, posting, panel, mine: mine.get(application._id) }
    return [{ ...one, state: stateOf(one, interviewStages.has(application.stage)) }]
  })
}

function stateOf({ panel, mine }: Pick<Asked, 'panel' | 'mine'>, isInterviewed: boolean): ReviewState {
  if (mine?.submittedAt) return panel.revealed === null ? 'submitted' : 'revealed'
  // Whoever was named for this very application, or has begun, is waited for at any stage.
  return panel.assigned || isInterviewed || mine ? 'due' : 'open'
}

async function present(scope: Scope, member: Member, asked: readonly Asked[]): Promise<Review[]> {
  const people = await candidates.many(
    scope,
    member.employerId,
    asked.map(({ application }) => application.candidateId),
  )
  const kits = new Map<string, ReturnType<typeof kitOfPanel>>()
  const kitFor = (panel: PanelRecord) => {
    const key = `${panel.jobId} ${countsOf(panel).submitted > 0 ? panel.kitVersion : 'newest'}`
    const kit = kits.get(key) ?? kitOfPanel(scope, panel)
    kits.set(key, kit)
    return kit
  }
  return Promise.all(
    asked.map(async ({ application, posting, panel, mine, state }) => {
      const { criteria } = await kitFor(panel)
      const scored = criteria.filter(({ id }) =>
        mine?.ratings.some(({ criterionId, score }) => criterionId === id && score !== null),
      )
      return {
        applicationId: ApplicationId.parse(application._id),
        jobId: PostingId.parse(application.jobId),
        jobTitle: posting.title,
        candidate: {
          id: CandidateId.parse(application.candidateId),
          code: people.get(application.candidateId)?.code ?? '',
        },
        state,
        rated: scored.length,
        of: criteria.length,
        ...countsOf(panel),
        since: application.stageSince.toISOString(),
      }
    }),
  )
}

const shuffled = (userId: string, applicationId: string): string =>
  createHash('sha256').update(`${userId} ${applicationId}`).digest('hex')
