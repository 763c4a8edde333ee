import type { DocumentKind } from '../coedit/kinds.ts'
import { fromHtml, toHtml } from '../coedit/rich-text/html.ts'
import { findText, textAccess } from '../postings/documents.ts'
import { criteriaHtml } from './criteria-html.ts'
import { criteriaFrom } from './normalise.ts'
import { kits } from './repository.ts'
import { patchCriteria, readCriteria, wantedOf, withCriteria } from './structure.ts'

const kind = 'kit'
export const documentOf = (jobId: string): string => `${kind}:${jobId}`

/** What the guide beside the criteria begins with: what every interview of the posting needs. */
const outline = '<h2>Before the interview</h2><ul><li></li></ul><h2>How we begin</h2><p></p><h2>How we end</h2><p></p>'

/** The interview kit of a posting: criteria with their scales and questions, and a guide in free form. */
export const kitDocuments = (changed: (jobId: string) => void): DocumentKind => ({
  kind,
  find: findText,
  access: textAccess,
  first: async (scope, jobId) => {
    const kit = await kits.find(scope, jobId)
    return withCriteria(fromHtml(outline), kit?.criteria ?? [])
  },
  html: (doc) => criteriaHtml(criteriaFrom(readCriteria(doc))) + toHtml(doc),
  restore: (doc, old) => patchCriteria(doc, readCriteria(old).map(wantedOf)),
  changed: async (documentId) => changed(documentId.slice(kind.length + 1)),
})
