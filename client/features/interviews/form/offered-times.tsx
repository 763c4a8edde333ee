import { Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import css from '../interviews.module.css'
import { momentWords } from '../zone-words.ts'
import { LengthField } from './length-field.tsx'
import { startOf } from './schedule-request.ts'
import { FreeTimes } from './time-fields.tsx'
import type { ScheduleFormState } from './use-schedule-form.ts'

const most = 10

interface OfferedTimesProps {
  readonly form: ScheduleFormState
  readonly candidateId: string | undefined
  /** They were sent already, and cannot be changed one by one. */
  readonly isFixed: boolean
}

/** The times that the candidate may choose from. Nothing is held until one is chosen. */
export function OfferedTimes({ form, candidateId, isFixed }: OfferedTimesProps) {
  const { values, change, errorOf } = form
  const { times, zone } = values
  const start = startOf(values)
  const add = (time: string) => {
    if (!times.includes(time) && times.length < most) change({ times: [...times, time].sort() })
  }
  return (
    <div className={css.offers}>
      <ul className={css.chips} aria-label="Times that are offered">
        {times.map((time) => (
          <li key={time} className={css.chip}>
            {momentWords(Date.parse(time), zone)}
            {!isFixed && (
              <button
                type="button"
                className={css.chipRemove}
                aria-label={`Do not offer ${momentWords(Date.parse(time), zone)}`}
                onClick={() => change({ times: times.filter((one) => one !== time) })}
              >
                <IconX size={14} aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
      {isFixed ? (
        <p className={css.quiet}>The candidate has these times. To set one yourself, choose it on the calendar.</p>
      ) : (
        <>
          <LengthField form={form} />
          <div className={css.offerRow}>
            <TextInput
              type="date"
              label="Day"
              value={values.day}
              onChange={(event) => change({ day: event.currentTarget.value })}
            />
            <TextInput
              type="time"
              label="Time"
              step={300}
              value={values.clock}
              onChange={(event) => change({ clock: event.currentTarget.value })}
            />
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={start === null || times.length >= most}
              onClick={() => start !== null && add(new Date(start).toISOString())}
            >
              Offer it
            </Button>
          </div>
          {errorOf('times') !== null && (
            <p className={css.fieldError} role="alert">
              {errorOf('times')}
            </p>
          )}
          <FreeTimes form={form} start={start} candidateId={candidateId} onChoose={add} />
          <p className={css.quiet}>
            Nothing is held: the first time that is still free when the candidate chooses is booked.
          </p>
        </>
      )}
    </div>
  )
}
