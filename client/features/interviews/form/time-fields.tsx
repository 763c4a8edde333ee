import { Button, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { clashesAt, clashWords } from '../busy.ts'
import css from '../interviews.module.css'
import { keyOf, usePartyTimes } from '../use-parties.ts'
import { boundsOf, clockChange } from '../zone-days.ts'
import { clockWords, lengthWords, momentWords } from '../zone-words.ts'
import { LengthField } from './length-field.tsx'
import { startOf } from './schedule-request.ts'
import { useFreeTimes } from './use-free-times.ts'
import type { ScheduleFormState } from './use-schedule-form.ts'

interface TimeFieldsProps {
  readonly form: ScheduleFormState
  /** The interview that is moved is not in its own way. */
  readonly moved: string | null
  readonly candidateId: string | undefined
}

/** The day and the time by the browser's own fields, whether it suits, and times that do. */
export function TimeFields({ form, moved, candidateId }: TimeFieldsProps) {
  const { values, change, errorOf, timeOf } = form
  const start = startOf(values)
  return (
    <div>
      <div className={css.triple}>
        <TextInput
          type="date"
          label="Day"
          value={values.day}
          error={errorOf('clock')}
          onChange={(event) => change({ day: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label="Time"
          step={300}
          value={values.clock}
          error={errorOf('clock') === null ? null : true}
          onChange={(event) => change({ clock: event.currentTarget.value })}
        />
        <LengthField form={form} />
      </div>
      {start === null ? null : <Suits form={form} start={start} moved={moved} />}
      <FreeTimes form={form} start={start} candidateId={candidateId} onChoose={(time) => change(timeOf(time))} />
    </div>
  )
}

/** Said before it is sent; the server decides when it is. */
function Suits({ form: { values }, start, moved }: { form: ScheduleFormState; start: number; moved: string | null }) {
  const { day, zone, minutes, interviewerIds, roomId } = values
  const keys = [...interviewerIds.map((id) => keyOf('user', id)), ...(roomId === null ? [] : [keyOf('room', roomId)])]
  const { from } = boundsOf(day, zone)
  const times = usePartyTimes(keys, { from, to: from + 48 * 3_600_000 })
  if (times.length === 0) return null
  const words = clashWords(clashesAt({ from: start, to: start + minutes * 60_000 }, times, moved))
  const change = clockChange(day, zone)
  const down = times.filter(({ downSince }) => downSince !== null)
  return (
    <div className={css.suits} aria-live="polite">
      <p data-clash={words !== null || undefined}>
        {words === null ? <IconCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
        {words ?? 'As far as is known, everybody is free then.'}
      </p>
      {change === null ? null : (
        <p>
          The clocks go {change > 0 ? 'forward' : 'back'} by {lengthWords(Math.abs(change))} that night.
        </p>
      )}
      {down.map(({ key, name, downSince }) => (
        <p key={key}>
          A calendar of {name} does not answer: known as of {clockWords(downSince ?? 0, zone)}.
        </p>
      ))}
    </div>
  )
}

/** Times that suit everybody, nearest to the one that stands in the fields. */
export function FreeTimes(props: {
  form: ScheduleFormState
  start: number | null
  candidateId: string | undefined
  onChoose: (time: string) => void
}) {
  const { form, start, candidateId, onChoose } = props
  const { zone } = form.values
  const free = useFreeTimes(form.values, start, candidateId, 4)
  if (free.length === 0) return null
  return (
    <fieldset className={css.free}>
      <legend>Free for everybody</legend>
      {free.map((time) => (
        <Button key={time} size="compact-md" variant="default" onClick={() => onChoose(time)}>
          {momentWords(Date.parse(time), zone)}
        </Button>
      ))}
    </fieldset>
  )
}
