import { Button, Group, Modal, MultiSelect, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { UserId } from '#protocol/ids'
import { reachOf } from '#protocol/permissions'
import { endpoints, Period, type SavedReport, type Schedule } from '#protocol/reports'
import { endpoints as team } from '#protocol/team'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showDone } from '../../ui/toasts.ts'
import css from './reports.module.css'
import { periodWords, typeWords, weekdays } from './words.ts'

const hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = Intl.supportedValuesOf('timeZone')
/** `America/New York` */
const zoneChoice = (zone: string) => ({ value: zone, label: zone.replaceAll('_', ' ') })

interface SaveDialogProps {
  readonly criteria: Pick<SavedReport, 'type' | 'period'> & { readonly jobId: string | null }
  /** The report that is changed; left out: a new one. */
  readonly saved?: SavedReport
  readonly onClose: () => void
}

/** Gives a report a name, and says when it goes to whom. */
export default function SaveDialog({ criteria, saved, onClose }: SaveDialogProps) {
  const { employerId, user } = useMembership()
  const write = useWrite()
  const [name, setName] = useState(
    saved?.name ?? `${typeWords[criteria.type].label}, ${periodWords[criteria.period].toLowerCase()}`,
  )
  const [period, setPeriod] = useState<Period>(criteria.period)
  const [format, setFormat] = useState<'csv' | 'pdf'>(saved?.format ?? 'pdf')
  const [schedule, setSchedule] = useState<Schedule | null>(scheduleOf(saved))
  const [people, setPeople] = useState(saved?.recipients ?? [{ userId: user.id, timeZone: hereZone }])
  const [problem, setProblem] = useState<string | null>(null)
  const [isNameless, setIsNameless] = useState(false)
  const nameField = useRef<HTMLInputElement>(null)
  const [isBusy, setIsBusy] = useState(false)

  const save = async () => {
    const recipients = people.map(({ userId, timeZone }) => ({ userId, timeZone }))
    const body = { name, period, format, schedule, recipients }
    if (saved) {
      const params = { employerId, reportId: saved.id }
      await write(endpoints.editSavedReport, { params, body }, `Change ${name}`)
    } else {
      const jobId = criteria.jobId as SavedReport['jobId']
      await write(
        endpoints.saveReport,
        { params: { employerId }, body: { ...body, type: criteria.type, jobId } },
        `Save ${name}`,
      )
    }
    showDone(schedule ? `Saved. “${name}” goes out by itself.` : `Saved. Send “${name}” whenever you like.`)
    onClose()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    setIsNameless(name.trim() === '')
    if (name.trim() === '') {
      nameField.current?.focus()
      return
    }
    setIsBusy(true)
    save()
      .catch((error: unknown) => setProblem(messageOf(error)))
      .finally(() => setIsBusy(false))
  }
  return (
    <Modal opened onClose={onClose} title={saved ? 'Change the report' : 'Save the report'} size={520}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          <FormProblem problem={problem} />
          <TextInput
            ref={nameField}
            label="Name"
            error={isNameless ? 'Give the report a name.' : null}
            value={name}
            maxLength={120}
            data-autofocus
            onChange={(event) => {
              setName(event.currentTarget.value)
              setIsNameless(false)
            }}
          />
          <Group grow>
            <NativeSelect
              label="Period"
              value={period}
              data={Period.options.map((one) => ({ value: one, label: periodWords[one] }))}
              onChange={(event) => setPeriod(Period.parse(event.currentTarget.value))}
            />
            <NativeSelect
              label="As"
              value={format}
              data={[
                { value: 'pdf', label: 'PDF' },
                { value: 'csv', label: 'CSV' },
              ]}
              onChange={(event) => setFormat(event.currentTarget.value === 'csv' ? 'csv' : 'pdf')}
            />
          </Group>
          <ScheduleFields schedule={schedule} onChange={setSchedule} />
          <Recipients people={people} onChange={setPeople} />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function scheduleOf(saved: SavedReport | undefined): Schedule | null {
  if (!saved) return { every: 'week', weekday: 1, at: '08:00' }
  if (!saved.schedule) return null
  const { every, weekday, dayOfMonth, at } = saved.schedule
  return {
    every: every as Schedule['every'],
    ...(weekday === null ? {} : { weekday }),
    ...(dayOfMonth === null ? {} : { dayOfMonth }),
    at,
  }
}

function ScheduleFields({
  schedule,
  onChange,
}: {
  schedule: Schedule | null
  onChange: (next: Schedule | null) => void
}) {
  const at = schedule?.at ?? '08:00'
  const choose = (every: string) => {
    if (every === 'day') onChange({ every, at })
    else if (every === 'week') onChange({ every, weekday: schedule?.weekday ?? 1, at })
    else if (every === 'month') onChange({ every, dayOfMonth: schedule?.dayOfMonth ?? 1, at })
    else onChange(null)
  }
  return (
    <>
      <div className={css.when}>
        <NativeSelect
          label="Sent"
          value={schedule?.every ?? ''}
          data={[
            { value: '', label: 'When I ask' },
            { value: 'day', label: 'Every day' },
            { value: 'week', label: 'Every week' },
            { value: 'month', label: 'Every month' },
          ]}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        {schedule?.every === 'week' && (
          <NativeSelect
            label="On"
            value={String(schedule.weekday ?? 1)}
            data={weekdays.map((label, i) => ({ value: String(i + 1), label }))}
            onChange={(event) => onChange({ ...schedule, weekday: Number(event.currentTarget.value) })}
          />
        )}
        {schedule?.every === 'month' && (
          <NativeSelect
            label="On day"
            value={String(schedule.dayOfMonth ?? 1)}
            data={Array.from({ length: 31 }, (_, i) => String(i + 1))}
            onChange={(event) => onChange({ ...schedule, dayOfMonth: Number(event.currentTarget.value) })}
          />
        )}
        {schedule && (
          <TextInput
            label="At"
            type="time"
            value={at}
            onChange={(event) => onChange({ ...schedule, at: event.currentTarget.value || '08:00' })}
          />
        )}
      </div>
      {schedule?.every === 'month' && (schedule.dayOfMonth ?? 1) > 28 && (
        <p className={css.note}>In a month without that day it goes out on the last one.</p>
      )}
    </>
  )
}

type Person = { userId: UserId; timeZone: string }

function Recipients({ people, onChange }: { people: readonly Person[]; onChange: (next: Person[]) => void }) {
  const { employerId, may } = useMembership()
  const members = useQuery({
    ...queryOf(team.listMembers, { params: { employerId }, query: { limit: 200 } }),
    enabled: may('team.read'),
    staleTime: 60_000,
  })
  const able = (members.data?.items ?? []).filter(({ role }) => reachOf(role, 'figures.read') !== null)
  const nameOf = (userId: string) => able.find(({ id }) => id === userId)?.name ?? 'You'
  const zoneOf = (userId: string) => people.find((one) => one.userId === userId)?.timeZone ?? hereZone
  return (
    <Stack gap={8}>
      {may('team.read') && (
        <MultiSelect
          label="To"
          placeholder={people.length === 0 ? 'Nobody yet' : ''}
          description="People who may read figures. Each gets what their own role shows."
          data={able.map(({ id, name }) => ({ value: id, label: name }))}
          value={people.map(({ userId }) => userId)}
          onChange={(ids) => onChange(ids.map((id) => ({ userId: UserId.parse(id), timeZone: zoneOf(id) })))}
          searchable
        />
      )}
      <ul className={css.people}>
        {people.map(({ userId, timeZone }) => (
          <li key={userId} className={css.person}>
            <span>{nameOf(userId)}, by the clock in</span>
            <NativeSelect
              aria-label={`Time zone of ${nameOf(userId)}`}
              value={timeZone}
              data={(zones.includes(timeZone) ? zones : [timeZone, ...zones]).map(zoneChoice)}
              onChange={(event) => {
                const zone = event.currentTarget.value
                onChange(people.map((one) => (one.userId === userId ? { ...one, timeZone: zone } : one)))
              }}
            />
          </li>
        ))}
      </ul>
    </Stack>
  )
}
