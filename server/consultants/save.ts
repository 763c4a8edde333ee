import type { FeedData, FeedType } from '#protocol/feed'
import { EngagementId, UserId } from '#protocol/ids'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { type AuditedPerson, actOf, recordAudit } from '../team/audit.ts'
import { type EngagementRecord, engagements } from './engagements.ts'

type EngagementType = Extract<FeedType, `engagement.${string}`>

interface Words {
  readonly reason?: string
  readonly before?: Record<string, unknown>
  readonly after?: Record<string, unknown>
}

/**
 * Tells the employer's feed where the engagement stands now, and the audit who did it.
 * @param actor of the employer, or the consultant
 */
export async function tell(
  tx: Tx,
  actor: AuditedPerson,
  type: EngagementType,
  engagement: EngagementRecord,
  words: Words = {},
): Promise<void> {
  const { _id, employerId, consultantId, state, version } = engagement
  const data: FeedData<EngagementType> = {
    engagementId: EngagementId.parse(_id),
    consultantId: consultantId === null ? null : UserId.parse(consultantId),
    state,
    version,
  }
  tx.append(feedOf(employerId), { type, data, actor: byUser(actor) })
  const { reason, before, after } = words
  await recordAudit(tx, {
    ...actOf({ ...actor, employerId }),
    action: type,
    subject: { kind: 'engagement', id: _id },
    reason: reason || undefined,
    before,
    after,
  })
}

/**
 * Stores the engagement as changed, as a new version, and tells of it. Whoever takes part in the conversation looks
 * again at their rights.
 */
export async function save(
  tx: Tx,
  actor: AuditedPerson,
  type: EngagementType,
  changed: EngagementRecord,
  words?: Words,
): Promise<EngagementRecord> {
  const { version, rightsEpoch } = changed
  const saved = { ...changed, version: version + 1, rightsEpoch: rightsEpoch + 1 }
  await engagements.replace(tx, saved)
  await tell(tx, actor, type, saved, words)
  return saved
}
