import { endpoints } from '#protocol/feed-stream'
import type { Bind } from '../http/bind.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Audiences } from './audience.ts'
import { readFeed } from './read-feed.ts'

export function feedRoutes(bind: Bind, parts: { journal: SharedJournal; audiences: Audiences }): void {
  bind.query(endpoints.readFeed, (_scope, member, input) => readFeed(parts, member, input))
}
