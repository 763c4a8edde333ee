import { type QueryKey, type UseQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FeedType } from '#protocol/feed'
import { CallError } from '../rest/call-error.ts'
import { type Live, useIsLive } from './live.ts'
import { useLiveContext } from './live-context.tsx'
import { readAgain } from './read-again.ts'
import { useFeedEntries } from './use-feed-entries.ts'
import { useJoined } from './use-joined.ts'

/** The thing itself is not there any more, or not for this person. */
export const isGone = (error: Error): boolean =>
  error instanceof CallError && (error.code === 'not-found' || error.code === 'posting-in-bin')

/** Many entries in a burst cost one reading: at once for the first, then at most one in this time. */
const usualPause = 250

/** A query that is read after the feed was joined, and again whenever an entry of one of these types says it changed. */
export function useLiveQuery<Data, Key extends QueryKey>(
  options: UseQueryOptions<Data, Error, Data, Key>,
  types: readonly FeedType[],
  pause = usualPause,
): Live<Data> {
  const queries = useQueryClient()
  const isLive = useIsLive()
  const mayRead = useJoined()
  const { feed, readings } = useLiveContext()
  const { data, error, refetch, isPending } = useQuery({
    ...options,
    enabled: mayRead && options.enabled !== false,
    staleTime: Number.POSITIVE_INFINITY,
    // Entries that came while nobody showed it were not heard here.
    refetchOnMount: (query) => (readings.isCurrent(query, feed.position) ? true : 'always'),
  })
  useFeedEntries(types, ({ seq }) => readAgain(queries, options.queryKey, seq, pause))

  // What was taken away while it was shown is not shown on as if it were still there.
  if (error && isGone(error)) return { status: 'failed', error, retry: () => void refetch() }
  if (data !== undefined) return { status: isLive ? 'live' : 'stale', data }
  if (isPending && !error) return { status: 'loading' }
  return { status: 'failed', error, retry: () => void refetch() }
}
