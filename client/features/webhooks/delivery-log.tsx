import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { DeliveryId, WebhookId } from '#protocol/ids'
import { type Delivery, endpoints } from '#protocol/webhooks'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { keepAsking } from '../../rest/keep-asking.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { showFailure } from '../../ui/toasts.ts'
import classes from './webhooks.module.css'

const words = { delivered: 'Delivered', failed: 'Not delivered' } as const
/** Nothing is called any more by a webhook that is off. */
function stateOf({ state, attempts }: Delivery, isActive: boolean): string {
  if (state !== 'waiting') return words[state]
  if (attempts.length === 0) return 'On its way'
  return isActive ? 'Will be tried again' : words.failed
}
const hasWaiting = (items: readonly Delivery[] | undefined) => items?.some(({ state }) => state === 'waiting') ?? false

/** The latest calls with their attempts; looked at again while one is on its way. */
export function DeliveryLog({ webhookId, isActive }: { webhookId: WebhookId; isActive: boolean }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const params = { employerId, webhookId }
  const query = useQuery({
    ...queryOf(endpoints.listDeliveries, { params, query: { limit: 20 } }),
    staleTime: 0,
    refetchInterval: (query) => keepAsking(hasWaiting(query.state.data?.items) ? 2000 : 15_000)(query),
  })
  const resend = async (deliveryId: DeliveryId) => {
    try {
      await write(endpoints.resendDelivery, { params: { ...params, deliveryId } }, 'A call of a webhook')
      await query.refetch()
    } catch (error) {
      showFailure({ title: 'It was not sent again', message: messageOf(error) })
    }
  }
  if (query.isPending) return <ListSkeleton rows={3} />
  if (!query.data) {
    return (
      <ErrorState
        compact
        title="The log could not be loaded"
        message={messageOf(query.error)}
        retry={() => void query.refetch()}
      />
    )
  }
  if (query.data.items.length === 0) return <Text c="dimmed">Nothing was sent yet.</Text>
  return (
    <div className={classes.scroll}>
      <table className={classes.log}>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">About</th>
            <th scope="col">Attempts</th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="cv-visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {query.data.items.map((delivery) => {
            const { id, type, state, createdAt, attempts } = delivery
            return (
              <tr key={id}>
                <td>
                  <TimeAgo at={createdAt} />
                </td>
                <td>{type}</td>
                <td>{attempts.map(({ status, error }) => status ?? error ?? 'no answer').join(', ') || '–'}</td>
                <td>{stateOf(delivery, isActive)}</td>
                <td>
                  {isActive && state !== 'waiting' ? (
                    <Button size="compact-sm" variant="subtle" onClick={() => void resend(id)}>
                      Send again
                    </Button>
                  ) : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
