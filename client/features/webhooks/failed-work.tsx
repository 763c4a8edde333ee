import { Button, Text } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { endpoints } from '#protocol/webhooks'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import classes from './webhooks.module.css'

/** Mail and other work that was tried for a long time and given up: why, and another try. */
export function FailedWork() {
  const { employerId } = useMembership()
  const write = useWrite()
  const query = useQuery({
    ...queryOf(endpoints.listFailedWork, { params: { employerId }, query: { limit: 50 } }),
    staleTime: 0,
  })
  const runAgain = async (workId: string) => {
    try {
      await write(endpoints.runFailedWork, { params: { employerId, workId } }, 'A failed delivery')
      showDone('It is tried again.')
    } catch (error) {
      showFailure({ title: 'It was not tried again', message: messageOf(error) })
    }
    await query.refetch()
  }
  if (query.isPending) return <ListSkeleton rows={3} />
  if (!query.data) {
    return (
      <ErrorState
        title="The list could not be loaded"
        message={messageOf(query.error)}
        retry={() => void query.refetch()}
      />
    )
  }
  if (query.data.items.length === 0) {
    return (
      <EmptyState icon={<IconChecks size={24} />} title="No failed deliveries">
        Mail that no server takes, and calls that nobody answers, are tried for many hours. What fails even then is
        listed here for 30 days.
      </EmptyState>
    )
  }
  return (
    <ul className={classes.list}>
      {query.data.items.map(({ id, job, attempts, lastError, givenUpAt }) => (
        <li key={id} className={classes.row}>
          <div className={classes.head}>
            <strong>{jobWords[job] ?? job}</strong>
            <Button size="compact-sm" variant="default" onClick={() => void runAgain(id)}>
              Try again
            </Button>
          </div>
          <Text size="sm">{lastError}</Text>
          <p className={classes.dim}>
            {attempts} attempts, the last <TimeAgo at={givenUpAt} />
          </p>
        </li>
      ))}
    </ul>
  )
}

const jobWords: Readonly<Record<string, string>> = {
  'send-mail': 'A mail',
  'deliver-webhook': 'A call of a webhook',
  'tell-candidate': 'Word to a candidate',
  'tell-selection': 'Word of a selection',
  'tell-notification': 'A notification by mail',
  'follow-entries': 'Notifications of something that happened',
  'send-alerts': 'Mail about a new job',
  'offer-answer': 'Asking a candidate how it was',
}
