import { Badge, Button } from '@mantine/core'
import { IconLayoutKanban } from '@tabler/icons-react'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { endpoints } from '#protocol/applications'
import type { Posting } from '#protocol/postings'
import { useFeedEntries } from '../../live/use-feed-entries.ts'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { CandidateBadge } from '../../ui/candidate-badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './posting-page.module.css'

/** Who applied, newest first; the work with them happens on the board. */
export function CandidatesTab({ posting }: { posting: Posting }) {
  const list = useApplications(posting.id)
  const board = `/pipeline/${encodeURIComponent(posting.id)}`
  if (list.items === null) {
    return list.error === null ? (
      <ListSkeleton withPicture />
    ) : (
      <ErrorState title="The candidates did not load" message={messageOf(list.error)} retry={list.retry} />
    )
  }
  if (list.items.length === 0) {
    return (
      <EmptyState title="Nobody has applied yet">
        {posting.state === 'published'
          ? 'Applications appear here the moment they arrive.'
          : 'People can apply once the posting is published.'}
      </EmptyState>
    )
  }
  return (
    <>
      <div className={css.editBar}>
        <Button component={Link} href={board} leftSection={<IconLayoutKanban size={18} aria-hidden />}>
          Open the board
        </Button>
      </div>
      <ul className={css.rows}>
        {list.items.map(({ id, candidateId, candidate, stage, status, appliedAt }) => (
          <li key={id} className={css.row}>
            <Link href={`${board}?candidate=${encodeURIComponent(candidateId)}`} className={css.rowMain}>
              <CandidateBadge code={candidate.code} name={candidate.name} />
            </Link>
            {status !== 'active' && (
              <Badge color="gray" className={css.optional ?? ''}>
                {statusWords[status]}
              </Badge>
            )}
            <span className={css.rowStage}>{posting.stages.find((one) => one.id === stage)?.name ?? stage}</span>
            <span className={css.quiet}>
              <TimeAgo at={appliedAt} />
            </span>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button mt="md" variant="default" loading={list.isReadingMore} onClick={list.more}>
          Show more
        </Button>
      )}
    </>
  )
}

const statusWords = { on_hold: 'On hold', rejected: 'Rejected', withdrawn: 'Withdrawn', hired: 'Hired' } as const

function useApplications(jobId: string) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const queryKey = [endpoints.listApplications.path, { employerId }, 'pages', jobId]
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const query = { jobId, limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) }
      try {
        return await call(endpoints.listApplications, { params: { employerId }, query, signal })
      } catch (refusal) {
        if (refusal instanceof CallError && refusal.code === 'no-applications') return { items: [], nextCursor: null }
        throw refusal
      }
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  useFeedEntries(
    [
      'application.received',
      'application.moved',
      'application.held',
      'application.resumed',
      'application.rejected',
      'application.withdrawn',
      'application.hired',
    ],
    (event) => {
      if (event.data.jobId === jobId) void queries.invalidateQueries({ queryKey })
    },
  )
  return {
    items: data?.pages.flatMap(({ items }) => items) ?? null,
    error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    more: () => void fetchNextPage(),
    isReadingMore: isFetchingNextPage,
  }
}
