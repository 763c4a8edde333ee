import type { endpoints, Invitation } from '#protocol/team'
import { AppError } from '../app-error.ts'
import { accounts } from '../auth/accounts.ts'
import { emailKeyOf } from '../auth/addresses.ts'
import { digest } from '../auth/secrets.ts'
import { employers } from '../employers/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { newSecret } from '../store/ids.ts'
import { actOf, recordAudit } from './audit.ts'
import { isOpen, newInvitation } from './invitations.ts'
import { roleOf } from './membership.ts'
import { namesOf } from './people.ts'
import { presentInvitation } from './present.ts'
import { invitations } from './repository.ts'
import { mayInvite } from './roles.ts'

/** Mails a link that makes its reader a member. A pending one for the same address is replaced: its link stops working. */
export async function invite(
  tx: Tx,
  actor: Member,
  { body: { email, role } }: Pick<Input<typeof endpoints.invite>, 'body'>,
): Promise<Invitation> {
  const { employerId } = actor
  const older = await invitations.pendingFor(tx, employerId, emailKeyOf(email))
  const isOlderOpen = older !== null && isOpen(older, tx.now)
  if (!mayInvite(actor, role) || (isOlderOpen && !mayInvite(actor, older.role))) {
    throw new AppError('forbidden', 'Only an owner invites an owner, or replaces such an invitation.')
  }
  await refuseMember(tx, employerId, email)
  if (older) await invitations.setState(tx, older._id, isOlderOpen ? 'revoked' : 'expired')
  const token = newSecret()
  const invitation = newInvitation({ employerId, email, role, invitedBy: actor.userId }, digest(token), tx.now)
  await invitations.insert(tx, invitation)
  const subject = { kind: 'invitation', id: invitation._id }
  await recordAudit(tx, { ...actOf(actor), action: 'user.invited', subject, after: { role } })
  const { companyName } = await employers.get(tx, employerId)
  const inviterName = (await namesOf(tx, [actor.userId])).get(actor.userId) ?? companyName
  tx.outbox('send-mail', { to: email, template: 'invitation', data: { companyName, inviterName, role, token } })
  return presentInvitation(invitation, tx.now)
}

async function refuseMember(tx: Tx, employerId: string, email: string): Promise<void> {
  const account = await accounts.byEmail(tx, email)
  const role = account && (await roleOf(tx, employerId, account._id))
  if (!account || role === null) return
  if (role === 'consultant') {
    throw new AppError('already-member', `${account.email} is a consultant whom you engaged. Consultants join no team.`)
  }
  throw new AppError('already-member', `${account.email} is a member already. Change the role in the list of members.`)
}
