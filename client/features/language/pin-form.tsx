import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { GrowingText } from '../../ui/growing-text.tsx'
import css from './language.module.css'
import type { NewPin } from './use-language.ts'

interface PinFormProps {
  readonly quote: string
  readonly anchor: NewPin['anchor']
  readonly onPin: (pin: NewPin) => Promise<boolean>
  readonly onDone: () => void
}

/** What could be better about the selected words. */
export function PinForm({ quote, anchor, onPin, onDone }: PinFormProps) {
  const [message, setMessage] = useState('')
  const [words, setWords] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const send = async (): Promise<void> => {
    if (message.trim() === '') {
      setError('Say in a sentence what could be better.')
      return
    }
    setIsBusy(true)
    const alternatives = words.trim() === '' ? [] : [words.trim()]
    if (await onPin({ quote, anchor, message: message.trim(), alternatives })) onDone()
    else setIsBusy(false)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <form onSubmit={submit} className={css.dismissForm} noValidate>
      <GrowingText
        label={`About “${quote}”`}
        value={message}
        onChange={(event) => {
          setMessage(event.currentTarget.value)
          setError(null)
        }}
        error={error}
        maxLength={1000}
        minRows={2}
      />
      <TextInput
        label="Words instead (optional)"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={300}
      />
      <div className={css.actions}>
        <Button type="submit" size="compact-sm" loading={isBusy}>
          Pin
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
