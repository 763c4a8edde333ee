import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Engagement } from '#protocol/consultants'
import { GrowingText } from '../../ui/growing-text.tsx'
import { useEngagementChanges } from './use-engagement-changes.ts'

/** Ends what the consultant sees at this moment, so it is asked and not undone. */
export default function EndDialog({ engagement, onClose }: { engagement: Engagement; onClose: () => void }) {
  const { end, name } = useEngagementChanges(engagement)
  const [reason, setReason] = useState('')
  const [historyOpen, setHistoryOpen] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const isInvitation = engagement.state === 'invited'
  const confirm = async (): Promise<void> => {
    setIsBusy(true)
    await end({ reason, historyOpen })
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={isInvitation ? `Take back the invitation to ${name}?` : `End the engagement with ${name}?`}
    >
      <Stack gap="md">
        <Text>
          {isInvitation
            ? 'They can no longer accept it. You can invite them again.'
            : 'Their open pages end at once and they no longer see your pipeline, postings and figures. Your team keeps the conversation. To work together again, invite them again.'}
        </Text>
        {isInvitation ? null : (
          <Checkbox
            label="They may read the conversation on"
            description="Reading only. You can change it later."
            checked={historyOpen}
            onChange={(event) => setHistoryOpen(event.currentTarget.checked)}
          />
        )}
        <GrowingText
          label="Reason (optional)"
          description="Kept in your audit log; they do not see it."
          maxLength={500}
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red.9" loading={isBusy} onClick={() => void confirm()}>
            {isInvitation ? 'Take it back' : 'End the engagement'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
