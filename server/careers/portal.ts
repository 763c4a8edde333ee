import type { PortalView } from '#protocol/careers'
import { defaultStages } from '#protocol/postings'
import { type CandidateWords, candidateWords } from '../applications/candidate-words.ts'
import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { undoWindow } from '../applications/save.ts'
import { withdraw } from '../applications/withdraw.ts'
import { employers } from '../employers/repository.ts'
import { feedOf } from '../journal/entry.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import type { Once } from './apply.ts'

/** What the portal shows, and where the company's other jobs are. */
export interface Portal {
  readonly view: PortalView
  readonly slug: string
}

export async function readPortal(scope: Scope, applicationId: string): Promise<Portal> {
  const application = await applications.byId(scope, applicationId)
  const { employerId, jobId } = application
  const [employer, [posting]] = await Promise.all([
    employers.get(scope, employerId),
    postings.many(scope, employerId, [jobId]),
  ])
  const view: PortalView = {
    companyName: employer.companyName,
    jobTitle: posting?.published?.title ?? posting?.title ?? 'A job that is no longer offered',
    appliedAt: application.appliedAt.toISOString(),
    ...wordsFor(application, posting, employer.companyName, scope.now),
  }
  return { view, slug: employer.slug }
}

/** Withdraws; the second time does nothing and answers the same. */
export async function withdrawByPortal(scope: Scope, applicationId: string, once: Once): Promise<PortalView> {
  const { employerId } = await applications.byId(scope, applicationId)
  return once([feedOf(employerId)], async (tx) => {
    await withdraw(tx, applicationId)
    return (await readPortal(tx, applicationId)).view
  })
}

/**
 * The team can take back a decision for a few seconds. Until then the portal says nothing of it: a slip of the mouse
 * must not tell somebody that they were rejected, or hired.
 */
function wordsFor(
  application: ApplicationRecord,
  posting: PostingRecord | undefined,
  companyName: string,
  now: Date,
): CandidateWords {
  const open = posting?.deletedAt === null && (posting.state === 'published' || posting.state === 'paused')
  const { decision, stageSince, stage } = application
  const undecided = decision?.by && now.getTime() - decision.at.getTime() < undoWindow
  if (!undecided) return candidateWords(application, posting?.stages ?? [], companyName, open)
  const moved = stageSince.getTime() === decision.at.getTime()
  const told = { stage: moved ? 'screen' : stage, status: 'active' } as const
  return candidateWords(told, moved ? defaultStages : (posting?.stages ?? []), companyName, open)
}
