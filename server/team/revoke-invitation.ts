import type { endpoints } from '#protocol/team'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { actOf, recordAudit } from './audit.ts'
import { type InvitationRecord, invitations } from './repository.ts'
import { mayInvite } from './roles.ts'

/** Takes an invitation back; done twice, the second time changes nothing. */
export async function revokeInvitation(
  tx: Tx,
  actor: Member,
  { invitationId }: Pick<Input<typeof endpoints.revokeInvitation>, 'invitationId'>,
): Promise<undefined> {
  const invitation = await invitations.byId(tx, actor.employerId, invitationId)
  if (!invitation) throw new AppError('not-found', 'There is no such invitation.')
  if (!mayInvite(actor, invitation.role))
    throw new AppError('forbidden', 'Only an owner takes back an invitation as owner.')
  if (invitation.state === 'accepted') {
    throw new AppError('conflict', 'This invitation was accepted already. Remove the member instead.')
  }
  if (invitation.state !== 'pending') return
  await takeBack(tx, actor, invitation)
}

/** Its link works no more. */
export async function takeBack(tx: Tx, actor: Member, { _id, role }: InvitationRecord): Promise<void> {
  await invitations.setState(tx, _id, 'revoked')
  const subject = { kind: 'invitation', id: _id }
  await recordAudit(tx, { ...actOf(actor), action: 'invitation.revoked', subject, before: { role } })
}
