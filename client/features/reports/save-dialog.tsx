import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { Period } from '#protocol/reports'
import { endpoints, type SavedReport, type Schedule } from '#protocol/saved-reports'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { showDone } from '../../ui/toasts.ts'
import { hereZone, Recipients } from './recipients.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { periodWords, typeWords } from './words.ts'

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
