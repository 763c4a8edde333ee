import type { FeedData, FeedType } from '#protocol/feed'
import { ApplicationId, CandidateId, PostingId } from '#protocol/ids'
import type { Member } from '../http/actor.ts'
import { bySystem } from '../journal/actors.ts'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { countsOf } from './panel.ts'
import type { PanelRecord } from './repository.ts'

type ScorecardEntry = Extract<FeedType, `scorecard.${string}`>

/**
 * Tells the feed how many are in, of how many. Who submitted or changed something is nobody's news: such entries have
 * no person as actor.
 */
export function tell(tx: Tx, type: ScorecardEntry, panel: PanelRecord, actor: EntryActor = bySystem): void {
  tx.append(feedOf(panel.employerId), { type, data: standingOf(panel), actor })
}

export const standingOf = (panel: PanelRecord): FeedData<ScorecardEntry> => ({
  applicationId: ApplicationId.parse(panel._id),
  jobId: PostingId.parse(panel.jobId),
  candidateId: CandidateId.parse(panel.candidateId),
  ...countsOf(panel),
  version: panel.version,
})

/**
 * A panel that is turned over now: told, and written down for ever with who and why.
 * @param member from whose act it follows; null: the last ratings came in, and whose they were is nobody's news
 */
export async function tellRevealed(tx: Tx, panel: PanelRecord, member: Member | null): Promise<void> {
  const { employerId } = panel
  const isChosen = panel.revealed !== null && panel.revealed.by !== null
  const act = isChosen && member ? actOf(member) : { employerId, actor: bySystem, ip: member?.ip ?? null }
  tell(tx, 'scorecard.revealed', panel, act.actor)
  await recordAudit(tx, {
    ...act,
    action: 'scorecard.revealed',
    subject: { kind: 'application', id: panel._id },
    reason: panel.revealed?.reason ?? undefined,
    after: countsOf(panel),
  })
}
