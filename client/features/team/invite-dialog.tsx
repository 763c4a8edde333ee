import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import type { EmployerRole } from '#protocol/permissions'
import { endpoints } from '#protocol/team'
import { call } from '../../rest/call.ts'
import { emailLike } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { roleWords } from '../../rest/role-words.ts'
import { useFields } from '../../rest/use-fields.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showDone } from '../../ui/toasts.ts'
import { invitableRoles } from './role-rules.ts'
import { useTeamChanges } from './use-team-changes.ts'

/** Mails somebody a link to join, with a role. */
export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const { employerId, role: mine } = useMembership()
  const { invited } = useTeamChanges()
  const keyOf = useIntentionKey()
  const form = useFields({
    initial: { email: '', role: 'recruiter' },
    checks: { email: emailLike },
    submit: async (values) => {
      const email = values.email.trim()
      const body = { email, role: values.role as EmployerRole }
      await call(endpoints.invite, { params: { employerId }, body, idempotencyKey: keyOf(body) })
      await invited()
      showDone(`Sent. ${email} joins by the link in the mail.`)
      onClose()
    },
    explain: (error) => (error.code === 'already-member' ? { field: 'email', message: error.message } : null),
  })
  const role = form.field('role')
  return (
    <Modal opened onClose={onClose} title="Invite somebody" size={480}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md">
          <FormProblem problem={form.problem} />
          <TextInput label="E-mail" type="email" inputMode="email" data-autofocus {...form.field('email')} />
          <Radio.Group label="Role" name="role" value={role.value} onChange={form.set('role')}>
            <Stack gap={12} mt={8}>
              {invitableRoles(mine).map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={roleWords[value].label}
                  description={roleWords[value].purpose}
                />
              ))}
            </Stack>
          </Radio.Group>
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
