import { may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import { exceptBinned } from '../postings/bin.ts'
import { refuseBinned } from '../postings/policy.ts'
import { postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'

/** A candidate with those of their applications that the member may say something about. */
export interface Subject {
  readonly candidate: CandidateRecord
  readonly visible: readonly ApplicationRecord[]
}

/**
 * @throws {AppError} `not-found` for a candidate none of whose applications the member may see, `posting-in-bin` where all
 * of them are in the bin
 */
export async function subjectOf(scope: Scope, member: Member, candidateId: string): Promise<Subject> {
  const candidate = await candidates.get(scope, member.employerId, candidateId)
  const all = await applications.ofCandidate(scope, candidateId)
  const reached = all.filter(({ jobId }) => may(member, 'feedback.write', jobId))
  const jobs = await postings.many(scope, member.employerId, [...new Set(reached.map(({ jobId }) => jobId))])
  const visible = exceptBinned(reached, jobs)
  if (visible.length > 0) return { candidate, visible }
  for (const job of jobs) refuseBinned(job)
  throw new AppError('not-found', 'There is no such candidate.')
}
