import { may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'

/** A candidate with those of their applications that the member may say something about. */
export interface Subject {
  readonly candidate: CandidateRecord
  readonly visible: readonly ApplicationRecord[]
}

/** @throws {AppError} `not-found` for a candidate none of whose applications the member may see */
export async function subjectOf(scope: Scope, member: Member, candidateId: string): Promise<Subject> {
  const candidate = await candidates.get(scope, member.employerId, candidateId)
  const all = await applications.ofCandidate(scope, candidateId)
  const visible = all.filter(({ jobId }) => may(member, 'feedback.write', jobId))
  if (visible.length === 0) throw new AppError('not-found', 'There is no such candidate.')
  return { candidate, visible }
}
