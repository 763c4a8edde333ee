import type { DocumentAccess } from '#protocol/coedit'
import { admitTo, type DocumentParts } from '../coedit/access.ts'
import type { Member } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'
import { documentOf } from './documents.ts'

/**
 * Lets through who may do this in the kit of a posting, as stored in the scope: the rights of its document.
 * @throws {AppError} `not-found`, `forbidden`
 */
export type KitAccess = (scope: Scope, member: Member, jobId: string, needed: DocumentAccess) => Promise<void>

export const kitAccess =
  (parts: DocumentParts): KitAccess =>
  async (scope, member, jobId, needed) => {
    await admitTo(parts, scope, member, documentOf(jobId), needed)
  }
