import { Button } from '@mantine/core'
import { PostingState } from '#protocol/postings'
import type { FeedEvent } from '../../live/live-feed.ts'
import { useHistory } from '../../live/use-history.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useColleagues } from '../../rest/use-colleagues.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './posting-page.module.css'
import { entryWords, stateWords } from './posting-words.ts'

const types = [
  'posting.created',
  'posting.edited',
  'posting.transitioned',
  'posting.changes-published',
  'posting.deleted',
  'posting.restored',
  'posting.team-changed',
  'posting.kit-changed',
  'posting.stages-changed',
] as const

/** What happened with the posting, newest first, as the employer's feed tells it. */
export function HistoryTab({ jobId }: { jobId: string }) {
  const nameOf = useColleagues()
  const { isLoading, isReading, hasMore, more, failure, retry, ...history } = useHistory({
    types,
    isOf: ({ data }) => 'jobId' in data && data.jobId === jobId,
    firsts: ['posting.created'],
  })
  if (isLoading) return <ListSkeleton rows={5} />
  const events = history.events.filter(isNews)
  return (
    <>
      {events.length === 0 && !hasMore && !failure && (
        <EmptyState title="Nothing yet">Every change is noted here.</EmptyState>
      )}
      {events.length === 0 && hasMore && (
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
      {failure && <ErrorState title="The history did not load" message={messageOf(failure)} retry={retry} />}
      {hasMore && !failure && (
        <Button mt="md" variant="subtle" loading={isReading} onClick={more}>
          Look further back
        </Button>
      )}
    </>
  )
}

/** Of a kit that somebody goes on writing, the newest change stands for those right before it. */
const isNews = ({ type, actor }: FeedEvent, place: number, all: readonly FeedEvent[]): boolean => {
  const later = all[place - 1]
  return type !== 'posting.kit-changed' || later?.type !== type || later.actor.id !== actor.id
}

const lower = (name: string) => (name === 'You' ? 'you' : name)

function wordsOf({ type, data }: FeedEvent): string {
  if (type !== 'posting.transitioned') return entryWords[type] ?? type
  const state = PostingState.options.find((one) => one === data.state)
  return state === undefined ? 'Changed' : `Made “${stateWords[state]}”`
}
