import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import type { Candidate } from '#protocol/candidates'
import { endpoints } from '#protocol/feed-stream'
import type { FeedEvent } from '../../../live/live-feed.ts'
import { useFeedEntries } from '../../../live/use-feed-entries.ts'
import { call } from '../../../rest/call.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { useBoardApi } from '../board-context.tsx'
import css from './candidate-pane.module.css'
import { historyWords } from './history-words.ts'
import { candidateEntries } from './use-candidate.ts'

/** What happened with the candidate, newest first, as the employer's feed tells it. */
export function CandidateHistory({ candidate, jobId }: { candidate: Candidate; jobId: string }) {
  const history = useHistory(candidate.id)
  const person = useColleagues()
  const { stages } = useBoardApi()
  const stage = (job: string, id: string) =>
    (job === jobId ? stages.find((one) => one.id === id)?.name : undefined) ?? id
  const events = history.events.flatMap((event) => {
    const words = historyWords(event, { person, stage })
    return words === null ? [] : [{ seq: event.seq, at: event.at, words }]
  })
  return (
    <section>
      <h3 className={css.heading}>History</h3>
      {history.isLoading && <Skeleton height={14} width="60%" />}
      <ol className={css.history}>
        {events.map(({ seq, at, words }) => (
          <li key={seq} className={css.event}>
            {words}{' '}
            <span className={css.when}>
              <TimeAgo at={at} />
            </span>
          </li>
        ))}
      </ol>
      {!history.isLoading && events.length === 0 && !history.hasMore && <p className={css.quiet}>Nothing yet.</p>}
      {history.hasMore && (
        <Button variant="subtle" size="compact-md" loading={history.isReading} onClick={history.more}>
          Look further back
        </Button>
      )}
    </section>
  )
}

/** The feed is one for the whole employer: pages of it are read once and shared by all candidates that are opened. */
function useHistory(candidateId: string) {
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
  useFeedEntries(candidateEntries, (event) => {
    if (event.data.candidateId === candidateId) void queries.invalidateQueries({ queryKey })
  })
  const events = (data?.pages ?? [])
    .flatMap(({ items }) => items as readonly unknown[] as readonly FeedEvent[])
    .filter((entry) => entry.type in types && 'candidateId' in entry.data && entry.data.candidateId === candidateId)
  const isWhole = events.some(({ type }) => type === 'application.received')
  return {
    events,
    isLoading: isPending && !isError,
    isReading: isFetching,
    hasMore: hasNextPage && !isWhole,
    more: () => void fetchNextPage(),
  }
}

const types: Readonly<Record<string, true>> = Object.fromEntries(candidateEntries.map((type) => [type, true]))
