import type { FeedType } from '#protocol/feed'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { MembershipRecord } from './repository.ts'

type WithRole = Extract<FeedType, 'user.joined' | 'user.role-changed'>
type WithoutRole = Extract<FeedType, 'user.jobs-changed' | 'user.removed'>

/** Tells the employer's feed where a member stands now. Open sockets take their rights from these entries. */
export function tell(tx: Tx, type: WithRole | WithoutRole, member: MembershipRecord, actor: EntryActor): void {
  const { userId, role, version } = member
  const withRole = type === 'user.joined' || type === 'user.role-changed'
  tx.append(feedOf(member.employerId), {
    type,
    data: withRole ? { userId, role, version } : { userId, version },
    actor,
  })
}
