import type { Member } from '../http/actor.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { tell, tellRevealed } from './entries.ts'
import { revealedIfComplete, withReviewers } from './panel.ts'
import { panels } from './repository.ts'

/**
 * Somebody left the company: no panel that somebody chose waits for them any more. What they submitted stays. Where
 * they were the last who was missing the panel is complete, and so revealed.
 */
export async function leavePanels(tx: Tx, actor: Member, userId: string): Promise<void> {
  for (const before of await panels.waitingFor(tx, actor.employerId, userId)) {
    const others = before.reviewers.map((reviewer) => reviewer.userId).filter((id) => id !== userId)
    const panel = revealedIfComplete({ ...withReviewers(before, others), version: before.version + 1 }, tx.now)
    await panels.save(tx, panel)
    tell(tx, 'scorecard.assigned', panel, byUser(actor))
    if (panel.revealed !== null) await tellRevealed(tx, panel, actor.ip)
  }
}
