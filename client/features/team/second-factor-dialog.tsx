import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import type { Member } from '#protocol/team'
import { filled } from '../../rest/field-problems.ts'
import { useFields } from '../../rest/use-fields.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useTeamChanges } from './use-team-changes.ts'

/** For who lost phone and recovery codes. It weakens an account, so it asks why, and says who will know. */
export default function SecondFactorDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { removeSecondFactor } = useTeamChanges()
  const form = useFields({
    initial: { reason: '' },
    checks: { reason: filled('Say why, for the audit log.') },
    submit: async ({ reason }) => {
      await removeSecondFactor(member, reason)
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Remove the second factor of ${member.name}?`}>
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md">
          <Text>
            Make sure first that it is really {member.name} who asks. They are signed out everywhere and sign in by
            their password alone, until they set up another phone. They get a mail that names you and the reason, and it
            is in the audit log.
          </Text>
          <FormProblem problem={form.problem} />
          <TextInput
            label="Reason"
            placeholder="Lost the phone; I called back to make sure"
            maxLength={300}
            data-autofocus
            {...form.field('reason')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" color="red.9" loading={form.isBusy}>
              Remove the second factor
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
