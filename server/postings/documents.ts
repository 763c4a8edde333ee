import { may } from '#protocol/permissions'
import type { DocumentKind } from '../coedit/kinds.ts'
import { fromHtml } from '../coedit/rich-text/html.ts'
import { type Scope, within } from '../store/scope.ts'
import { postingRows } from './repository.ts'

/** Job descriptions. Who may write the posting writes; who works on hiring suggests; the rest read along. */
export const postingDocuments: DocumentKind = {
  kind: 'posting',
  find: async (scope: Scope, jobId) => {
    const fields = { ...within(scope), projection: { employerId: 1, deletedAt: 1 } }
    const posting = await postingRows(scope).findOne({ _id: jobId }, fields)
    return posting && posting.deletedAt === null ? { employerId: posting.employerId, jobId } : null
  },
  access: (member, _found, jobId) => {
    if (may(member, 'posting.write', jobId)) return 'write'
    if (may(member, 'posting.suggest', jobId)) return 'suggest'
    return may(member, 'posting.read', jobId) ? 'read' : null
  },
  first: async (scope, jobId) => {
    const fields = { ...within(scope), projection: { description: 1 } }
    const posting = await postingRows(scope).findOne({ _id: jobId }, fields)
    return posting && fromHtml(posting.description)
  },
}
