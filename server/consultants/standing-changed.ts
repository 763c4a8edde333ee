import { type Role, reachOf } from '#protocol/permissions'
import type { Tx } from '../journal/tx.ts'
import { engagementsOf, raiseRightsEpochs, withdrawn } from './engagements.ts'
import { without } from './participants.ts'
import { save } from './save.ts'

/**
 * Somebody joined the employer, has another role or left (null). Whoever takes part in a conversation looks again, and
 * somebody who is no interviewer any more is in none by having been added. Whoever may not invite consultants any more has
 * no invitation open: else somebody about to leave invites an address of theirs, and reads on.
 */
export async function standingChanged(
  tx: Tx,
  actor: { readonly userId: string; readonly ip: string },
  { employerId, userId, role }: { readonly employerId: string; readonly userId: string; readonly role: Role | null },
): Promise<void> {
  await raiseRightsEpochs(tx, employerId)
  const mayInvite = role !== null && reachOf(role, 'engagement.manage') !== null
  for (const engagement of await engagementsOf(tx, { employerId })) {
    if (!mayInvite && engagement.state === 'invited' && engagement.invitedBy === userId) {
      await save(tx, actor, 'engagement.withdrawn', withdrawn(engagement, tx.now))
    }
    if (role === 'interviewer' || !engagement.addedUserIds.includes(userId)) continue
    await save(tx, actor, 'engagement.changed', without(engagement, userId), { before: { added: userId } })
  }
}
