import type { Filter } from 'mongodb'
import type { Application, endpoints } from '#protocol/applications'
import type { Page } from '#protocol/common'
import { may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { binnedWithApplications } from '../postings/bin.ts'
import { refuseHidden } from '../postings/policy.ts'
import { postings } from '../postings/repository.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { authorize, visibleJobs } from './policy.ts'
import { presentAll, presentKnown } from './present.ts'
import { readCase } from './read-case.ts'
import { type ApplicationRecord, applicationRows, applications } from './repository.ts'

/** What candidates wrote: large, and on no card. */
const longTexts = ['resumeText', 'answers'] as const

type Query = Input<typeof endpoints.listApplications>['query']

export async function listApplications(
  scope: Scope,
  member: Member,
  { query }: { query: Query },
): Promise<Page<Application>> {
  if (query.jobId !== undefined) await expectApplications(scope, member, query.jobId)
  const besides = query.jobId === undefined ? await binnedWithApplications(scope, member.employerId) : []
  const page = await pageByNewest(scope, applicationRows(scope), filterOf(member, query, besides), query, longTexts)
  return { ...page, items: await presentAll(scope, member, page.items) }
}

export async function readApplication(
  scope: Scope,
  member: Member,
  { applicationId }: { applicationId: string },
): Promise<Application> {
  const found = await readCase(scope, member, applicationId)
  authorize(member, 'pipeline.read', found.application.jobId)
  refuseHidden(member, found.posting, scope.now)
  return presentKnown(scope, member, found.application, found)
}

/** @throws {AppError} `not-found` for a posting that is not there, `no-applications` for one without any */
async function expectApplications(scope: Scope, member: Member, jobId: string): Promise<void> {
  const posting = await postings.get(scope, member.employerId, jobId)
  refuseHidden(member, posting, scope.now)
  if (!may(member, 'pipeline.read', jobId)) throw new AppError('not-found', 'There is no such posting.')
  if (!(await applications.anyOfJob(scope, jobId))) throw new AppError('no-applications')
}

/** @param besides jobs that are hidden */
function filterOf(
  member: Member,
  { jobId, stage, status, candidateId }: Query,
  besides: readonly string[],
): Filter<ApplicationRecord> {
  const jobs = visibleJobs(member)?.filter((id) => !besides.includes(id)) ?? null
  const ofJobs = jobs ? { $in: jobs } : besides.length > 0 ? { $nin: [...besides] } : null
  return {
    // A posting is its employer's: with both the store could read all of the employer's for those of the posting.
    ...(jobId ? { jobId } : { employerId: member.employerId, ...(ofJobs ? { jobId: ofJobs } : {}) }),
    ...(stage ? { stage } : {}),
    ...(status ? { status } : {}),
    ...(candidateId ? { candidateId } : {}),
  }
}
