import { type Action, may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'

/** What the feature needs from outside. */
export interface LanguageParts {
  /** Whether there is such a posting of the member's employer that the member can see. */
  readonly hasPosting: (scope: Scope, member: Member, jobId: string) => Promise<boolean>
}

/** The posting that a document belongs to; null: the language of such a document is nobody's business. */
export const jobOf = (documentId: string): string | null =>
  /^(?:posting|kit):([0-9a-z]{1,64})$/i.exec(documentId)?.[1] ?? null

/** Whether the member may do this with the document. The one place that decides it. */
export async function authorizeDocument(
  { hasPosting }: LanguageParts,
  scope: Scope,
  member: Member,
  action: Extract<Action, `posting.${string}`>,
  documentId: string,
): Promise<void> {
  const jobId = jobOf(documentId)
  if (jobId === null || !(await hasPosting(scope, member, jobId))) {
    throw new AppError('not-found', 'There is no such document.')
  }
  if (!may(member, action, jobId)) {
    throw new AppError('forbidden', 'Your role does not allow this on this document. Ask an admin of your company.')
  }
}
