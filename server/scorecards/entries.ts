import type { FeedData, FeedType } from '#protocol/feed'
import { ApplicationId, CandidateId, PostingId } from '#protocol/ids'
import { bySystem, byUser } from '../journal/actors.ts'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { recordAudit } from '../team/audit.ts'
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

/** A panel that is turned over now: told, and written down for ever with who and why. */
export async function tellRevealed(tx: Tx, panel: PanelRecord, ip: string | null): Promise<void> {
  const by = panel.revealed?.by ?? null
  const actor = by === null ? bySystem : byUser({ userId: by })
  tell(tx, 'scorecard.revealed', panel, actor)
  await recordAudit(tx, {
    employerId: panel.employerId,
    actor,
    ip,
    action: 'scorecard.revealed',
    subject: { kind: 'application', id: panel._id },
    reason: panel.revealed?.reason ?? undefined,
    after: countsOf(panel),
  })
}
