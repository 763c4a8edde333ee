import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { MyEngagement } from '#protocol/consultants'
import { GrowingText } from '../../ui/growing-text.tsx'
import { heldOpen } from '../../ui/held-open.ts'
import { useMyAnswers } from './use-my-answers.ts'

/** What one gives up at once and cannot take back by oneself, so it is asked. */
export default function LeaveDialog({ engagement, onClose }: { engagement: MyEngagement; onClose: () => void }) {
  const { companyName } = engagement.employer
  const { end, busyWith } = useMyAnswers(engagement)
  const [reason, setReason] = useState('')
  const isBusy = busyWith === 'end'
  return (
    <Modal opened onClose={onClose} {...heldOpen(isBusy)} title={`End the engagement with ${companyName}?`}>
      <Stack gap="md">
        <Text>
          You no longer see their pipeline, postings, figures and the conversation, at once. They keep the conversation.
          To come back you need a new invitation.
        </Text>
        <GrowingText
          label="Reason (optional)"
          description="Kept in their audit log."
          maxLength={500}
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" disabled={isBusy} onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red.9" loading={isBusy} onClick={() => void end(reason).then(onClose)}>
            End the engagement
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
