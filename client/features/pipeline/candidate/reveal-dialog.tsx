import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { type Candidate, endpoints } from '#protocol/candidates'
import { call } from '../../../rest/call.ts'
import { CallError, messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { GrowingText } from '../../../ui/growing-text.tsx'
import { heldOpen } from '../../../ui/held-open.ts'

interface RevealDialogProps {
  readonly candidate: Candidate
  readonly onRevealed: (candidate: Candidate) => void
  readonly onClose: () => void
}

/** Asks why, and says before what will be known afterwards: a reveal cannot be taken back. */
export function RevealDialog({ candidate, onRevealed, onClose }: RevealDialogProps) {
  const { employerId } = useMembership()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  // Not through the outbox: somebody who is offline must not be shown a name minutes later, unasked.
  const reveal = async () => {
    if (reason.trim().length < 3) {
      setError('Say in a few words why you need to know.')
      return
    }
    setIsBusy(true)
    try {
      const params = { employerId, candidateId: candidate.id }
      onRevealed(await call(endpoints.revealCandidate, { params, body: { reason } }))
      onClose()
    } catch (failure) {
      const field = failure instanceof CallError ? failure.fields.find(({ path }) => path === 'reason') : undefined
      setError(field?.message ?? messageOf(failure))
      setIsBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} {...heldOpen(isBusy)} title={`Reveal who ${candidate.code} is?`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void reveal()
        }}
      >
        <Stack gap="md">
          <List spacing="xs">
            <List.Item>You alone will see the name, the address and the unredacted texts.</List.Item>
            <List.Item>The hiring team sees that you looked, when, and the reason you give.</List.Item>
            <List.Item>It is logged for ever and cannot be undone.</List.Item>
          </List>
          <GrowingText
            label="Why do you need to know?"
            placeholder="For example: to call them about the interview on Tuesday"
            description="Your colleagues and the audit log show it."
            required
            withAsterisk={false}
            data-autofocus
            minRows={2}
            maxRows={5}
            maxLength={500}
            value={reason}
            error={error}
            onChange={(event) => {
              setReason(event.currentTarget.value)
              setError(null)
            }}
          />
          <Group justify="space-between">
            <Text c="dimmed">{500 - reason.length} characters left</Text>
            <Group gap="xs">
              {/* Once it is on its way, nothing keeps it. */}
              <Button variant="default" disabled={isBusy} onClick={onClose}>
                Keep hidden
              </Button>
              <Button type="submit" loading={isBusy}>
                Reveal
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
