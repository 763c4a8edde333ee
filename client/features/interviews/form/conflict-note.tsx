import { Alert, Button } from '@mantine/core'
import { IconCalendarX } from '@tabler/icons-react'
import css from '../interviews.module.css'
import { waivable } from '../refusal.ts'
import { momentWords } from '../zone-words.ts'
import type { ScheduleFormState } from './use-schedule-form.ts'

/** Somebody is not free: who, and three times that suit everybody, each one click away. */
export function ConflictNote({ form }: { form: ScheduleFormState }) {
  const { conflict, values, isBusy } = form
  if (conflict === null) return null
  const reasons = waivable(conflict)
  return (
    <Alert color="red" icon={<IconCalendarX size={20} />} title="This time does not suit" role="alert">
      <ul className={css.reasons}>
        {conflict.conflicts.map(({ party, id, message }) => (
          <li key={`${party} ${id} ${message}`}>{message}</li>
        ))}
      </ul>
      <div className={css.alternatives}>
        {conflict.alternatives.length > 0 ? (
          <span>Free for everybody:</span>
        ) : (
          <span>No other time was found nearby. Try another day or fewer people.</span>
        )}
        {conflict.alternatives.map((time) => (
          <Button key={time} size="compact-md" disabled={isBusy} onClick={() => void form.send(form.timeOf(time))}>
            {momentWords(Date.parse(time), values.zone)}
          </Button>
        ))}
        {reasons !== null && (
          <Button size="compact-md" variant="default" disabled={isBusy} onClick={() => void form.send({}, reasons)}>
            Book it all the same
          </Button>
        )}
      </div>
    </Alert>
  )
}
