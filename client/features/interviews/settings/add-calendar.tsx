import { Alert, Button, Group, Modal, PasswordInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { type AddExternalCalendar, endpoints } from '#protocol/scheduling'
import { useWrite } from '../../../live/use-write.ts'
import { filled } from '../../../rest/field-problems.ts'
import { useFields } from '../../../rest/use-fields.ts'

const addressLike = (value: string): string | null =>
  /^https?:\/\/\S+$/.test(value.trim()) ? null : 'Give the address; it begins with https://.'

/** By the address of a calendar file, or of a CalDAV server with a name and a password. */
export function AddCalendar({ onAdded, onClose }: { onAdded: () => void; onClose: () => void }) {
  const write = useWrite()
  const form = useFields({
    initial: { kind: 'ical', name: '', url: '', username: '', password: '' },
    checks: { name: filled('Give it a name, like “Work”.'), url: addressLike },
    submit: async ({ kind, name, url, username, password }) => {
      const isServer = kind === 'caldav'
      const body: AddExternalCalendar = {
        ...{ kind: isServer ? 'caldav' : 'ical', name: name.trim(), url: url.trim() },
        ...(isServer && username !== '' ? { username } : {}),
        ...(isServer && password !== '' ? { password } : {}),
      }
      await write(endpoints.addExternalCalendar, { body }, `Add the calendar ${name}`)
      onAdded()
    },
  })
  const isServer = form.values.kind === 'caldav'
  return (
    <Modal opened onClose={onClose} title="Add a calendar">
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="md">
          <SegmentedControl
            aria-label="Kind of calendar"
            fullWidth
            value={form.values.kind}
            onChange={form.set('kind')}
            data={[
              { value: 'ical', label: 'Calendar file' },
              { value: 'caldav', label: 'CalDAV server' },
            ]}
          />
          <TextInput label="Name" maxLength={80} data-autofocus {...form.field('name')} />
          <TextInput
            label="Address"
            description={
              isServer
                ? 'The address of the server or of one calendar on it.'
                : 'In most calendar programs: Settings, share, “secret address in iCal format”.'
            }
            {...form.field('url')}
          />
          {isServer && (
            <>
              <TextInput label="User name" autoComplete="off" {...form.field('username')} />
              <PasswordInput
                label="Password"
                description="An app password, where your provider has them. It is kept encrypted."
                autoComplete="off"
                {...form.field('password')}
              />
            </>
          )}
          {form.problem !== null && (
            <Alert color="red" role="alert">
              {form.problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.isBusy}>
              Add
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
