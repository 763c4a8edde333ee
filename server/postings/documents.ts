import { may } from '#protocol/permissions'
import type { DocumentKind, Found } from '../coedit/kinds.ts'
import { fromHtml } from '../coedit/rich-text/html.ts'
import { type Scope, within } from '../store/scope.ts'
import { postingRows } from './repository.ts'

/** Who may write the posting writes; who works on hiring suggests; the rest read along. */
export const textAccess: DocumentKind['access'] = (member, _found, jobId) => {
  if (may(member, 'posting.write', jobId)) return 'write'
  if (may(member, 'posting.suggest', jobId)) return 'suggest'
  return may(member, 'posting.read', jobId) ? 'read' : null
}

/** A posting in the bin has no documents until it is restored. */
export async function findText(scope: Scope, jobId: string): Promise<Found | null> {
  const fields = { ...within(scope), projection: { employerId: 1, deletedAt: 1 } }
  const posting = await postingRows(scope).findOne({ _id: jobId }, fields)
  return posting && posting.deletedAt === null ? { employerId: posting.employerId, jobId } : null
}

/** Job descriptions. The document begins with the description that the posting was created with. */
export const descriptionDocuments = (changed: (jobId: string) => Promise<void>): DocumentKind => ({
  kind: 'posting',
  find: findText,
  access: textAccess,
  first: async (scope, jobId) => {
    const fields = { ...within(scope), projection: { description: 1 } }
    const posting = await postingRows(scope).findOne({ _id: jobId }, fields)
    return posting && fromHtml(posting.description)
  },
  changed: (documentId) => changed(documentId.slice('posting:'.length)),
})
