import { applications } from '../applications/repository.ts'
import type { DocumentKind, Found } from '../coedit/kinds.ts'
import { escaped, fromHtml } from '../coedit/rich-text/html.ts'
import { postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { kitOfPanel, panelOf } from './case.ts'
import { documentAccess, mayTakeNotes } from './policy.ts'
import type { PanelRecord } from './repository.ts'

export const scorecardOf = (applicationId: string): string => `scorecard:${applicationId}`
export const notesOf = (applicationId: string, userId: string): string => `notes:${applicationId}:${userId}`

interface PanelDocument extends Found {
  readonly panel: PanelRecord
  readonly openPanel: boolean
}

/** Of a posting in the bin nothing opens until it is restored. */
async function find(scope: Scope, applicationId: string): Promise<PanelDocument | null> {
  const application = await applications.find(scope, applicationId)
  // What was written about somebody who was erased is about to go, too.
  if (!application || application.erasedAt) return null
  const { employerId, jobId } = application
  const [posting] = await postings.many(scope, employerId, [jobId])
  if (!posting || posting.deletedAt !== null) return null
  return { employerId, jobId, panel: await panelOf(scope, application, posting), openPanel: posting.openPanel ?? false }
}

/** What the panel writes together: a heading for each criterion, and a conclusion. Never a number. */
export const scorecardDocuments: DocumentKind<PanelDocument> = {
  kind: 'scorecard',
  find,
  access: (member, { panel, openPanel }) => documentAccess(member, panel, openPanel),
  first: async (scope, applicationId) => {
    const found = await find(scope, applicationId)
    if (!found) return null
    const { criteria } = await kitOfPanel(scope, found.panel)
    const headings = [...criteria.map(({ name }) => name), 'Conclusion']
    return fromHtml(headings.map((name) => `<h2>${escaped(name)}</h2><p></p>`).join(''))
  },
}

/** One's own, on all of one's devices. */
export const notesDocuments: DocumentKind = {
  kind: 'notes',
  find: async (scope, key) => {
    const found = await find(scope, key.split(':')[0] ?? '')
    return found && { employerId: found.employerId, jobId: found.jobId }
  },
  access: (member, { jobId }, key) => {
    const isTheirs = key.split(':')[1] === member.userId
    return isTheirs && jobId !== null && mayTakeNotes(member, jobId) ? 'write' : null
  },
}
