import { Button, Skeleton } from '@mantine/core'
import type { Candidate } from '#protocol/candidates'
import { useHistory } from '../../../live/use-history.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useColleagues } from '../../../rest/use-colleagues.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { useBoardApi } from '../board-context.tsx'
import css from './candidate-pane.module.css'
import { historyWords } from './history-words.ts'
import { candidateEntries } from './use-candidate.ts'

/** What happened with the candidate, newest first, as the employer's feed tells it. */
export function CandidateHistory({ candidate, jobId }: { candidate: Candidate; jobId: string }) {
  const history = useHistory({
    types: candidateEntries,
    isOf: ({ data }) => 'candidateId' in data && data.candidateId === candidate.id,
    firsts: ['application.received'],
  })
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
      {history.failure ? (
        <ErrorState
          compact
          title="The history did not load"
          message={messageOf(history.failure)}
          retry={history.retry}
        />
      ) : (
        !history.isLoading && events.length === 0 && !history.hasMore && <p className={css.quiet}>Nothing yet.</p>
      )}
      {history.hasMore && !history.failure && (
        <Button variant="subtle" size="compact-md" loading={history.isReading} onClick={history.more}>
          Look further back
        </Button>
      )}
    </section>
  )
}
