import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { GrowingText } from '../../ui/growing-text.tsx'
import css from './language.module.css'

interface DismissFormProps {
  readonly quote: string
  readonly onDismiss: (reason: string) => Promise<boolean>
  readonly onCancel: () => void
}

/** Asks for the reason: it is what the others read who wonder why nothing is found. */
export function DismissForm({ quote, onDismiss, onCancel }: DismissFormProps) {
  const [reason, setReason] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const send = async (): Promise<void> => {
    if (reason.trim() === '') {
      setError('Say in a few words why it is fine here.')
      return
    }
    setIsBusy(true)
    if (!(await onDismiss(reason.trim()))) setIsBusy(false)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void send()
  }
  return (
    <form onSubmit={submit} className={css.dismissForm} noValidate>
      <GrowingText
        label={`Why “${quote}” is fine here`}
        description="Everybody who works on this text sees it."
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setError(null)
        }}
        error={error}
        maxLength={500}
        minRows={2}
        data-autofocus
        autoFocus
      />
      <div className={css.actions}>
        <Button type="submit" size="compact-sm" loading={isBusy}>
          Dismiss for everybody
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
