import { Button, Drawer } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { endpoints, type FigureRows } from '#protocol/analytics'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { CandidateBadge } from '../../ui/candidate-badge.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './figures.module.css'
import { daysOf, type Shown } from './period.ts'
import { filterOf, today, usePostings } from './use-figures.ts'
import { statusWords } from './words.ts'

export interface Opened {
  readonly of: FigureRows
  readonly title: string
}

/** The applications behind a number. */
export default function RowsDrawer(props: { opened: Opened; shown: Shown; onClose: () => void }) {
  const { opened, shown, onClose } = props
  const { employerId } = useMembership()
  const filter = filterOf(shown, daysOf(shown, today()))
  const postings = new Map(usePostings().map(({ id, title, stages }) => [id, { title, stages }]))
  const found = useInfiniteQuery({
    queryKey: [endpoints.listFigureRows.path, employerId, opened.of, filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.listFigureRows, {
        params: { employerId },
        query: { ...filter, of: opened.of, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
    gcTime: 0,
  })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Drawer opened onClose={onClose} position="right" size="md" title={opened.title}>
      {found.isPending ? <ListSkeleton rows={8} withPicture /> : null}
      {found.error ? (
        <ErrorState
          compact
          title="They could not be loaded"
          message={messageOf(found.error)}
          retry={() => void found.refetch()}
        />
      ) : null}
      <ul className={classes.rows}>
        {items.map(({ id, jobId, stage, status, candidate, appliedAt }) => {
          const posting = postings.get(jobId)
          const stageName = posting?.stages.find((one) => one.id === stage)?.name ?? stage
          const address = `/pipeline/${encodeURIComponent(jobId)}?candidate=${encodeURIComponent(candidate.id)}`
          return (
            <li key={id}>
              <Link href={address}>
                <span>
                  <CandidateBadge code={candidate.code} name={candidate.name} />
                  <span className={classes.dim}>
                    {' '}
                    {posting?.title ?? 'A posting'} · <TimeAgo at={appliedAt} />
                  </span>
                </span>
                <span className={classes.dim}>{status === 'active' ? stageName : statusWords[status]}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      {found.hasNextPage ? (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </Drawer>
  )
}
