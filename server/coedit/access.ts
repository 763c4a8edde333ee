import type { DocumentAccess } from '#protocol/coedit'
import { AppError } from '../app-error.ts'
import type { Identify, Member } from '../http/actor.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import type { Coedit } from './coedit.ts'
import type { Found } from './kinds.ts'

/** What the REST calls of documents need from outside. */
export interface DocumentParts {
  readonly coedit: Coedit
  readonly journal: SharedJournal
  readonly scope: () => Scope
  readonly identify: Pick<Identify, 'member'>
}

export interface Admitted {
  readonly found: Found
  readonly access: DocumentAccess
}

const ranks: Readonly<Record<DocumentAccess, number>> = { read: 0, suggest: 1, write: 2 }

/**
 * What a member may do in a document, as stored in this scope.
 * @throws {AppError} `not-found` for a document of another employer too; `forbidden` below what is needed
 */
export async function admitTo(
  { coedit, identify }: DocumentParts,
  scope: Scope,
  actor: Member,
  documentId: string,
  needed: DocumentAccess,
): Promise<Admitted> {
  const found = await coedit.kinds.find(scope, documentId)
  const isHere = found?.employerId === actor.employerId
  // Inside a transaction: the standing of now, not that of when the request came.
  const member = isHere ? await identify.member(scope, actor, actor.employerId) : null
  if (!found || !member) throw new AppError('not-found', 'There is no such document.')
  const access = coedit.kinds.access(member, found, documentId)
  if (access === null || ranks[access] < ranks[needed]) {
    throw new AppError('forbidden', 'Your role does not allow this in this document. Ask an admin of your company.')
  }
  return { found, access }
}
