import type { Engagement, endpoints } from '#protocol/consultants'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import type { Tx } from '../journal/tx.ts'
import { engagements } from './engagements.ts'
import { presentEngagement } from './present.ts'
import { save } from './save.ts'

/** The purpose, and whether the consultant may read on after the end; the latter also when it has ended. */
export async function editEngagement(
  tx: Tx,
  actor: Member,
  input: Pick<Input<typeof endpoints.editEngagement>, 'engagementId' | 'body' | 'ifVersion'>,
): Promise<Engagement> {
  const engagement = await engagements.get(tx, actor.employerId, input.engagementId)
  expectVersion(engagement, input.ifVersion)
  const { purpose = engagement.purpose, historyOpen = engagement.historyOpen } = input.body
  if (purpose === engagement.purpose && historyOpen === engagement.historyOpen) return presentEngagement(tx, engagement)
  const words =
    historyOpen === engagement.historyOpen ? {} : { before: { historyOpen: !historyOpen }, after: { historyOpen } }
  const changed = await save(tx, actor, 'engagement.changed', { ...engagement, purpose, historyOpen }, words)
  return presentEngagement(tx, changed)
}
