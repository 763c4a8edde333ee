import { NativeSelect } from '@mantine/core'
import { lengthWords } from '../zone-words.ts'
import type { ScheduleFormState } from './use-schedule-form.ts'

const lengths = [15, 30, 45, 60, 75, 90, 120, 180, 240]

export function LengthField({ form: { values, change } }: { form: ScheduleFormState }) {
  return (
    <NativeSelect
      label="Length"
      value={String(values.minutes)}
      onChange={(event) => change({ minutes: Number(event.currentTarget.value) })}
      data={[...new Set([...lengths, values.minutes])]
        .sort((a, b) => a - b)
        .map((minutes) => ({ value: String(minutes), label: lengthWords(minutes) }))}
    />
  )
}
