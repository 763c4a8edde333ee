import type { ErrorCode } from '#protocol/errors'
import { type EmployerRole, may, type Role, type Standing } from '#protocol/permissions'

interface Somebody {
  readonly userId: string
}

/** A change that somebody wants to make to a member's place. */
export interface Change {
  readonly actor: Somebody & Standing
  readonly target: Somebody & { readonly role: Role }
  /** The role afterwards; null: they leave. */
  readonly to: EmployerRole | null
  /** Owners before the change. */
  readonly owners: number
}

/**
 * Why the change is refused; null: it is not. Nobody changes their own role, so that nobody raises themselves; only
 * owners make or unmake owners; one owner always remains.
 */
export function refusalOf({
  actor,
  target,
  to,
  owners,
}: Change): Extract<ErrorCode, 'own-role' | 'last-owner' | 'forbidden'> | null {
  const isOwn = actor.userId === target.userId
  if (isOwn && to !== null) return 'own-role'
  const touchesOwner = target.role === 'owner' || to === 'owner'
  if (touchesOwner && !may(actor, 'ownership.manage')) return 'forbidden'
  if (target.role === 'owner' && to !== 'owner' && owners <= 1) return 'last-owner'
  return isOwn ? 'own-role' : null
}

export const mayInvite = (inviter: Standing, role: EmployerRole): boolean =>
  may(inviter, 'organisation.manage') && (role !== 'owner' || may(inviter, 'ownership.manage'))
