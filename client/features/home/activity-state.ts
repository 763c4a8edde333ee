import type { FeedEntry, FeedType } from '#protocol/feed'
import type { FeedEvent } from '../../live/live-feed.ts'

const kept = 60

/** The newest events first, each once; a snapshot and the entries after it come out the same in any order. */
export function withEvents(known: readonly FeedEvent[], arrived: readonly FeedEvent[]): readonly FeedEvent[] {
  const seqs = new Set(known.map(({ seq }) => seq))
  const fresh = arrived.filter(({ seq }) => !seqs.has(seq))
  if (fresh.length === 0) return known
  return [...fresh, ...known].sort((a, b) => b.seq - a.seq).slice(0, kept)
}

/** Entries as REST gives them, without those the reader may not see. */
export const visibleOf = (entries: readonly FeedEntry[]): readonly FeedEvent[] =>
  entries.filter((entry) => entry.type !== 'hidden') as unknown as readonly FeedEvent<FeedType>[]
