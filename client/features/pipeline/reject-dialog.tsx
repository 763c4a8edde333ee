import { Anchor, Button, Group, Modal, Radio, Skeleton, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useMembership } from '../../rest/membership.tsx'
import { GrowingText } from '../../ui/growing-text.tsx'
import type { Why } from './card-actions.ts'
import { ReasonsDialog } from './reasons-dialog.tsx'
import { useHiringSettings } from './use-hiring-settings.ts'

/** Asks why. A reason that can be said is the least that fairness asks for. */
export function RejectDialog(props: { who: string; onReject: (why: Why) => void; onClose: () => void }) {
  const { who, onReject, onClose } = props
  const { may } = useMembership()
  const { settings } = useHiringSettings()
  const [choice, setChoice] = useState('')
  const [note, setNote] = useState('')
  const [isAsked, setIsAsked] = useState(false)
  const [isEditing, setIsEditing] = useState(false)
  const reasons = 'data' in settings ? settings.data.rejectionReasons : []
  const reasonId = reasons.some(({ id }) => id === choice) ? choice : null
  const why: Why = {
    ...(reasonId === null ? {} : { reasonId }),
    ...(note.trim() === '' ? {} : { reason: note.trim() }),
  }
  const isSaid = why.reasonId !== undefined || why.reason !== undefined
  if (isEditing && 'data' in settings) {
    return <ReasonsDialog settings={settings.data} onClose={() => setIsEditing(false)} />
  }
  return (
    <Modal opened onClose={onClose} title={`Reject ${who}`} returnFocus={false}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isSaid) onReject(why)
          else setIsAsked(true)
        }}
      >
        <Stack gap="md">
          {settings.status === 'loading' && <Skeleton height={150} aria-label="Loading the reasons" role="status" />}
          {reasons.length > 0 && (
            <Radio.Group
              label="Why?"
              description="The hiring team sees the reason. The candidate does not."
              value={choice}
              onChange={setChoice}
              error={isAsked && !isSaid ? 'Choose a reason, or write one.' : undefined}
            >
              <Stack gap={10} mt="sm">
                {reasons.map(({ id, label }, index) => (
                  <Radio key={id} value={id} label={label} data-autofocus={index === 0 || undefined} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          {may('organisation.manage') && 'data' in settings && (
            <Anchor component="button" type="button" ta="left" onClick={() => setIsEditing(true)}>
              Change these reasons…
            </Anchor>
          )}
          <GrowingText
            label="In your words"
            placeholder="What was missing, measured by the requirements"
            minRows={2}
            maxRows={6}
            maxLength={900}
            value={note}
            error={isAsked && !isSaid && reasons.length === 0 ? 'Say why in a few words.' : undefined}
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
