import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { endpoints } from '#protocol/consultants'
import { call } from '../../rest/call.ts'
import { emailLike } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { GrowingText } from '../../ui/growing-text.tsx'
import { showDone } from '../../ui/toasts.ts'

/** Mails a consultant what they are asked for; whether they have an account is their business. */
export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const keyOf = useIntentionKey()
  const form = useFields({
    initial: { consultantEmail: '', purpose: '' },
    checks: { consultantEmail: emailLike },
    submit: async ({ consultantEmail, purpose }) => {
      const body = { consultantEmail: consultantEmail.trim(), purpose }
      await call(endpoints.inviteConsultant, { params: { employerId }, body, idempotencyKey: keyOf(body) })
      await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listEngagements) })
      showDone(`Sent. You see here when ${body.consultantEmail} answers.`)
      onClose()
    },
    explain: (error) =>
      error.code === 'already-member' || error.code === 'conflict'
        ? { field: 'consultantEmail', message: error.message }
        : null,
  })
  const purpose = form.field('purpose')
  return (
    <Modal opened onClose={onClose} title="Invite a consultant" size={480}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md">
          <FormProblem problem={form.problem} />
          <TextInput
            label="E-mail"
            type="email"
            inputMode="email"
            description="They get a link by mail; somebody new registers first."
            data-autofocus
            {...form.field('consultantEmail')}
          />
          <GrowingText
            label="What you ask for (optional)"
            placeholder="Look at our interview questions for engineers"
            minRows={3}
            maxRows={8}
            maxLength={500}
            name={purpose.name}
            value={purpose.value}
            error={purpose.error}
            onChange={(event) => form.set('purpose')(event.currentTarget.value)}
          />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.isBusy}>
              Send the invitation
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
