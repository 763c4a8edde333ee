import type { FeedType } from '#protocol/feed'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { PostingRecord } from './repository.ts'

type PostingEntry = Extract<FeedType, `posting.${string}`>

/** Tells the employer's feed where the posting stands now. */
export function tell(tx: Tx, type: PostingEntry, posting: PostingRecord, actor: EntryActor): void {
  const data = { jobId: posting._id, state: posting.state, version: posting.version }
  tx.append(feedOf(posting.employerId), { type, data, actor })
}
