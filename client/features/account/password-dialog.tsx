import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { filled } from '../../rest/field-problems.ts'
import { useFields } from '../../rest/use-fields.ts'
import { FormProblem } from '../../ui/form-problem.tsx'

/** Whoever sits at a page that was left open does not know the password. */
export function PasswordDialog(props: { onAnswer: (password: string) => Promise<unknown>; onClose: () => void }) {
  const { onAnswer, onClose } = props
  const form = useFields({
    initial: { password: '' },
    checks: { password: filled('Enter your password.') },
    submit: async ({ password }) => {
      await onAnswer(password)
      onClose()
    },
    explain: (error) =>
      error.code === 'wrong-credentials' ? { field: 'password', message: 'This is not your password.' } : null,
  })
  return (
    <Modal opened onClose={onClose} title="Your password, please">
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md">
          <FormProblem problem={form.problem} />
          <PasswordInput label="Password" autoComplete="current-password" data-autofocus {...form.field('password')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.isBusy}>
              Go on
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
