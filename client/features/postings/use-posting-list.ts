import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { endpoints, type PostingState, type PostingSummary } from '#protocol/postings'
import { useFeedEntries } from '../../live/use-feed-entries.ts'
import { useJoined } from '../../live/use-joined.ts'
import { call } from '../../rest/call.ts'
import { useMembership } from '../../rest/membership.tsx'

export interface ListFilters {
  readonly state: PostingState | null
  readonly text: string
  readonly bin: boolean
}

/** The pages of the list read so far; read again when an entry says that a posting or its counts changed. */
export function usePostingList({ state, text, bin }: ListFilters) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const mayRead = useJoined()
  const query = {
    limit: 50,
    ...(state === null ? {} : { state }),
    ...(text.trim() === '' ? {} : { q: text.trim() }),
    ...(bin ? { deleted: 'true' as const } : {}),
  }
  const base = [endpoints.listPostings.path, { employerId }, 'pages']
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: [...base, query],
    enabled: mayRead,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.listPostings, {
        params: { employerId },
        query: { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Filtering shows the old rows until the new ones are here: nothing jumps while typing.
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    // Entries that came while nobody showed the list were not heard here.
    refetchOnMount: 'always',
  })
  useFeedEntries(
    [
      'posting.created',
      'posting.edited',
      'posting.text-changed',
      'posting.transitioned',
      'posting.changes-published',
      'posting.deleted',
      'posting.restored',
      'application.received',
      'application.rejected',
      'application.withdrawn',
      'application.hired',
      'application.held',
      'application.resumed',
    ],
    () => void queries.invalidateQueries({ queryKey: base }),
  )
  const items: PostingSummary[] | null = data?.pages.flatMap((page) => page.items) ?? null
  return {
    items,
    error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    more: () => void fetchNextPage(),
    isReadingMore: isFetchingNextPage,
    readAgain: () => queries.invalidateQueries({ queryKey: base }),
  }
}
