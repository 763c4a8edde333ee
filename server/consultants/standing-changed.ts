import type { Role } from '#protocol/permissions'
import type { Tx } from '../journal/tx.ts'
import { engagementsOf, raiseRightsEpochs } from './engagements.ts'
import { without } from './participants.ts'
import { save } from './save.ts'

/**
 * Somebody joined the employer, has another role or left (null). Whoever takes part in a conversation looks again, and
 * somebody who is no interviewer any more is in none by having been added.
 */
export async function standingChanged(
  tx: Tx,
  actor: { readonly userId: string; readonly ip: string },
  { employerId, userId, role }: { readonly employerId: string; readonly userId: string; readonly role: Role | null },
): Promise<void> {
  await raiseRightsEpochs(tx, employerId)
  if (role === 'interviewer') return
  for (const engagement of await engagementsOf(tx, { employerId })) {
    if (!engagement.addedUserIds.includes(userId)) continue
    await save(tx, actor, 'engagement.changed', without(engagement, userId), { before: { added: userId } })
  }
}
