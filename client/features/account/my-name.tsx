import { Button, Group, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { endpoints } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { filled } from '../../rest/field-problems.ts'
import { refreshSession } from '../../rest/session.ts'
import { useFields } from '../../rest/use-fields.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showDone } from '../../ui/toasts.ts'
import classes from './account.module.css'

/** Whoever registered a company was never asked for a name; it was made from the address. */
export function MyName({ name }: { name: string }) {
  const queries = useQueryClient()
  const form = useFields({
    initial: { name },
    checks: { name: filled('Enter your name.') },
    submit: async (values) => {
      const saved = await call(endpoints.editMyName, { body: values })
      form.set('name')(saved.name)
      await refreshSession(queries)
      showDone(`Saved. You are ${saved.name} from now on.`)
    },
  })
  return (
    <section className={classes.section} aria-labelledby="my-name">
      <h2 id="my-name" className={classes.title}>
        Your name
      </h2>
      <form onSubmit={form.onSubmit} noValidate>
        <FormProblem problem={form.problem} />
        <Group align="end" gap="xs">
          <TextInput
            className={classes.field ?? ''}
            label="Name"
            description="Colleagues and consultants see it beside what you say and do."
            autoComplete="name"
            maxLength={120}
            {...form.field('name')}
          />
          <Button type="submit" variant="default" loading={form.isBusy} disabled={form.values.name.trim() === name}>
            Save
          </Button>
        </Group>
      </form>
    </section>
  )
}
