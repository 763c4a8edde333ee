import { ActionIcon, Alert, Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { endpoints, type HiringSettings } from '#protocol/decisions'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { idempotencyKey } from '../../rest/idempotency-key.ts'
import { useMembership } from '../../rest/membership.tsx'
import { showDone } from '../../ui/toasts.ts'
import { useHiringSettings } from './use-hiring-settings.ts'

interface Line {
  /** For the list on screen. */
  readonly key: string
  /** None: a new one. */
  readonly id: string | null
  readonly label: string
}

const linesOf = ({ rejectionReasons }: HiringSettings): readonly Line[] =>
  rejectionReasons.map(({ id, label }) => ({ key: id, id, label }))

/** The reasons that the whole company chooses from. */
export function ReasonsDialog({ settings, onClose }: { settings: HiringSettings; onClose: () => void }) {
  const { employerId } = useMembership()
  const { keep } = useHiringSettings()
  // What others change meanwhile does not move under my hands; saving says so.
  const [seen, setSeen] = useState(settings)
  const [lines, setLines] = useState(() => linesOf(settings))
  const [isRequired, setIsRequired] = useState(settings.reasonRequired)
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const isOvertaken = settings.version > seen.version
  const startOver = () => {
    setSeen(settings)
    setLines(linesOf(settings))
    setIsRequired(settings.reasonRequired)
    setError(null)
  }
  const set = (key: string, label: string) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, label } : line)))

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setIsBusy(true)
    setError(null)
    const rejectionReasons = lines.flatMap(({ id, label }) =>
      label.trim() === '' ? [] : [{ label: label.trim(), ...(id === null ? {} : { id }) }],
    )
    try {
      const body = { rejectionReasons, reasonRequired: isRequired }
      keep(await call(endpoints.editHiringSettings, { params: { employerId }, body, ifMatch: seen.version }))
      showDone('The reasons are changed for everybody.')
      onClose()
    } catch (failure) {
      setError(messageOf(failure))
      setIsBusy(false)
    }
  }

  return (
    <Modal opened onClose={onClose} title="Reasons for rejections" returnFocus={false}>
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="sm">
          <Text c="dimmed">About the work and the job, never about a person. Those taken away stay in the logs.</Text>
          {isOvertaken && (
            <Alert color="orange" role="alert">
              Somebody else has just changed the reasons.
              <Button variant="default" size="compact-md" mt="xs" display="block" onClick={startOver}>
                Show them as they are now
              </Button>
            </Alert>
          )}
          {error !== null && !isOvertaken && (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          )}
          {lines.map(({ key, label }, index) => (
            <Group key={key} gap="xs" wrap="nowrap">
              <TextInput
                flex={1}
                aria-label={`Reason ${index + 1}`}
                maxLength={120}
                value={label}
                data-autofocus={index === 0 || undefined}
                onChange={(event) => set(key, event.currentTarget.value)}
              />
              <ActionIcon
                size="lg"
                variant="subtle"
                aria-label={`Take reason ${index + 1} away`}
                onClick={() => setLines(lines.filter((line) => line.key !== key))}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <Button
            variant="subtle"
            leftSection={<IconPlus size={18} aria-hidden />}
            disabled={lines.length >= 30}
            onClick={() => setLines([...lines, { key: idempotencyKey(), id: null, label: '' }])}
          >
            Add a reason
          </Button>
          <Switch
            label="A rejection needs a reason"
            checked={isRequired}
            onChange={(event) => setIsRequired(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Save for everybody
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
