import {
  Alert,
  Button,
  Group,
  Modal,
  MultiSelect,
  NativeSelect,
  SegmentedControl,
  Select,
  Stack,
  TextInput,
} from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef } from 'react'
import type { Interview } from '#protocol/interviews'
import { useMembership } from '../../../rest/membership.tsx'
import { beside } from '../../../ui/beside.ts'
import { counted } from '../../../ui/counted.ts'
import { useMatches } from '../../../ui/use-matches.ts'
import css from '../interviews.module.css'
import { labelOf } from '../state-words.ts'
import { useEveryParty } from '../use-parties.ts'
import { ZoneSelect } from '../zone-select.tsx'
import type { Beginning } from './beginning.ts'
import { ConflictNote } from './conflict-note.tsx'
import { OfferedTimes } from './offered-times.tsx'
import { TimeFields } from './time-fields.tsx'
import { usePeopleInPlay } from './use-people-in-play.ts'
import { type ScheduleFormState, useScheduleForm } from './use-schedule-form.ts'

export interface ScheduleFormProps {
  readonly beginning: Beginning
  readonly interview?: Interview | null
  /** Who it is with, where that was decided already. */
  readonly isCandidateFixed?: boolean
  readonly onDone: (interview: Interview) => void
  readonly onClose: () => void
}

const cutOffs = [
  [0, 'until it begins'],
  [2, 'until 2 hours before'],
  [24, 'until a day before'],
  [48, 'until 2 days before'],
  [168, 'until a week before'],
] as const

/** Schedules an interview, or changes one: everything that dragging does, and what it cannot say. */
export function ScheduleForm({ beginning, interview = null, isCandidateFixed, onDone, onClose }: ScheduleFormProps) {
  const { may } = useMembership()
  const isPhone = useMatches('(max-width: 47.99em)')
  const parties = useEveryParty()
  const { people, isLoading } = usePeopleInPlay()
  const rooms = parties.filter(({ kind }) => kind === 'room')
  const form = useScheduleForm({
    ...{ beginning, interview, people, onDone },
    roomName: (roomId) => rooms.find(({ id }) => id === roomId)?.name ?? null,
  })
  const { values, change, errorOf, isBusy } = form
  const person = people.find(({ application }) => application.id === values.applicationId)
  const isFixed = interview !== null || isCandidateFixed === true
  const who = interview
    ? labelOf(interview)
    : (person?.application.candidate.name ?? person?.application.candidate.code)
  const title = interview ? `Change the interview with ${labelOf(interview)}` : 'Schedule an interview'
  const element = useFirstError(form)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void form.send()
  }
  return (
    <Modal opened onClose={onClose} title={title} size={640} fullScreen={isPhone} closeOnClickOutside={false}>
      <form ref={element} onSubmit={submit} noValidate aria-label={title}>
        <Stack gap="md">
          {isFixed ? (
            <p className={css.formWho}>
              With <strong>{who ?? '…'}</strong>
              {(interview?.jobTitle ?? person?.jobTitle) && <> for {interview?.jobTitle ?? person?.jobTitle}</>}
            </p>
          ) : (
            <Select
              label="Candidate"
              placeholder={isLoading ? 'Loading…' : 'Find a code name or a posting'}
              data={people.map(({ application, jobTitle }) => ({
                value: application.id,
                label: beside(application.candidate.name ?? application.candidate.code, jobTitle),
              }))}
              value={values.applicationId}
              onChange={(applicationId) => change({ applicationId })}
              error={errorOf('applicationId')}
              searchable
              limit={50}
              nothingFoundMessage="Nobody in play is called that."
              openOnFocus={false}
              comboboxProps={{ withinPortal: false }}
              data-autofocus
            />
          )}
          {person && !person.application.selected && may('application.move', person.application.jobId) && (
            <p className={css.quiet}>Scheduling selects the candidate for an interview.</p>
          )}
          <MultiSelect
            label="Interviewers"
            data={parties.filter(({ kind }) => kind === 'user').map(({ id, name }) => ({ value: id, label: name }))}
            value={[...values.interviewerIds]}
            onChange={(interviewerIds) => change({ interviewerIds })}
            error={errorOf('interviewerIds')}
            searchable
            maxValues={10}
            openOnFocus={false}
            comboboxProps={{ withinPortal: false }}
            hidePickedOptions
            styles={{ pill: { fontSize: '0.875rem' } }}
          />
          {interview === null && (
            <SegmentedControl
              aria-label="How the time is found"
              fullWidth
              value={values.mode}
              onChange={(mode) => change({ mode: mode as typeof values.mode })}
              data={[
                { value: 'book', label: 'At a time' },
                { value: 'offer', label: 'The candidate chooses' },
              ]}
            />
          )}
          {values.mode === 'book' ? (
            <TimeFields
              form={form}
              moved={interview?.id ?? null}
              candidateId={person?.application.candidateId ?? interview?.candidateId}
            />
          ) : (
            <OfferedTimes
              form={form}
              candidateId={person?.application.candidateId ?? interview?.candidateId}
              isFixed={interview !== null}
            />
          )}
          <div className={css.pair}>
            <NativeSelect
              label="Room"
              value={values.roomId ?? ''}
              onChange={(event) => change({ roomId: event.currentTarget.value || null })}
              data={[
                { value: '', label: rooms.length === 0 ? 'No rooms yet' : 'No room' },
                ...rooms.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
            <TextInput
              label="Address or link"
              placeholder={values.roomId === null ? 'https://… or an address' : 'The room’s name, unless you say more'}
              value={values.location}
              onChange={(event) => change({ location: event.currentTarget.value })}
              error={errorOf('location')}
              maxLength={300}
            />
            <ZoneSelect
              label="Time zone"
              value={values.zone}
              onChange={(zone) => change({ zone })}
              error={errorOf('zone')}
            />
            <NativeSelect
              label="The candidate may move it"
              value={String(values.rescheduleHours)}
              onChange={(event) => change({ rescheduleHours: Number(event.currentTarget.value) })}
              data={cutOffChoices(values.rescheduleHours)}
            />
          </div>
          <ConflictNote form={form} />
          {form.problem !== null && (
            <Alert color="red" icon={<IconAlertTriangle size={20} />} role="alert">
              {form.problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              {interview ? 'Save and tell everybody' : values.mode === 'offer' ? 'Send the times' : 'Schedule'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const cutOffChoices = (hours: number) => [
  ...cutOffs.map(([value, label]) => ({ value: String(value), label })),
  ...(cutOffs.some(([value]) => value === hours)
    ? []
    : [{ value: String(hours), label: `until ${counted(hours, 'hour')} before` }]),
]

/** Brings the focus to the field that is complained about. */
function useFirstError({ errorOf }: ScheduleFormState) {
  const element = useRef<HTMLFormElement>(null)
  const wrong = (['applicationId', 'interviewerIds', 'clock', 'times', 'zone', 'location'] as const).find(errorOf)
  useEffect(() => {
    if (wrong) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [wrong])
  return element
}
