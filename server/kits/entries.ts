import type { FeedType } from '#protocol/feed'
import type { Member } from '../http/actor.ts'
import { byUser } from '../journal/actors.ts'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { isChanged } from './present.ts'
import type { KitRecord } from './repository.ts'
import type { KitTemplateRecord } from './templates.ts'

/** Tells the employer's feed that a kit reads differently. */
export function tellChanged(tx: Tx, kit: KitRecord, actor: EntryActor): void {
  const data = { jobId: kit._id, version: kit.version, afterScoring: isChanged(kit) }
  tx.append(feedOf(kit.employerId), { type: 'posting.kit-changed', data, actor })
}

/** Tells it what became of a template. */
export function tellTemplate(
  tx: Tx,
  type: Extract<FeedType, `kit-template.${string}`>,
  { _id, version }: Pick<KitTemplateRecord, '_id' | 'version'>,
  member: Member,
): void {
  tx.append(feedOf(member.employerId), { type, data: { templateId: _id, version }, actor: byUser(member) })
}
