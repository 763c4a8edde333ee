import { type QueryKey, type UseQueryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { FeedType } from '#protocol/feed'
import { type Live, useIsLive } from './live.ts'
import { useFeedEntries } from './use-feed-entries.ts'
import { useJoined } from './use-joined.ts'

/** Many entries in a burst cost one reading: at once for the first, then at most one in this time. */
const pause = 500

/** A query that is read after the feed was joined, and again whenever an entry of one of these types says it changed. */
export function useLiveQuery<Data, Key extends QueryKey>(
  options: UseQueryOptions<Data, Error, Data, Key>,
  types: readonly FeedType[],
): Live<Data> {
  const queries = useQueryClient()
  const isLive = useIsLive()
  const mayRead = useJoined()
  const { data, error, refetch, isPending } = useQuery({
    ...options,
    enabled: mayRead && options.enabled !== false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const timer = useRef<{ handle: ReturnType<typeof setTimeout>; again: boolean } | null>(null)
  useEffect(
    () => () => {
      clearTimeout(timer.current?.handle)
      timer.current = null
    },
    [],
  )

  const readAgain = (): void => {
    if (timer.current) {
      timer.current.again = true
      return
    }
    void queries.invalidateQueries({ queryKey: options.queryKey, exact: true })
    const handle = setTimeout(() => {
      const wasAsked = timer.current?.again
      timer.current = null
      if (wasAsked) readAgain()
    }, pause)
    timer.current = { handle, again: false }
  }
  useFeedEntries(types, readAgain)

  if (data !== undefined) return { status: isLive ? 'live' : 'stale', data }
  if (isPending && !error) return { status: 'loading' }
  return { status: 'failed', error, retry: () => void refetch() }
}
