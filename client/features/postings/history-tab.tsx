import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { endpoints, type FeedEntry } from '#protocol/feed-stream'
import { PostingState } from '#protocol/postings'
import { useFeedEntries } from '../../live/use-feed-entries.ts'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { useColleagues } from '../../rest/use-colleagues.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './posting-page.module.css'
import { entryWords, stateWords } from './posting-words.ts'

type Visible = Exclude<FeedEntry, { readonly type: 'hidden' }>

/** What happened with the posting, newest first, as the employer's feed tells it. */
export function HistoryTab({ jobId }: { jobId: string }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const nameOf = useColleagues()
  const queryKey = [endpoints.readFeed.path, { employerId }, 'posting history']
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
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
  })
  useFeedEntries(
    [
      'posting.created',
      'posting.edited',
      'posting.transitioned',
      'posting.changes-published',
      'posting.deleted',
      'posting.restored',
      'posting.team-changed',
      'posting.kit-changed',
      'posting.stages-changed',
    ],
    (event) => {
      if (event.data.jobId === jobId) void queries.invalidateQueries({ queryKey })
    },
  )
  if (isPending) return <ListSkeleton rows={5} />
  if (error !== null) {
    return <ErrorState title="The history did not load" message={messageOf(error)} retry={() => void refetch()} />
  }
  const events = data.pages
    .flatMap(({ items }) => items)
    .filter((entry): entry is Visible => 'data' in entry && entry.data.jobId === jobId && entry.type in known)
    .filter(isNews)
  const isWhole = events.some(({ type }) => type === 'posting.created')
  return (
    <>
      {events.length === 0 && !hasNextPage && <EmptyState title="Nothing yet">Every change is noted here.</EmptyState>}
      {events.length === 0 && hasNextPage && (
        <p className={css.quiet}>Nothing about this posting is among the newest entries.</p>
      )}
      <ol className={css.history}>
        {events.map((event) => (
          <li key={event.seq} className={css.event}>
            <span>
              {wordsOf(event)} by {event.actor.kind === 'user' ? lower(nameOf(event.actor.id)) : 'ClearView'}
            </span>
            <span className={css.quiet}>
              <TimeAgo at={event.at} />
            </span>
          </li>
        ))}
      </ol>
      {hasNextPage && !isWhole && (
        <Button mt="md" variant="subtle" loading={isFetching} onClick={() => void fetchNextPage()}>
          Look further back
        </Button>
      )}
    </>
  )
}

/** Of a kit that somebody goes on writing, the newest change stands for those right before it. */
const isNews = ({ type, actor }: Visible, place: number, all: readonly Visible[]): boolean => {
  const later = all[place - 1]
  return type !== 'posting.kit-changed' || later?.type !== type || later.actor.id !== actor.id
}

const known: Readonly<Record<string, string>> = { ...entryWords, 'posting.transitioned': '' }
const lower = (name: string) => (name === 'You' ? 'you' : name)

function wordsOf({ type, data }: Visible): string {
  if (type !== 'posting.transitioned') return known[type] ?? type
  const state = PostingState.options.find((one) => one === data.state)
  return state === undefined ? 'Changed' : `Made “${stateWords[state]}”`
}
