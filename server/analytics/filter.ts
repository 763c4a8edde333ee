import { type Action, may, reachOf } from '#protocol/permissions'
import { AppError, invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import { type PostingRecord, postingRows } from '../postings/repository.ts'
import { tallies } from '../postings/tally.ts'
import { type Scope, within } from '../store/scope.ts'
import type { Filter } from './figures.ts'

export interface FilterQuery {
  readonly jobId?: string | undefined
  readonly memberId?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

type Job = Pick<PostingRecord, '_id' | 'state' | 'stages' | 'team' | 'deletedAt'>

/** What is asked for, as far as the member may see it and it is not in the bin, and the postings that it is about. */
export async function filterOf(
  scope: Scope,
  member: Member,
  { jobId, memberId, from, to }: FilterQuery,
): Promise<{ filter: Filter; jobs: Job[] }> {
  const days = { from: from?.slice(0, 10) ?? null, to: to?.slice(0, 10) ?? null }
  if (days.from !== null && days.to !== null && days.from > days.to) {
    throw invalidField('to', 'The last day is before the first one.')
  }
  const all = await postingRows(scope)
    .find({ employerId: member.employerId }, within(scope))
    .project<Job>({ state: 1, stages: 1, team: 1, deletedAt: 1 })
    .toArray()
  const [there, binned] = [all.filter(({ deletedAt }) => !deletedAt), all.filter(({ deletedAt }) => deletedAt)]
  const reachable = there.filter(({ _id }) => reaches(member, 'figures.read', _id))
  const jobs = reachable.filter(
    ({ _id, team }) => (jobId === undefined || _id === jobId) && (memberId === undefined || isOn(team, memberId)),
  )
  if (jobId !== undefined && !reachable.some(({ _id }) => _id === jobId)) {
    throw new AppError('not-found', 'There is no such posting.')
  }
  const isEverything = jobId === undefined && memberId === undefined && reachOf(member.role, 'figures.read') === 'all'
  if (!isEverything) return { filter: { jobIds: jobs.map(({ _id }) => _id).sort(), ...days }, jobs }
  const besides = await withApplications(
    scope,
    binned.map(({ _id }) => _id),
  )
  return { filter: { jobIds: null, besides, ...days }, jobs }
}

/** A file of thousands that was taken back leaves as many in the bin, for which nobody applied. */
async function withApplications(scope: Scope, jobIds: readonly string[]): Promise<string[]> {
  const counts = await tallies.of(scope, jobIds)
  return [...counts.values()].flatMap(({ _id, applications }) => (applications > 0 ? _id : [])).sort()
}

const reaches = (member: Member, action: Action, jobId: string): boolean => may(member, action, jobId)

const isOn = ({ hiringManagerIds, interviewerIds }: PostingRecord['team'], userId: string): boolean =>
  hiringManagerIds.includes(userId) || interviewerIds.includes(userId)
