import { Badge, Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type Webhook } from '#protocol/webhooks'
import { useWrite } from '../../live/use-write.ts'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import { DeliveryLog } from './delivery-log.tsx'
import classes from './webhooks.module.css'

interface Props {
  readonly webhook: Webhook
  readonly onChanged: () => Promise<unknown>
  readonly onSecret: (secret: string) => void
}

const states = {
  active: { color: 'green', words: 'On' },
  paused: { color: 'gray', words: 'Paused' },
  disabled: { color: 'red', words: 'Switched off after failures' },
} as const

/** One webhook: where it goes, how it is, and what can be done about it. */
export function WebhookRow({ webhook, onChanged, onSecret }: Props) {
  const { employerId } = useMembership()
  const write = useWrite()
  const queries = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [asks, setAsks] = useState<'remove' | 'renew' | null>(null)
  const params = { employerId, webhookId: webhook.id }
  const { color, words } = states[webhook.state]
  const doing = async (what: () => Promise<unknown>, failure: string) => {
    try {
      await what()
      await onChanged()
    } catch (error) {
      showFailure({ title: failure, message: messageOf(error) })
    }
  }
  const turn = (state: 'active' | 'paused') =>
    doing(() => write(endpoints.editWebhook, { params, body: { state } }, 'A webhook'), 'The webhook was not changed')
  const renew = () =>
    doing(
      async () => onSecret((await call(endpoints.renewWebhookSecret, { params })).secret),
      'The secret was not renewed',
    )
  const test = () =>
    doing(async () => {
      await write(endpoints.testWebhook, { params }, 'A test call')
      setIsOpen(true)
      // One that is open already would be looked at again only after a while.
      await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listDeliveries, { params }) })
      showDone('A test call is on its way. Its log is below.')
    }, 'The test call was not sent')
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <code className={classes.url}>{webhook.url}</code>
        <Badge color={color} variant="light">
          {words}
        </Badge>
      </div>
      <p className={classes.dim}>
        {webhook.types.join(', ')}
        {webhook.failingSince ? (
          <>
            {' · failing since '}
            <TimeAgo at={webhook.failingSince} />
          </>
        ) : null}
      </p>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? 'Hide the log' : 'Show the log'}
        </Button>
        {webhook.state === 'active' ? (
          <>
            <Button size="compact-sm" variant="default" onClick={() => void test()}>
              Send a test
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => void turn('paused')}>
              Pause
            </Button>
          </>
        ) : (
          <Button size="compact-sm" onClick={() => void turn('active')}>
            Switch on
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" onClick={() => setAsks('renew')}>
          New secret
        </Button>
        <Button size="compact-sm" variant="subtle" color="red" onClick={() => setAsks('remove')}>
          Remove
        </Button>
      </Group>
      {isOpen ? <DeliveryLog webhookId={webhook.id} isActive={webhook.state === 'active'} /> : null}
      <ConfirmDialog
        opened={asks === 'renew'}
        onClose={() => setAsks(null)}
        title="Make a new secret?"
        action="Make a new secret"
        onConfirm={renew}
      >
        The old one ends at once: calls are refused until the receiver knows the new one, and are tried again.
      </ConfirmDialog>
      <ConfirmDialog
        opened={asks === 'remove'}
        onClose={() => setAsks(null)}
        title="Remove this webhook?"
        action="Remove"
        onConfirm={() =>
          doing(() => write(endpoints.removeWebhook, { params }, 'A webhook'), 'The webhook was not removed')
        }
      >
        {webhook.url} is called no more, and its log is gone.
      </ConfirmDialog>
    </li>
  )
}
