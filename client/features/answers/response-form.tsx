import { Button, Group, Stack, TextInput } from '@mantine/core'
import { endpoints, type Response } from '#protocol/answers'
import { call } from '../../rest/call.ts'
import { filled } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import classes from './answers.module.css'

/** What candidates said and what was changed, for the careers page. @param note the one that is changed; left out: a new one */
export function ResponseForm(props: { note?: Response; onSaved: () => Promise<unknown>; onCancel: () => void }) {
  const { note, onSaved, onCancel } = props
  const { employerId } = useMembership()
  const keyOf = useIntentionKey()
  const form = useFields({
    initial: { said: note?.said ?? '', did: note?.did ?? '' },
    checks: { said: filled('Say what candidates said.'), did: filled('Say what you changed.') },
    submit: async (body) => {
      const key = { idempotencyKey: keyOf(body) }
      if (note) {
        const params = { employerId, responseId: note.id }
        await call(endpoints.editResponse, { params, body, ifMatch: note.version, ...key })
      } else await call(endpoints.addResponse, { params: { employerId }, body, ...key })
      await onSaved()
    },
    explain: (error) =>
      error.code === 'version-mismatch'
        ? { message: 'Somebody changed this note meanwhile. Cancel to see what it says now.' }
        : null,
  })
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.form}>
      <Stack gap="md">
        <FormProblem problem={form.problem} />
        <TextInput label="What candidates said" autoFocus maxLength={500} {...form.field('said')} />
        <TextInput label="What you changed" maxLength={1000} {...form.field('did')} />
        <Group>
          <Button type="submit" loading={form.isBusy}>
            {note ? 'Save' : 'Publish on the careers page'}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
