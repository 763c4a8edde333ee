import type { Candidate } from '#protocol/candidates'
import { CandidateId, UserId } from '#protocol/ids'
import { may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { present } from '../applications/present.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { redact } from '../candidates/redact.ts'
import { type CandidateRecord, candidates, type RevealRecord, reveals } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import { postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'

/** A candidate with what one member may see of them. */
export interface CandidateFile {
  readonly candidate: CandidateRecord
  readonly visible: readonly ApplicationRecord[]
  readonly reveals: readonly RevealRecord[]
}

/** @throws {AppError} `not-found` for a candidate none of whose applications the member may see */
export async function openFile(scope: Scope, member: Member, candidateId: string): Promise<CandidateFile> {
  const candidate = await candidates.get(scope, member.employerId, candidateId)
  const all = await applications.ofCandidate(scope, candidateId)
  const visible = all.filter((application) => may(member, 'pipeline.read', application.jobId))
  if (visible.length === 0) throw new AppError('not-found', 'There is no such candidate.')
  return { candidate, visible, reveals: await reveals.of(scope, candidateId) }
}

/** The file as this member reads it: blind, unless the candidate was revealed to them. */
export async function presentFile(scope: Scope, member: Member, file: CandidateFile): Promise<Candidate> {
  const { candidate, visible } = file
  const revealed = file.reveals.some((reveal) => reveal.userId === member.userId)
  const blind = (text: string) => (revealed ? text : redact(text, candidate))
  const jobs = await postings.many(
    scope,
    member.employerId,
    visible.map((application) => application.jobId),
  )
  const titles = new Map(jobs.map((job) => [job._id, job.title]))
  return {
    id: CandidateId.parse(candidate._id),
    code: candidate.code,
    revealed,
    identity: revealed ? { name: candidate.name, email: candidate.email, phone: candidate.phone } : null,
    applications: visible.map((application) => ({
      ...present(application, candidate, revealed),
      jobTitle: titles.get(application.jobId) ?? '',
      resumeText: application.resumeText === null ? null : blind(application.resumeText),
      answers: application.answers.map(({ question, answer }) => ({
        question: blind(question),
        answer: blind(answer),
      })),
    })),
    reveals: file.reveals.map(({ userId, at, reason }) => ({
      userId: UserId.parse(userId),
      at: at.toISOString(),
      reason,
    })),
    version: candidate.version,
  }
}
