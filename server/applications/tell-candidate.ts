import { candidates } from '../candidates/repository.ts'
import { employers } from '../employers/repository.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { candidateWords } from './candidate-words.ts'
import { noticeOf } from './notice.ts'
import { applications } from './repository.ts'

/** What a candidate is told after a decision. */
export interface CandidateNotice {
  readonly to: string
  readonly name: string
  readonly companyName: string
  readonly jobTitle: string
  readonly headline: string
  readonly next: string
  /** Secret of the portal's link. */
  readonly token: string
  /** Rejected or hired: now they can say how it was. */
  readonly isEnd: boolean
}

/** Null when the decision was undone or erased, or a later notice speaks. */
export async function describeForCandidate(
  scope: Scope,
  links: LinkSecrets,
  applicationId: string,
  version: number,
): Promise<CandidateNotice | null> {
  const application = await applications.find(scope, applicationId)
  const told = application && noticeOf(application, version, scope.now)
  if (!told) return null
  const { employerId, jobId, candidateId } = application
  const candidate = await candidates.get(scope, employerId, candidateId)
  const posting = await postings.get(scope, employerId, jobId)
  const { companyName } = await employers.get(scope, employerId)
  const open = posting.deletedAt === null && posting.state !== 'closed' && posting.state !== 'archived'
  const { headline, next } = candidateWords(told, posting.stages, companyName, open)
  const token = links.secretOf(application.portalSeed)
  const jobTitle = posting.published?.title ?? posting.title
  const isEnd = told.status === 'rejected' || told.status === 'hired'
  return { to: candidate.email, name: candidate.name, companyName, jobTitle, headline, next, token, isEnd }
}
