import type { FeedType } from '#protocol/feed'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { MembershipRecord } from './repository.ts'

type MemberType = Extract<FeedType, `user.${string}`>

/** Tells the employer's feed where a member stands now. Open sockets take their rights from these entries. */
export function tell(tx: Tx, type: MemberType, member: MembershipRecord, actor: EntryActor): void {
  const { userId, role, version } = member
  tx.append(feedOf(member.employerId), {
    type,
    data: type === 'user.jobs-changed' ? { userId, version } : { userId, role, version },
    actor,
  })
}
