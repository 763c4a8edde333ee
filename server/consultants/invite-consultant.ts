import type { Engagement, endpoints } from '#protocol/consultants'
import { AppError } from '../app-error.ts'
import { accounts } from '../auth/accounts.ts'
import { emailKeyOf } from '../auth/addresses.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { roleOf } from '../team/membership.ts'
import { type EngagementRecord, engagements } from './engagements.ts'
import { mailInvitation } from './mails.ts'
import { presentEngagement } from './present.ts'
import { tell } from './save.ts'

/**
 * Invites whoever reads the mail of an address. The answer is the same whether or not there is an account: only the
 * mail, which its owner alone reads, leads to the registration or to the sign-in.
 */
export async function inviteConsultant(
  tx: Tx,
  actor: Member,
  { body: { consultantEmail: email, purpose } }: Pick<Input<typeof endpoints.inviteConsultant>, 'body'>,
): Promise<Engagement> {
  const { employerId } = actor
  const account = await accounts.byEmail(tx, email)
  await refuseEngaged(tx, employerId, email)
  if (account && (await roleOf(tx, employerId, account._id)) !== null) {
    throw new AppError('already-member', `${account.email} is of your own team. Consultants come from outside.`, {
      errors: [{ path: 'consultantEmail', message: 'This address is of your own team.' }],
    })
  }
  const invited = newEngagement({ employerId, email, purpose, invitedBy: actor.userId }, tx.now)
  await engagements.insert(tx, invited)
  await tell(tx, actor, 'engagement.invited', invited)
  await mailInvitation(tx, invited, account !== null)
  return presentEngagement(tx, invited)
}

async function refuseEngaged(tx: Tx, employerId: string, email: string): Promise<void> {
  const open = await engagements.openAt(tx, employerId, emailKeyOf(email))
  if (!open) return
  const isActive = open.state === 'active'
  throw new AppError(
    'conflict',
    isActive
      ? `${open.email} is engaged already. End that engagement before you begin another.`
      : `${open.email} is invited already and has not answered yet. Take that invitation back to write another.`,
    {
      errors: [
        { path: 'consultantEmail', message: isActive ? 'This consultant is engaged already.' : 'Invited already.' },
      ],
    },
  )
}

type Terms = Pick<EngagementRecord, 'employerId' | 'email' | 'purpose' | 'invitedBy'>

const newEngagement = (terms: Terms, now: Date): EngagementRecord => ({
  _id: newId(now.getTime()),
  ...terms,
  emailKey: emailKeyOf(terms.email),
  consultantId: null,
  state: 'invited',
  isOpen: true,
  historyOpen: false,
  addedUserIds: [],
  rightsEpoch: 1,
  version: 1,
  invitedAt: now,
  answeredAt: null,
  endedAt: null,
})
