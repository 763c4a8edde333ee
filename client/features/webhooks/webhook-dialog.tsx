import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, WebhookType } from '#protocol/webhooks'
import { call } from '../../rest/call.ts'
import { filled } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import classes from './webhooks.module.css'

/** A new webhook: where to, and about what. */
export function WebhookDialog({ onClose, onAdded }: { onClose: () => void; onAdded: (secret: string) => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const keyOf = useIntentionKey()
  const [types, setTypes] = useState<WebhookType[]>(['application.received'])
  const form = useFields({
    initial: { url: '' },
    checks: { url: filled('Enter an address like https://example.com/hook.') },
    submit: async ({ url }) => {
      const body = { url: url.trim(), types }
      const { secret } = await call(endpoints.addWebhook, { params: { employerId }, body, idempotencyKey: keyOf(body) })
      await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listWebhooks) })
      onClose()
      onAdded(secret)
    },
    explain: () => null,
  })
  return (
    <Modal opened onClose={onClose} title="Add a webhook" size={560}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md">
          <FormProblem problem={form.problem} />
          <TextInput
            label="Address"
            placeholder="https://example.com/hook"
            type="url"
            data-autofocus
            {...form.field('url')}
          />
          <Checkbox.Group
            label="Call it about"
            value={types}
            onChange={(values) => setTypes(values.map((value) => WebhookType.parse(value)))}
          >
            <div className={classes.types}>
              {WebhookType.options.map((type) => (
                <Checkbox key={type} value={type} label={type} />
              ))}
            </div>
          </Checkbox.Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.isBusy} disabled={types.length === 0}>
              Add it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
