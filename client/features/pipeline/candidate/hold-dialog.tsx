import { Button, Group, Modal, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { DayField } from './day-field.tsx'
import { inDays, laterChoices } from './reminder-times.ts'

interface HoldDialogProps {
  readonly who: string
  readonly onHold: (lookAgainAt: string | null) => void
  readonly onClose: () => void
}

/** Puts somebody on hold with a day to look again, so that nobody is forgotten there. */
export function HoldDialog({ who, onHold, onClose }: HoldDialogProps) {
  const [choice, setChoice] = useState('7')
  const [day, setDay] = useState<string | null>(null)
  const at = choice === 'none' ? null : choice === 'day' ? day : inDays(Number(choice), Date.now())
  const isMissing = choice === 'day' && day === null
  return (
    <Modal opened onClose={onClose} title={`Put ${who} on hold`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!isMissing) onHold(at)
        }}
      >
        <Stack gap="md">
          <Radio.Group label="When do you want to look again?" value={choice} onChange={setChoice}>
            <Stack gap={10} mt="sm">
              {laterChoices.map(({ days, label }) => (
                <Radio key={days} value={String(days)} label={label} data-autofocus={days === 7 || undefined} />
              ))}
              <Radio value="day" label="On another day" />
              <Radio value="none" label="No day" />
            </Stack>
          </Radio.Group>
          {choice === 'day' && <DayField label="Look again on" value={day} onChange={setDay} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={isMissing}>
              Put on hold
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
