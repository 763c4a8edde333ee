import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'

const reasons = [
  'The experience asked for is missing',
  'Somebody else fits better',
  'Place or working time does not fit',
  'Pay expectation does not fit',
  'The position is filled',
]

/** Asks why. A reason that can be said is the least that fairness asks for. */
export function RejectDialog(props: { who: string; onReject: (reason: string) => void; onClose: () => void }) {
  const { who, onReject, onClose } = props
  const [choice, setChoice] = useState('')
  const [note, setNote] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const reason = [choice, note.trim()].filter((part) => part !== '').join('. ')
  return (
    <Modal opened onClose={onClose} title={`Reject ${who}`} returnFocus={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason === '') setIsAsked(true)
          else onReject(reason)
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label="Why?"
            description="The hiring team sees the reason. The candidate does not."
            value={choice}
            onChange={setChoice}
            error={isAsked && reason === '' ? 'Choose a reason, or write one.' : undefined}
          >
            <Stack gap={10} mt="sm">
              {reasons.map((one, index) => (
                <Radio key={one} value={one} label={one} data-autofocus={index === 0 || undefined} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label="In your words"
            placeholder="What was missing, measured by the requirements"
            autosize
            minRows={2}
            maxRows={6}
            maxLength={900}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Text c="dimmed">The candidate is told after ten seconds. Until then you can undo it.</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button color="red.9" type="submit">
              Reject
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
