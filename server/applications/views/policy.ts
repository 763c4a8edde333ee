import { may } from '#protocol/permissions'
import { AppError } from '../../app-error.ts'
import type { Member } from '../../http/actor.ts'
import type { ViewRecord } from './repository.ts'

type Named = Pick<ViewRecord, 'ownerId' | 'jobId' | 'shared'>

/** One's own, and what is shared; of a board that one does not see, neither. */
export function canSee(member: Member, { ownerId, jobId, shared }: Named): boolean {
  if (!shared && ownerId !== member.userId) return false
  return may(member, 'pipeline.read', jobId ?? undefined)
}

/** @throws {AppError} `not-found` for what the member does not see, `forbidden` for another's */
export function authorizeChange(member: Member, view: Named): void {
  if (!canSee(member, view)) throw new AppError('not-found', 'There is no such view. Somebody may have deleted it.')
  if (view.ownerId === member.userId || may(member, 'organisation.manage')) return
  throw new AppError('forbidden', 'This view is a colleague’s. Save it under another name to have one of your own.')
}

/** @throws {AppError} `forbidden` for who may not put a view before everybody */
export function authorizeSharing(member: Member, { jobId, shared }: Named): void {
  if (!shared || may(member, 'view.share', jobId ?? undefined)) return
  throw new AppError('forbidden', 'Your role does not allow to share views. Keep it for yourself.')
}
