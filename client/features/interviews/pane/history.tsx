import { Button, Skeleton } from '@mantine/core'
import type { Interview } from '#protocol/interviews'
import { useHistory } from '../../../live/use-history.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { interviewEntries } from '../topics.ts'
import { historyWords } from './history-words.ts'
import css from './pane.module.css'

/** What happened with the interview, newest first, as the employer's feed tells it. */
export function InterviewHistory({ interview, zone }: { interview: Interview; zone: string }) {
  const { events, isLoading, isReading, hasMore, more, failure, retry } = useHistory({
    types: interviewEntries,
    isOf: ({ data }) => 'interviewId' in data && data.interviewId === interview.id,
    firsts: ['interview.scheduled', 'interview.offered'],
  })
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
      {failure ? (
        <ErrorState compact title="The history did not load" message={messageOf(failure)} retry={retry} />
      ) : (
        !isLoading && !hasMore && events.length === 0 && <p className={css.quiet}>Nothing yet.</p>
      )}
      {hasMore && !failure && (
        <Button variant="subtle" size="compact-md" loading={isReading} onClick={more}>
          Look further back
        </Button>
      )}
    </section>
  )
}
