import { may } from '#protocol/permissions'
import type { ReviewState } from '#protocol/scorecards'
import { type ApplicationRecord, applicationRows } from '../applications/repository.ts'
import type { Member } from '../http/actor.ts'
import { meetingsOf } from '../interviews/interviewers-of.ts'
import { interviews } from '../interviews/repository.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import { inParts } from '../store/in-parts.ts'
import { type Scope, within } from '../store/scope.ts'
import { standingsAmong } from '../team/colleagues.ts'
import { completing } from './case.ts'
import { isReviewer } from './panel.ts'
import { type PanelRecord, panels, type RatingsRecord, ratings } from './repository.ts'

type Standing = Pick<ApplicationRecord, '_id' | 'jobId' | 'candidateId' | 'stage' | 'status' | 'stageSince'>

export interface Asked {
  readonly application: Standing
  readonly posting: PostingRecord
  readonly panel: PanelRecord
  readonly mine: RatingsRecord | undefined
  readonly state: ReviewState
}

export interface AskedFor {
  readonly jobId: string | undefined
  /** Also those that just wait in a stage where nobody is asked yet. */
  readonly withOpen: boolean
}

/** Of this many applications at most; more than that nobody rates. */
const most = 5000

/**
 * The open applications that a member is asked to rate. Found by who is asked, and not by what is open: on the panels of
 * a large company a person is one of many.
 */
export async function askedOf(scope: Scope, member: Member, asked: AskedFor): Promise<Asked[]> {
  const { employerId, userId } = member
  const named = await namedFor(scope, member)
  const jobs = await jobsOf(scope, member, asked.jobId)
  const usual = [...jobs.values()].filter(({ team }) => team.interviewerIds.includes(userId))
  const open = new Map<string, Standing>()
  for (const one of [...(await openAmong(scope, named)), ...(await openOf(scope, usual, asked.withOpen))]) {
    if (asked.jobId === undefined || one.jobId === asked.jobId) open.set(one._id, one)
  }
  const missing = [...open.values()].flatMap(({ jobId }) => (jobs.has(jobId) ? [] : jobId))
  for (const posting of await openPostings(scope, member, missing)) jobs.set(posting._id, posting)
  const ids = [...open.keys()]
  const [stored, mine, meetings] = await Promise.all([
    panels.many(scope, ids),
    ratings.ofReviewer(scope, userId, ids),
    meetingsOf(scope, { applicationIds: ids }),
  ])
  const people = [...jobs.values()].flatMap(({ team }) => team.interviewerIds)
  const meeting = [...meetings.values()].flatMap(({ userIds }) => userIds)
  const standings = await standingsAmong(scope, employerId, [...new Set([...people, ...meeting])])
  const ofJobs = new Map(
    [...jobs.values()].map((posting) => {
      const { _id: jobId, team } = posting
      const complete = completing({ employerId, jobId, team, meetings, standings })
      return [jobId, { posting, complete, interviewStages: interviewStagesOf(posting) }]
    }),
  )
  return [...open.values()].flatMap((application) => {
    const job = ofJobs.get(application.jobId)
    if (!job) return []
    const panel = job.complete(application, stored.get(application._id) ?? null)
    if (!isReviewer(panel, userId)) return []
    const one = { application, posting: job.posting, panel, mine: mine.get(application._id) }
    return [{ ...one, state: stateOf(one, job.interviewStages.includes(application.stage)) }]
  })
}

/** Postings on whose teams the member is, or the one that was asked for. */
async function jobsOf(scope: Scope, member: Member, jobId: string | undefined): Promise<Map<string, PostingRecord>> {
  // One that is not there is not found.
  if (jobId !== undefined) await postings.get(scope, member.employerId, jobId)
  const found = await openPostings(scope, member, jobId === undefined ? member.jobIds : [jobId])
  return new Map(found.map((posting) => [posting._id, posting]))
}

async function openPostings(scope: Scope, member: Member, ids: readonly string[]): Promise<PostingRecord[]> {
  const found = await inParts([...new Set(ids)], (some) => postings.many(scope, member.employerId, some))
  return found.filter(({ _id, deletedAt }) => deletedAt === null && may(member, 'scorecard.write', _id))
}

/** Applications for which the member was named, has begun, or interviews or interviewed. */
async function namedFor(scope: Scope, { employerId, userId }: Member): Promise<string[]> {
  const all = await Promise.all([
    panels.asking(scope, employerId, userId),
    ratings.begunBy(scope, employerId, userId),
    interviews.applicationsOfPerson(scope, employerId, userId),
  ])
  return [...new Set(all.flat())]
}

const fields = { jobId: 1, candidateId: 1, stage: 1, status: 1, stageSince: 1 }
const isOpen = { $in: ['active' as const, 'on_hold' as const] }

const openAmong = (scope: Scope, ids: readonly string[]): Promise<Standing[]> =>
  inParts(ids, (some) =>
    applicationRows(scope)
      .find({ _id: { $in: some }, status: isOpen }, { ...within(scope), projection: fields })
      .toArray(),
  )

/** Of postings whose usual reviewer the member is: all that is open, or what is at an interview. */
async function openOf(scope: Scope, usual: readonly PostingRecord[], withOpen: boolean): Promise<Standing[]> {
  const asked = usual.flatMap((posting) => {
    const [jobId, stages] = [posting._id, interviewStagesOf(posting)]
    return withOpen ? [{ jobId, status: isOpen }] : stages.map((stage) => ({ jobId, stage, status: isOpen }))
  })
  if (asked.length === 0) return []
  return applicationRows(scope)
    .find({ $or: asked }, { ...within(scope), projection: fields })
    .limit(most)
    .toArray()
}

const interviewStagesOf = ({ stages }: Pick<PostingRecord, 'stages'>): string[] =>
  stages.filter(({ kind }) => kind === 'interview').map(({ id }) => id)

function stateOf({ panel, mine }: Pick<Asked, 'panel' | 'mine'>, isInterviewed: boolean): ReviewState {
  if (mine?.submittedAt) return panel.revealed === null ? 'submitted' : 'revealed'
  // Whoever was named for this very application, or has begun, is waited for at any stage.
  return panel.assigned || isInterviewed || mine ? 'due' : 'open'
}
