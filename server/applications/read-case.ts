import type { Filter } from 'mongodb'
import { AppError } from '../app-error.ts'
import { mayKnow } from '../candidates/reader.ts'
import type { CandidateRecord } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import type { PostingRecord } from '../postings/repository.ts'
import { type Scope, within } from '../store/scope.ts'
import { type ApplicationRecord, applicationRows, type StandingRecord } from './repository.ts'

/** What a decision on an application is made and answered with. */
export interface Case {
  readonly application: StandingRecord
  readonly posting: PostingRecord
  readonly candidate: CandidateRecord
  /** Whether the member knows who it is. */
  readonly isRevealed: boolean
}

/** Read in one command: a transaction asks for one thing after the other, and whoever waits for its feed waits along. */
export async function findCase(scope: Scope, member: Member, filter: Filter<ApplicationRecord>): Promise<Case | null> {
  const [found] = await applicationRows(scope)
    .aggregate<Joined>(
      [
        { $match: { ...filter, employerId: member.employerId } },
        { $project: { resumeText: 0, answers: 0 } },
        { $replaceWith: { application: '$$ROOT' } },
        { $lookup: { from: 'postings', localField: 'application.jobId', foreignField: '_id', as: 'postings' } },
        {
          $lookup: { from: 'candidates', localField: 'application.candidateId', foreignField: '_id', as: 'candidates' },
        },
        {
          $lookup: {
            ...{ from: 'reveals', localField: 'application.candidateId', foreignField: 'candidateId', as: 'reveals' },
            pipeline: [{ $match: { userId: member.userId } }],
          },
        },
      ],
      within(scope),
    )
    .toArray()
  const [posting, candidate] = [found?.postings[0], found?.candidates[0]]
  if (!found || !posting || !candidate) return null
  return { application: found.application, posting, candidate, isRevealed: mayKnow(member) && found.reveals.length > 0 }
}

/** @throws {AppError} `not-found`, also for an application of another employer */
export async function readCase(scope: Scope, member: Member, applicationId: string): Promise<Case> {
  const found = await findCase(scope, member, { _id: applicationId })
  if (!found) throw new AppError('not-found', 'There is no such application.')
  return found
}

interface Joined {
  readonly application: StandingRecord
  readonly postings: readonly PostingRecord[]
  readonly candidates: readonly CandidateRecord[]
  readonly reveals: readonly object[]
}
