import { may, type Standing } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { authorize } from '../applications/policy.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { selectByInterview } from '../applications/select-candidate.ts'
import { isSelected } from '../applications/selection.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { joinHiringTeam } from '../postings/join-hiring-team.ts'
import { refuseBinned } from '../postings/policy.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import type { InterviewRecord } from './repository.ts'

export interface Subject {
  readonly application: ApplicationRecord
  readonly posting: PostingRecord
  readonly candidate: CandidateRecord
}

/**
 * With whom an interview is, and about which posting. Without a posting: the newest application in play that the member
 * sees, a selected one first.
 * @throws {AppError} `not-found`, `forbidden`, `application-closed` or `posting-not-active`
 */
export async function subjectOf(
  scope: Scope,
  member: Member,
  { candidateId, jobId }: { readonly candidateId: string; readonly jobId?: string | undefined },
): Promise<Subject> {
  const candidate = await candidates.get(scope, member.employerId, candidateId)
  const application = await (jobId === undefined
    ? newestOf(scope, member, candidateId)
    : applications.byCandidateAndJob(scope, jobId, candidateId))
  const posting = await postings.get(scope, member.employerId, application?.jobId ?? jobId ?? '')
  if (!application || posting.deletedAt !== null) {
    throw new AppError('not-found', 'This candidate did not apply for this posting.')
  }
  authorize(member, 'interview.schedule', posting._id)
  if (posting.state === 'closed' || posting.state === 'archived') {
    throw new AppError(
      'posting-not-active',
      `This posting is ${posting.state}, so nobody is interviewed for it any more.`,
    )
  }
  return { application, posting, candidate }
}

async function newestOf(scope: Scope, member: Member, candidateId: string): Promise<ApplicationRecord> {
  const all = await applications.ofCandidate(scope, candidateId)
  const visible = all.filter(({ jobId }) => may(member, 'pipeline.read', jobId))
  const inPlay = visible.filter(({ status }) => status === 'active' || status === 'on_hold')
  // One that is closed is found too, so that the refusal says why.
  const found = inPlay.find(isSelected) ?? inPlay[0] ?? visible[0]
  if (!found) throw new AppError('not-found', 'There is no such candidate.')
  return found
}

/**
 * Who was turned down or withdrew is met no more: an interview of theirs that was declined, or that stands until the
 * rejection is out, is not put on again.
 * @throws {AppError} `posting-in-bin`, `application-closed`, or `conflict` once erased
 */
export async function expectInPlay(
  scope: Scope,
  { employerId, jobId, applicationId }: Pick<InterviewRecord, 'employerId' | 'jobId' | 'applicationId'>,
): Promise<void> {
  refuseBinned(await postings.get(scope, employerId, jobId))
  const application = await applications.byId(scope, applicationId)
  if (application.status === 'withdrawn') {
    throw new AppError('application-closed', 'The candidate withdrew this application, so there is nobody to meet.')
  }
  if (application.status === 'rejected') {
    throw new AppError('application-closed', 'This application is rejected. Make it active first, then change this.')
  }
  refuseErased(application)
}

/**
 * Selects the candidate if nobody has, and puts the interviewers on the hiring team, so that they see whom they meet.
 * @throws {AppError} `not-selected` when the member may not select
 */
export async function prepareSubject(
  tx: Tx,
  member: Member,
  { application, posting }: Subject,
  interviewers: ReadonlyMap<string, Standing>,
): Promise<void> {
  if (!isSelected(application) && !may(member, 'application.move', posting._id)) {
    throw new AppError('not-selected', 'Ask somebody who decides on this posting to select the candidate first.')
  }
  await selectByInterview(tx, member, application, { posting, told: [...interviewers.keys()] })
  await seatInterviewers(tx, member, posting._id, interviewers)
}

/** Those who see only the jobs of their teams join this one's. */
export async function seatInterviewers(
  tx: Tx,
  member: Member,
  jobId: string,
  interviewers: ReadonlyMap<string, Standing>,
): Promise<void> {
  const blindTo = [...interviewers].flatMap(([userId, standing]) =>
    may(standing, 'interview.read', jobId) ? [] : [userId],
  )
  if (blindTo.length > 0) await joinHiringTeam(tx, member, jobId, blindTo)
}
