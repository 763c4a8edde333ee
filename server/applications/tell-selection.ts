import type { JobPayload } from '#protocol/jobs'
import { may } from '#protocol/permissions'
import { accounts } from '../auth/accounts.ts'
import { candidates } from '../candidates/repository.ts'
import { postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { memberships } from '../team/repository.ts'
import { applications } from './repository.ts'

/** What a colleague is told of a selection: a code name, never who it is or how they were scored. */
export interface SelectionNews {
  readonly to: string
  readonly name: string
  readonly by: string
  readonly code: string
  readonly jobTitle: string
  readonly path: string
}

/** Null when it was taken back, ended since, or is none of this person's business any more. */
export async function describeSelection(
  scope: Scope,
  { applicationId, userId, at }: JobPayload<'tell-selection'>,
): Promise<SelectionNews | null> {
  const application = await applications.find(scope, applicationId)
  const selected = application?.selected
  if (!application || selected?.at.toISOString() !== at || application.status !== 'active') return null
  const { employerId, jobId, candidateId } = application
  const member = await memberships.find(scope, employerId, userId)
  if (!member || !may(member, 'pipeline.read', jobId)) return null
  const [to, by] = await Promise.all([accounts.byId(scope, userId), accounts.byId(scope, selected.by)])
  if (!to) return null
  const [candidate, posting] = await Promise.all([
    candidates.get(scope, employerId, candidateId),
    postings.get(scope, employerId, jobId),
  ])
  return {
    to: to.email,
    name: to.name,
    by: by?.name ?? 'A colleague',
    code: candidate.code,
    jobTitle: posting.title,
    path: `/pipeline/${jobId}?candidate=${candidateId}`,
  }
}
