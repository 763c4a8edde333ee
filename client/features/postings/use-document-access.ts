import type { DocumentAccess } from '#protocol/coedit'
import type { Posting } from '#protocol/postings'
import { useMembership } from '../../rest/membership.tsx'

/** What somebody may do in the texts of a posting, by the same table as the server's. */
export function useDocumentAccess({ id, state }: Posting): DocumentAccess {
  const { may } = useMembership()
  // What lies in the archive is read.
  if (state === 'archived') return 'read'
  if (may('posting.write', id)) return 'write'
  return may('posting.suggest', id) ? 'suggest' : 'read'
}
