import { NativeSelect, TextInput } from '@mantine/core'
import type { Schedule } from '#protocol/saved-reports'
import css from './reports.module.css'
import { weekdays } from './words.ts'

/** When a report goes out by itself; null: when somebody asks. */
export function ScheduleFields({
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
