import { Button, Group, List, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { messageOf } from '../../rest/call-error.ts'
import { GrowingText } from '../../ui/growing-text.tsx'
import { heldOpen } from '../../ui/held-open.ts'

interface ReasonDialogProps {
  readonly title: string
  /** What will happen. */
  readonly facts: readonly string[]
  readonly label: string
  readonly action: string
  readonly onConfirm: (reason: string) => Promise<void>
  readonly onClose: () => void
}

/** For what cannot be undone: says what will happen, and asks why. */
export function ReasonDialog({ title, facts, label, action, onConfirm, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const confirm = async () => {
    if (reason.trim().length < 3) return setError('Say in a few words why.')
    setIsBusy(true)
    try {
      await onConfirm(reason.trim())
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setIsBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} {...heldOpen(isBusy)} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <Stack>
          <List spacing="xs">
            {facts.map((fact) => (
              <List.Item key={fact}>{fact}</List.Item>
            ))}
          </List>
          <GrowingText
            label={label}
            data-autofocus
            minRows={2}
            maxLength={500}
            value={reason}
            error={error}
            onChange={(event) => {
              setReason(event.currentTarget.value)
              setError(null)
            }}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" disabled={isBusy} onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
