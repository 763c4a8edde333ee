import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { endpoints } from '#protocol/feed-stream'
import type { Interview } from '#protocol/interviews'
import type { FeedEvent } from '../../../live/live-feed.ts'
import { useFeedEntries } from '../../../live/use-feed-entries.ts'
import { call } from '../../../rest/call.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { interviewEntries } from '../topics.ts'
import { historyWords } from './history-words.ts'
import css from './pane.module.css'

/** What happened with the interview, newest first, as the employer's feed tells it. */
export function InterviewHistory({ interview, zone }: { interview: Interview; zone: string }) {
  const { events, isLoading, isReading, hasMore, more } = useHistory(interview.id)
  const person = useColleagues()
  return (
    <section aria-labelledby="interview-history">
      <h3 id="interview-history" className={css.heading}>
        History
      </h3>
      {isLoading && <Skeleton height={14} width="60%" />}
      <ol className={css.history}>
        {events.map((event) => (
          <li key={event.seq}>
            {historyWords(event, person, zone)}{' '}
            <span className={css.quiet}>
              <TimeAgo at={event.at} />
            </span>
          </li>
        ))}
      </ol>
      {!isLoading && !hasMore && events.length === 0 && <p className={css.quiet}>Nothing yet.</p>}
      {hasMore && (
        <Button variant="subtle" size="compact-md" loading={isReading} onClick={more}>
          Look further back
        </Button>
      )}
    </section>
  )
}

/** The feed is one for the whole employer: pages of it are read once, and shared by all that show a history. */
function useHistory(interviewId: string) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const queryKey = [endpoints.readFeed.path, { employerId }, 'history'] as const
  const { data, hasNextPage, fetchNextPage, isFetching, isPending, isError } = useInfiniteQuery({
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
  useFeedEntries(interviewEntries, (event) => {
    if (event.data.interviewId === interviewId) void queries.invalidateQueries({ queryKey })
  })
  const events = (data?.pages ?? [])
    .flatMap(({ items }) => items as readonly unknown[] as readonly FeedEvent[])
    .filter(({ type, data }) => type in types && 'interviewId' in data && data.interviewId === interviewId)
  const isWhole = events.some(({ type }) => type === 'interview.scheduled' || type === 'interview.offered')
  return {
    events,
    isLoading: isPending && !isError,
    isReading: isFetching,
    hasMore: hasNextPage && !isWhole,
    more: () => void fetchNextPage(),
  }
}

const types: Readonly<Record<string, true>> = Object.fromEntries(interviewEntries.map((type) => [type, true]))
