import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { FeedType } from '#protocol/feed'
import { endpoints } from '#protocol/feed-stream'
import { call } from '../rest/call.ts'
import { useMembership } from '../rest/membership.tsx'
import type { FeedEvent } from './live-feed.ts'
import { useFeedEntries } from './use-feed-entries.ts'

interface About {
  readonly types: readonly FeedType[]
  /** Of what is told, what belongs to the one whose history it is. */
  readonly isOf: (event: FeedEvent) => boolean
  /** With one of these its history begins: before it there is nothing to look for. */
  readonly firsts: readonly FeedType[]
}

/**
 * What the employer's feed tells of one thing, newest first. The feed is one for the whole employer: pages of it are
 * read once, and shared by all that show a history.
 */
export function useHistory({ types, isOf, firsts }: About) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const queryKey = [endpoints.readFeed.path, { employerId }, 'history'] as const
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: null as number | null,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 200, ...(pageParam === null ? {} : { before: pageParam }) }
      return call(endpoints.readFeed, { params: { employerId }, query, signal })
    },
    getNextPageParam: ({ items }) => {
      const last = items.at(-1)
      return last === undefined || last.seq <= 1 ? null : last.seq
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
  useFeedEntries(types, (event) => {
    if (isOf(event)) void queries.invalidateQueries({ queryKey })
  })
  const events = (query.data?.pages ?? [])
    .flatMap(({ items }) => items as readonly unknown[] as readonly FeedEvent[])
    .filter((event) => types.includes(event.type) && isOf(event))
  const isWhole = events.some(({ type }) => firsts.includes(type))
  const more = () => void query.fetchNextPage()
  return {
    events,
    isLoading: query.isPending,
    isReading: query.isFetching,
    hasMore: query.hasNextPage && !isWhole,
    more,
    /** Why there is nothing, or nothing older, to show; null: it was read. */
    failure: query.data && !query.isFetchNextPageError ? null : query.error,
    retry: query.data ? more : () => void query.refetch(),
  }
}
