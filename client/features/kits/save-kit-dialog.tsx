import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { endpoints } from '#protocol/kits'
import { useWrite } from '../../live/use-write.ts'
import { useMembership } from '../../rest/membership.tsx'
import { useFields } from '../../rest/use-fields.ts'
import { showDone } from '../../ui/toasts.ts'

/** Keeps the criteria as they stand under a name of their own. */
export function SaveKitDialog({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const { field, problem, isBusy, onSubmit } = useFields({
    initial: { name: '' },
    checks: { name: (name) => (name.trim() === '' ? 'Give the template a name.' : null) },
    submit: async ({ name }) => {
      const params = { employerId, jobId }
      await write(endpoints.saveKitAsTemplate, { params, body: { name } }, `Keep the kit as ${name}`)
      onClose()
      showDone(`“${name.trim()}” is a template now. Any posting’s kit can begin with it.`)
    },
  })
  return (
    <Modal opened onClose={onClose} title="Save the kit as a template">
      <form noValidate onSubmit={onSubmit}>
        <Stack gap="md">
          <Text>Its criteria, scales, questions and weights are kept as they are now. The guide is not.</Text>
          <TextInput
            label="Name of the template"
            placeholder="Engineers, first interview"
            maxLength={120}
            data-autofocus
            {...field('name')}
          />
          {problem !== null && (
            <Text role="alert" c="red.9">
              {problem}
            </Text>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Save the template
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
