import type { Filter } from 'mongodb'
import type { Application, endpoints } from '#protocol/applications'
import type { Page } from '#protocol/common'
import { may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { postings } from '../postings/repository.ts'
import { pageByNewest } from '../store/page.ts'
import type { Scope } from '../store/scope.ts'
import { authorize, visibleJobs } from './policy.ts'
import { presentAll, presentOne } from './present.ts'
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
  const page = await pageByNewest(scope, applicationRows(scope), filterOf(member, query), query, longTexts)
  return { ...page, items: await presentAll(scope, member, page.items) }
}

export async function readApplication(
  scope: Scope,
  member: Member,
  { applicationId }: { applicationId: string },
): Promise<Application> {
  const application = await applications.get(scope, member.employerId, applicationId)
  authorize(member, 'pipeline.read', application.jobId)
  return presentOne(scope, member, application)
}

/** @throws {AppError} `not-found` for a posting that is not there, `no-applications` for one without any */
async function expectApplications(scope: Scope, member: Member, jobId: string): Promise<void> {
  await postings.get(scope, member.employerId, jobId)
  if (!may(member, 'pipeline.read', jobId)) throw new AppError('not-found', 'There is no such posting.')
  if (!(await applications.anyOfJob(scope, jobId))) throw new AppError('no-applications')
}

function filterOf(member: Member, { jobId, stage, status, candidateId }: Query): Filter<ApplicationRecord> {
  const jobs = visibleJobs(member)
  return {
    employerId: member.employerId,
    ...(jobId ? { jobId } : jobs ? { jobId: { $in: [...jobs] } } : {}),
    ...(stage ? { stage } : {}),
    ...(status ? { status } : {}),
    ...(candidateId ? { candidateId } : {}),
  }
}
