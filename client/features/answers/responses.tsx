import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type Response } from '#protocol/answers'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useWrite } from '../../live/use-write.ts'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { filled } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showFailure, showUndo } from '../../ui/toasts.ts'
import classes from './answers.module.css'

/** "You said, we did": what the careers page says was changed. */
export function Responses() {
  const { employerId, slug, may } = useMembership()
  const params = { employerId }
  const live = useLiveQuery(queryOf(endpoints.listResponses, { params, query: {} }), [
    'response.saved',
    'response.removed',
  ])
  const queries = useQueryClient()
  const write = useWrite()
  const mayRespond = may('answers.respond')
  const readAgain = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listResponses) })
  const putBack = async ({ said, did }: Response) => {
    try {
      await write(endpoints.addResponse, { params, body: { said, did } }, 'A note on the careers page')
      await readAgain()
    } catch (error) {
      showFailure({ title: 'The note is not back', message: messageOf(error) })
    }
  }
  const remove = async (note: Response) => {
    try {
      const which = { params: { employerId, responseId: note.id } }
      await write(endpoints.removeResponse, which, 'A note on the careers page')
      await readAgain()
      showUndo({ message: 'The note is off the careers page.', onUndo: () => void putBack(note) })
    } catch (error) {
      showFailure({ title: 'The note was not removed', message: messageOf(error) })
    }
  }
  const items = live.status === 'live' || live.status === 'stale' ? live.data.items : []
  if (items.length === 0 && !mayRespond) return null
  return (
    <section aria-labelledby="responses" className={classes.batch}>
      <h2 id="responses" className={classes.title}>
        You said, we did{' '}
        <a className={classes.link} href={`/careers/${slug}`}>
          on the careers page
        </a>
      </h2>
      <ul className={classes.answers}>
        {items.map((item) => (
          <li key={item.id} className={classes.answer}>
            <p className={classes.said}>“{item.said}”</p>
            <p className={classes.text}>{item.did}</p>
            {mayRespond ? (
              <Button size="compact-sm" variant="subtle" color="red" onClick={() => void remove(item)}>
                Take it off
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayRespond ? <NewResponse onAdded={readAgain} /> : null}
    </section>
  )
}

function NewResponse({ onAdded }: { onAdded: () => Promise<unknown> }) {
  const { employerId } = useMembership()
  const [isOpen, setIsOpen] = useState(false)
  const keyOf = useIntentionKey()
  const form = useFields({
    initial: { said: '', did: '' },
    checks: { said: filled('Say what candidates said.'), did: filled('Say what you changed.') },
    submit: async (body) => {
      await call(endpoints.addResponse, { params: { employerId }, body, idempotencyKey: keyOf(body) })
      await onAdded()
      setIsOpen(false)
    },
    explain: () => null,
  })
  if (!isOpen) {
    return (
      <Button variant="default" onClick={() => setIsOpen(true)}>
        Say what you changed
      </Button>
    )
  }
  return (
    <form onSubmit={form.onSubmit} noValidate className={classes.form}>
      <Stack gap="md">
        <FormProblem problem={form.problem} />
        <TextInput label="What candidates said" data-autofocus {...form.field('said')} />
        <TextInput label="What you changed" {...form.field('did')} />
        <Group>
          <Button type="submit" loading={form.isBusy}>
            Publish on the careers page
          </Button>
          <Button variant="default" onClick={() => setIsOpen(false)}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
