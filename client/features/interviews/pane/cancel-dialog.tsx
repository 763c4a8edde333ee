import { Button, Group, Modal, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { GrowingText } from '../../../ui/growing-text.tsx'

/** It cannot be taken back: everybody gets a mail. So it asks, and names what will happen. */
export function CancelDialog(props: { who: string; onCancel: (reason: string) => void; onClose: () => void }) {
  const { who, onCancel, onClose } = props
  const [reason, setReason] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') setIsWrong(true)
    else onCancel(reason.trim())
  }
  return (
    <Modal opened onClose={onClose} title={`Cancel the interview with ${who}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <GrowingText
            label="Why"
            description="The candidate and the interviewers read it, in a mail that takes it off their calendars."
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value)
              setIsWrong(false)
            }}
            error={isWrong ? 'Say why: the candidate reads it.' : null}
            maxLength={500}
            minRows={2}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button type="submit" color="red.9">
              Cancel the interview
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
