import { type Action, reachOf } from '#protocol/permissions'
import { authorize } from '../applications/policy.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import type { Member } from '../http/actor.ts'
import { type KitContent, kitAt, kitOf } from '../kits/kit-of.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { membersAmong } from '../team/colleagues.ts'
import { countsOf, emptyPanel } from './panel.ts'
import { type PanelRecord, panels } from './repository.ts'

/** An application with the panel that judges it. */
export interface Case {
  readonly application: ApplicationRecord
  readonly posting: PostingRecord
  readonly panel: PanelRecord
}

/** @throws {AppError} `not-found` for what the member may not see, `forbidden` for what they may not do */
export async function openCase(scope: Scope, member: Member, applicationId: string, action: Action): Promise<Case> {
  const application = await applications.get(scope, member.employerId, applicationId)
  authorize(member, action, application.jobId)
  const posting = await postings.get(scope, member.employerId, application.jobId)
  return { application, posting, panel: await panelOf(scope, application, posting) }
}

/** As stored; until somebody chose the reviewers, or it is revealed, they are the interviewers of the posting. */
export async function panelOf(
  scope: Scope,
  application: Pick<ApplicationRecord, '_id' | 'employerId' | 'jobId' | 'candidateId'>,
  posting: Pick<PostingRecord, 'team'>,
): Promise<PanelRecord> {
  const stored = await panels.find(scope, application._id)
  return (await completed(scope, application.employerId, posting))(application, stored)
}

/** For many applications of one posting: asks only once who its interviewers are. */
export async function completed(scope: Scope, employerId: string, posting: Pick<PostingRecord, 'team'>) {
  const members = await membersAmong(scope, employerId, posting.team.interviewerIds)
  const interviewers = members.filter(({ role }) => reachOf(role, 'scorecard.write') !== null)
  return (
    { _id, jobId, candidateId }: Pick<ApplicationRecord, '_id' | 'jobId' | 'candidateId'>,
    stored: PanelRecord | null,
  ): PanelRecord => {
    if (stored && (stored.assigned || stored.revealed)) return stored
    const begun = stored ?? emptyPanel({ _id, employerId, jobId, candidateId })
    const done = begun.reviewers.filter(({ submittedAt }) => submittedAt !== null)
    const missing = interviewers.filter(({ userId }) => !done.some((reviewer) => reviewer.userId === userId))
    return { ...begun, reviewers: [...done, ...missing.map(({ userId }) => ({ userId, submittedAt: null }))] }
  }
}

/**
 * The kit by which a panel rates: fixed by the first who submits, so that all numbers mean the same.
 * @param current the posting's kit as it is now, where it was just read
 */
export async function kitOfPanel(scope: Scope, panel: PanelRecord, current?: KitContent): Promise<KitContent> {
  const { jobId, kitVersion } = panel
  if (kitVersion !== null && countsOf(panel).submitted > 0 && kitVersion !== current?.version) {
    return kitAt(scope, jobId, kitVersion)
  }
  return current ?? kitOf(scope, jobId)
}
