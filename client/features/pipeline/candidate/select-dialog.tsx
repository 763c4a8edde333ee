import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'

const scores = [
  [5, 'Convincing throughout'],
  [4, 'Convincing, with little missing'],
  [3, 'Can do the job'],
  [2, 'Doubts remain'],
  [1, 'Hardly fits, and is to be heard all the same'],
] as const

interface SelectDialogProps {
  readonly who: string
  readonly isSelected: boolean
  readonly onSelect: (score: number) => void
  readonly onTakeBack: () => void
  readonly onClose: () => void
}

/** Asks how convincing the candidate is, before they are chosen for an interview. Keys 1 to 5 choose. */
export function SelectDialog({ who, isSelected, onSelect, onTakeBack, onClose }: SelectDialogProps) {
  const [score, setScore] = useState<number | null>(null)
  const [isAsked, setIsAsked] = useState(false)
  return (
    <Modal
      opened
      onClose={onClose}
      title={isSelected ? `Score ${who} anew` : `Select ${who} for an interview`}
      onKeyDown={(event) => {
        const pressed = Number(event.key)
        if (scores.some(([value]) => value === pressed)) setScore(pressed)
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (score === null) setIsAsked(true)
          else onSelect(score)
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label="How convincing, by what the job asks for?"
            description="Kept in the decision log. The candidate never sees it."
            value={score === null ? '' : String(score)}
            onChange={(value) => setScore(Number(value))}
            error={isAsked && score === null ? 'Choose a score from 1 to 5.' : undefined}
          >
            <Stack gap={10} mt="sm">
              {scores.map(([value, words], index) => (
                <Radio
                  key={value}
                  value={String(value)}
                  label={`${value} · ${words}`}
                  data-autofocus={index === 0 || undefined}
                />
              ))}
            </Stack>
          </Radio.Group>
          {!isSelected && (
            <Text c="dimmed">
              The candidate is told after ten seconds that you want to talk with them, and the hiring team by mail.
              Until then you can undo it.
            </Text>
          )}
          <Group justify="flex-end">
            {isSelected && (
              <Button variant="subtle" mr="auto" onClick={onTakeBack}>
                Take the selection back
              </Button>
            )}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">{isSelected ? 'Change the score' : 'Select'}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
