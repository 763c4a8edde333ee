import { candidates } from '../candidates/repository.ts'
import { employers } from '../employers/repository.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { candidateWords } from './candidate-words.ts'
import { applications } from './repository.ts'
import { toldOf } from './selection.ts'

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

/** Null when the decision was undone, changed since or erased: then a later notice speaks, or none. */
export async function describeForCandidate(
  scope: Scope,
  links: LinkSecrets,
  applicationId: string,
  version: number,
): Promise<CandidateNotice | null> {
  const application = await applications.find(scope, applicationId)
  if (application?.version !== version) return null
  const { employerId, jobId, candidateId } = application
  const candidate = await candidates.get(scope, employerId, candidateId)
  const posting = await postings.get(scope, employerId, jobId)
  const { companyName } = await employers.get(scope, employerId)
  const open = posting.deletedAt === null && posting.state !== 'closed' && posting.state !== 'archived'
  const { headline, next } = candidateWords(toldOf(application), posting.stages, companyName, open)
  const token = links.secretOf(application.portalSeed)
  const jobTitle = posting.published?.title ?? posting.title
  const isEnd = application.status === 'rejected' || application.status === 'hired'
  return { to: candidate.email, name: candidate.name, companyName, jobTitle, headline, next, token, isEnd }
}
