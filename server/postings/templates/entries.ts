import type { FeedType } from '#protocol/feed'
import type { Member } from '../../http/actor.ts'
import { byUser } from '../../journal/actors.ts'
import { feedOf } from '../../journal/entry.ts'
import type { Tx } from '../../journal/tx.ts'
import type { TemplateRecord } from './repository.ts'

/** Tells the employer's feed what became of the template. */
export function tell(
  tx: Tx,
  type: Extract<FeedType, `template.${string}`>,
  { _id, version }: TemplateRecord,
  member: Member,
): void {
  tx.append(feedOf(member.employerId), { type, data: { templateId: _id, version }, actor: byUser(member) })
}
