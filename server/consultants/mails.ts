import { accounts } from '../auth/accounts.ts'
import { employers } from '../employers/repository.ts'
import type { Tx } from '../journal/tx.ts'
import { roleOf } from '../team/membership.ts'
import { namesOf } from '../team/people.ts'
import type { EngagementRecord } from './engagements.ts'

/** @param isKnown whether somebody at this address can sign in: only they read this */
export async function mailInvitation(tx: Tx, engagement: EngagementRecord, isKnown: boolean): Promise<void> {
  const { employerId, invitedBy, email, purpose } = engagement
  const [{ companyName }, names] = await Promise.all([employers.get(tx, employerId), namesOf(tx, [invitedBy])])
  const inviterName = names.get(invitedBy) ?? ''
  const data = { companyName, inviterName, purpose, email, account: isKnown ? 'known' : 'new' }
  tx.outbox('send-mail', { to: email, template: 'engagement-invitation', data })
}

/** @param consultant what the inviter knows the person by */
export async function mailAnswer(tx: Tx, engagement: EngagementRecord, consultant: string): Promise<void> {
  const to = await inviterOf(tx, engagement)
  if (to === null) return
  const data = { consultant, answer: engagement.state === 'active' ? 'accepted' : 'declined' }
  tx.outbox('send-mail', { to, template: 'engagement-answered', data })
}

export async function mailEndToConsultant(tx: Tx, { employerId, email, historyOpen }: EngagementRecord): Promise<void> {
  const { companyName } = await employers.get(tx, employerId)
  const data = { companyName, history: historyOpen ? 'open' : 'closed' }
  tx.outbox('send-mail', { to: email, template: 'engagement-ended', data })
}

export async function mailEndToEmployer(tx: Tx, engagement: EngagementRecord, consultant: string): Promise<void> {
  const to = await inviterOf(tx, engagement)
  if (to !== null) tx.outbox('send-mail', { to, template: 'engagement-left', data: { consultant } })
}

/** The address of whoever sent the invitation; null: they left the company. */
async function inviterOf(tx: Tx, { employerId, invitedBy }: EngagementRecord): Promise<string | null> {
  if ((await roleOf(tx, employerId, invitedBy)) === null) return null
  return (await accounts.byId(tx, invitedBy))?.email ?? null
}
