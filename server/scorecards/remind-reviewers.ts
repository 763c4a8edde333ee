import { applications } from '../applications/repository.ts'
import { bySystem } from '../journal/actors.ts'
import { feedOf, journalRows } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { panelOf } from './case.ts'
import { countsOf } from './panel.ts'

/** For so long reviewers have time before they are reminded, in milliseconds. */
export const reviewWithin = 3 * 24 * 3600_000

/**
 * Says whose ratings of somebody are overdue, while they matter: the application is open and the panel not revealed. The
 * entry's key is the cause's, so however often and by how many workers it is asked, it is said once.
 * @param cause entry by which they were asked
 */
export async function remindReviewers(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  { applicationId, cause }: { readonly applicationId: string; readonly cause: string },
): Promise<void> {
  const seen = await applications.find(scope, applicationId)
  if (seen === null) return
  const stream = feedOf(seen.employerId)
  const key = `overdue:${cause}`
  await journal.commit([stream], async (tx) => {
    if (await journalRows(tx).findOne({ stream, key }, { session: tx.session, projection: { _id: 1 } })) return
    const application = await applications.byId(tx, applicationId)
    if (application.status !== 'active') return
    const posting = await postings.get(tx, application.employerId, application.jobId)
    // Of a posting in the bin nobody can rate anybody.
    if (posting.deletedAt !== null) return
    const panel = await panelOf(tx, application, posting)
    const userIds = panel.reviewers.filter(({ submittedAt }) => submittedAt === null).map(({ userId }) => userId)
    if (panel.revealed !== null || userIds.length === 0) return
    const { jobId, candidateId, version } = panel
    const data = { applicationId, jobId, candidateId, ...countsOf(panel), userIds, version }
    tx.append(stream, { type: 'scorecard.overdue', key, data, actor: bySystem })
  })
}
