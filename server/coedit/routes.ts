import * as Y from 'yjs'
import { endpoints } from '#protocol/coedit'
import { DocumentId } from '#protocol/ids'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { admitTo, type DocumentParts } from './access.ts'
import { addComment, deleteComment, listComments, replyToComment, resolveComment } from './comments.ts'
import {
  acceptSuggestion,
  addSuggestion,
  listSuggestions,
  rejectSuggestion,
  withdrawSuggestion,
} from './suggestions.ts'
import { listVersions, readVersion, restoreVersion, saveVersion } from './versions.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function coeditRoutes(bind: Bind, parts: DocumentParts): void {
  bind.handle(endpoints.issueTicket, (person) => parts.coedit.tickets.issue(person))
  bind.query(endpoints.readDocument, async (scope, member, { documentId, query }) => {
    const { access } = await admitTo(parts, scope, member, documentId, 'read')
    const doc = await parts.coedit.read(documentId)
    const state = query.include ? { state: Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64') } : {}
    return {
      documentId: DocumentId.parse(documentId),
      access,
      html: parts.coedit.kinds.html(documentId, doc),
      ...state,
    }
  })
  bind.query(endpoints.listVersions, listVersions(parts))
  bind.query(endpoints.readVersion, readVersion(parts))
  bind.handle(endpoints.saveVersion, saveVersion(parts))
  bind.handle(endpoints.restoreVersion, restoreVersion(parts))
  bind.query(endpoints.listComments, listComments(parts))
  bind.command(endpoints.addComment, feed, addComment(parts))
  bind.command(endpoints.replyToComment, feed, replyToComment(parts))
  bind.command(endpoints.resolveComment, feed, resolveComment(parts))
  bind.command(endpoints.deleteComment, feed, deleteComment(parts))
  bind.query(endpoints.listSuggestions, listSuggestions(parts))
  bind.command(endpoints.addSuggestion, feed, addSuggestion(parts))
  bind.handle(endpoints.acceptSuggestion, acceptSuggestion(parts))
  bind.command(endpoints.rejectSuggestion, feed, rejectSuggestion(parts))
  bind.command(endpoints.withdrawSuggestion, feed, withdrawSuggestion(parts))
}
