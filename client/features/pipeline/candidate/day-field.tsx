import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { ofDay } from './reminder-times.ts'

interface DayFieldProps {
  readonly label: string
  /** ISO 8601; null: no day that is to come. */
  readonly value: string | null
  readonly onChange: (at: string | null) => void
}

/** A day to come, by the browser's own field: it knows the reader's calendar and keyboard. */
export function DayField({ label, value, onChange }: DayFieldProps) {
  const [text, setText] = useState('')
  return (
    <TextInput
      type="date"
      label={label}
      value={text}
      error={text !== '' && value === null ? 'Choose a day to come.' : undefined}
      onChange={(event) => {
        setText(event.currentTarget.value)
        onChange(ofDay(event.currentTarget.value, Date.now()))
      }}
    />
  )
}
