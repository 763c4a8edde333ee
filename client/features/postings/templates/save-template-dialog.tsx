import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { endpoints } from '#protocol/posting-templates'
import type { PostingSummary } from '#protocol/postings'
import { useWrite } from '../../../live/use-write.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { useFields } from '../../../rest/use-fields.ts'
import { showDone } from '../../../ui/toasts.ts'

/** Keeps what the posting says now under a name of its own. */
export default function SaveTemplateDialog({ posting, onClose }: { posting: PostingSummary; onClose: () => void }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const { field, problem, isBusy, onSubmit } = useFields({
    initial: { name: posting.title },
    checks: { name: (name) => (name.trim() === '' ? 'Give the template a name.' : null) },
    submit: async ({ name }) => {
      const params = { employerId, jobId: posting.id }
      await write(endpoints.savePostingAsTemplate, { params, body: { name } }, `Keep ${name} as a template`)
      onClose()
      showDone(`“${name.trim()}” is a template now. Choose it when you create a posting.`)
    },
  })
  return (
    <Modal opened onClose={onClose} title="Save as a template">
      <form noValidate onSubmit={onSubmit}>
        <Stack gap="md">
          <Text>Its text, requirements, pay and stages are kept as they are now. The posting stays as it is.</Text>
          <TextInput label="Name of the template" maxLength={120} data-autofocus {...field('name')} />
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
