import type { Engagement, endpoints } from '#protocol/consultants'
import { AppError } from '../app-error.ts'
import type { Member, Person } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import type { AuditedPerson } from '../team/audit.ts'
import { leave } from '../team/membership.ts'
import { type EngagementRecord, engagements, outlastLeases, withdrawn } from './engagements.ts'
import { mailEndToConsultant, mailEndToEmployer } from './mails.ts'
import { presentEngagement } from './present.ts'
import type { Consultant } from './profiles.ts'
import { save } from './save.ts'

/** The employer ends an engagement, or takes its invitation back. */
export async function endEngagement(
  tx: Tx,
  actor: Member,
  { engagementId, body }: Pick<Input<typeof endpoints.endEngagement>, 'engagementId' | 'body'>,
): Promise<Engagement> {
  const engagement = await engagements.get(tx, actor.employerId, engagementId)
  const { reason, historyOpen } = body
  if (engagement.state === 'invited') {
    const over = withdrawn(engagement, tx.now)
    return presentEngagement(tx, await save(tx, actor, 'engagement.withdrawn', over, { reason }))
  }
  const ended = await end(tx, actor, { ...engagement, historyOpen }, reason)
  await mailEndToConsultant(tx, ended)
  return presentEngagement(tx, ended)
}

/** The consultant leaves. */
export const leaveEngagement =
  (reason: string) =>
  async (tx: Tx, person: Person, me: Consultant, engagement: EngagementRecord): Promise<EngagementRecord> => {
    if (engagement.state === 'invited') {
      throw new AppError('conflict', 'You have not accepted this invitation. Decline it instead.')
    }
    const ended = await end(tx, person, engagement, reason)
    await mailEndToEmployer(tx, ended, me.account.name)
    return ended
  }

/** The membership goes in the same transaction: the consultant's open pages end with the entry that says so. */
async function end(
  tx: Tx,
  actor: AuditedPerson,
  engagement: EngagementRecord,
  reason: string,
): Promise<EngagementRecord> {
  const { employerId, consultantId, historyOpen } = engagement
  if (engagement.state !== 'active' || consultantId === null) {
    throw new AppError('conflict', 'There is nothing to end: this engagement is over already.')
  }
  const over = { ...engagement, state: 'ended' as const, isOpen: false, endedAt: tx.now }
  const ended = await save(tx, actor, 'engagement.ended', over, { reason, after: { historyOpen } })
  await leave(tx, actor, employerId, consultantId)
  outlastLeases(tx)
  return ended
}
