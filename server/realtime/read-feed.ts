import type { endpoints, FeedEntry } from '#protocol/feed-stream'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import { type Audiences, entryFor } from './audience.ts'

/** The latest entries, newest first, as this member may see them. */
export async function readFeed(
  { journal, audiences }: { journal: SharedJournal; audiences: Audiences },
  member: Member,
  { query }: Pick<Input<typeof endpoints.readFeed>, 'query'>,
): Promise<{ items: FeedEntry[]; head: number }> {
  const stream = feedOf(member.employerId)
  const entries = await journal.readBefore(stream, query.before ?? Number.MAX_SAFE_INTEGER, query.limit)
  const items = entries.map((entry) => entryFor(audiences, member.employerId, entry, member))
  return { items, head: await journal.head(stream) }
}
