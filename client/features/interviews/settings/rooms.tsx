import { ActionIcon, Alert, Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { IconDoor, IconEdit, IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { endpoints, type Room } from '#protocol/scheduling'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { counted } from '../../../ui/counted.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { ListSkeleton } from '../../../ui/skeletons.tsx'
import { showDone, showFailure } from '../../../ui/toasts.ts'
import { useRooms } from '../use-parties.ts'
import css from './settings.module.css'

/** The rooms of the company: each is held by one interview at a time. */
export function Rooms() {
  const rooms = useRooms()
  const [edits, setEdits] = useState<Room | 'new' | null>(null)
  return (
    <section className={css.section} aria-labelledby="rooms">
      <div className={css.sectionHead}>
        <div>
          <h2 id="rooms" className={css.title}>
            Rooms
          </h2>
          <p className={css.quiet}>For everybody in the company. A room is held by one interview at a time.</p>
        </div>
        <Button variant="default" leftSection={<IconDoor size={18} aria-hidden />} onClick={() => setEdits('new')}>
          Add a room…
        </Button>
      </div>
      {rooms.status === 'loading' && <ListSkeleton rows={2} />}
      {rooms.status === 'failed' && (
        <ErrorState compact title="The rooms did not load" message={messageOf(rooms.error)} retry={rooms.retry} />
      )}
      {'data' in rooms &&
        (rooms.data.items.length === 0 ? (
          <p className={css.quiet}>No rooms yet. Interviews can be anywhere; a room is never booked twice.</p>
        ) : (
          <ul className={css.rows}>
            {rooms.data.items.map((room) => (
              <RoomRow key={room.id} room={room} onEdit={() => setEdits(room)} />
            ))}
          </ul>
        ))}
      {edits !== null && (
        <RoomDialog
          room={edits === 'new' ? null : edits}
          now={'data' in rooms ? (rooms.data.items.find(({ id }) => edits !== 'new' && id === edits.id) ?? null) : null}
          onClose={() => setEdits(null)}
        />
      )}
    </section>
  )
}

function RoomRow({ room, onEdit }: { room: Room; onEdit: () => void }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const [removes, setRemoves] = useState(false)
  const { id, name, version } = room
  const remove = () =>
    write(endpoints.removeRoom, { params: { employerId, roomId: id }, ifMatch: version }, `Remove ${name}`).then(
      () => showDone(`${name} is removed.`),
      (error) => showFailure({ title: `${name} is still here`, message: messageOf(error) }),
    )
  return (
    <li className={css.row}>
      <div className={css.rowWords}>
        <strong className={css.name}>{name}</strong>
        <span className={css.quiet}>{factsOf(room) || 'No directions'}</span>
      </div>
      <ActionIcon size="lg" aria-label={`Change ${name}`} onClick={onEdit}>
        <IconEdit size={20} />
      </ActionIcon>
      <ActionIcon size="lg" aria-label={`Remove ${name}`} onClick={() => setRemoves(true)}>
        <IconTrash size={20} />
      </ActionIcon>
      <ConfirmDialog
        opened={removes}
        onClose={() => setRemoves(false)}
        title={`Remove ${name}?`}
        action="Remove it"
        onConfirm={remove}
      >
        Nothing new can be booked there. Interviews that are there already stay.
      </ConfirmDialog>
    </li>
  )
}

const factsOf = ({ seats, directions }: Room): string =>
  [seats === null ? null : counted(seats, 'seat'), directions].filter(Boolean).join(' · ')

/** `now`: as it stands, where somebody changes it while the dialog is open. */
function RoomDialog({ room, now, onClose }: { room: Room | null; now: Room | null; onClose: () => void }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const [name, setName] = useState(room?.name ?? '')
  const [directions, setDirections] = useState(room?.directions ?? '')
  const [seats, setSeats] = useState<number | null>(room?.seats ?? null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const newer = room !== null && now !== null && now.version > room.version ? now : null
  const isNameless = problem !== null && name.trim() === ''
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (name.trim() === '') return setProblem('Give the room a name.')
    setProblem(null)
    setIsBusy(true)
    const body = { name: name.trim(), directions: directions.trim(), seats }
    try {
      if (room === null) await write(endpoints.addRoom, { params: { employerId }, body }, `Add ${body.name}`)
      else {
        const params = { employerId, roomId: room.id }
        await write(endpoints.editRoom, { params, body, ifMatch: (newer ?? room).version }, `Change ${room.name}`)
      }
      onClose()
    } catch (error) {
      setProblem(messageOf(error))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Modal opened onClose={onClose} title={room === null ? 'Add a room' : `Change ${room.name}`}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          <TextInput
            label="Name"
            maxLength={120}
            value={name}
            error={isNameless ? problem : null}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label="How to get there"
            description="Candidates read it in their invitation."
            maxLength={500}
            value={directions}
            onChange={(event) => setDirections(event.currentTarget.value)}
          />
          <NumberInput
            label="Seats"
            placeholder="Not said"
            min={1}
            max={1000}
            clampBehavior="strict"
            allowDecimal={false}
            value={seats ?? ''}
            onChange={(value) => setSeats(typeof value === 'number' && value > 0 ? value : null)}
          />
          {newer !== null && (
            <Alert color="orange" role="alert">
              Somebody changed it in the meantime: {[newer.name, factsOf(newer)].filter(Boolean).join(', ')}. Save to
              put yours over theirs.
            </Alert>
          )}
          {problem !== null && !isNameless && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              {room === null ? 'Add the room' : 'Save'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
