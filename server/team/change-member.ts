import type { EmployerRole } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { invitations, type MembershipRecord, memberships } from './repository.ts'
import { takeBack } from './revoke-invitation.ts'
import { mayInvite, refusalOf } from './roles.ts'

/** @throws {AppError} `not-found` for somebody who is no member; `conflict` for a consultant, whose engagement decides */
export async function memberToChange(tx: Tx, actor: Member, userId: string): Promise<MembershipRecord> {
  const target = await memberships.find(tx, actor.employerId, userId)
  if (!target) throw new AppError('not-found', 'There is no such member.')
  if (target.role === 'consultant') {
    throw new AppError('conflict', 'This is a consultant. End their engagement instead; it ends their access.')
  }
  return target
}

/** @throws {AppError} `own-role`, `forbidden` or `last-owner` */
export async function authorizeChange(
  tx: Tx,
  actor: Member,
  target: MembershipRecord,
  to: EmployerRole | null,
): Promise<void> {
  const refusal = refusalOf({ actor, target, to, owners: await memberships.countOwners(tx, actor.employerId) })
  if (refusal !== null) throw new AppError(refusal, explanations[refusal])
}

const explanations = {
  'own-role': 'Nobody changes or removes themselves. Ask another owner or admin of your company.',
  forbidden: 'Only an owner makes, changes or removes an owner.',
  'last-owner': 'This is the only owner. Make somebody else an owner first.',
} as const

/**
 * Takes back the pending invitations that the member could not send any more: else somebody about to leave invites a
 * second address of theirs and is back.
 */
export async function revokeInvitationsOf(
  tx: Tx,
  actor: Member,
  member: MembershipRecord,
  role: EmployerRole | null,
): Promise<void> {
  for (const invitation of await invitations.pendingBy(tx, member.employerId, member.userId)) {
    const isStillAllowed = role !== null && mayInvite({ role, jobIds: [] }, invitation.role)
    if (!isStillAllowed) await takeBack(tx, actor, invitation)
  }
}
