import { Button, Group, Text, TextInput } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { GrowingText } from '../../../ui/growing-text.tsx'
import css from './remarks.module.css'
import type { RemarkActions, Target } from './use-remark-actions.ts'

export interface Draft {
  readonly kind: 'comment' | 'suggestion'
  readonly target: Target
}

/** A new comment on, or other words for, the words that were selected. */
export function Compose({ draft, actions, onDone }: { draft: Draft; actions: RemarkActions; onDone: () => void }) {
  const { kind, target } = draft
  return kind === 'comment' ? (
    <ComposeComment target={target} onSend={(body) => actions.comment(target, body)} onDone={onDone} />
  ) : (
    <ComposeSuggestion target={target} actions={actions} onDone={onDone} />
  )
}

interface ComposeProps {
  readonly target: Target
  readonly onDone: () => void
}

function ComposeComment({ target, onSend, onDone }: ComposeProps & { onSend: (body: string) => Promise<boolean> }) {
  const [body, setBody] = useState('')
  return (
    <Form title="New comment" action="Comment" isReady={body.trim() !== ''} onSend={() => onSend(body)} onDone={onDone}>
      <blockquote className={css.quote}>{target.quote}</blockquote>
      <GrowingText
        label="Comment"
        data-autofocus
        autoFocus
        minRows={2}
        maxRows={10}
        maxLength={5000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
    </Form>
  )
}

function ComposeSuggestion({ target, actions, onDone }: ComposeProps & { actions: RemarkActions }) {
  const [replacement, setReplacement] = useState(target.quote)
  const [note, setNote] = useState('')
  return (
    <Form
      title="Suggest a change"
      action="Suggest"
      isReady={replacement !== target.quote}
      onSend={() => actions.suggest(target, replacement, note.trim())}
      onDone={onDone}
    >
      <Text size="sm" c="dimmed">
        Instead of
      </Text>
      <blockquote className={css.quote}>{target.quote}</blockquote>
      <GrowingText
        label="Write"
        description="Empty: leave it out."
        data-autofocus
        autoFocus
        minRows={2}
        maxRows={10}
        maxLength={5000}
        value={replacement}
        onChange={(event) => setReplacement(event.currentTarget.value)}
      />
      <TextInput
        label="Why"
        placeholder="Optional"
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Form>
  )
}

interface FormProps {
  readonly title: string
  readonly action: string
  readonly isReady: boolean
  readonly onSend: () => Promise<boolean>
  readonly onDone: () => void
  readonly children: ReactNode
}

/** Ctrl Enter sends, Escape leaves. What was not sent for a refusal stays in the fields. */
export function Form({ title, action, isReady, onSend, onDone, children }: FormProps) {
  const [isBusy, setIsBusy] = useState(false)
  const titleId = useId()
  const send = async () => {
    if (!isReady || isBusy) return
    setIsBusy(true)
    const isSent = await onSend()
    setIsBusy(false)
    if (isSent) onDone()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onDone()
  }
  return (
    <form
      className={css.compose}
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <h3 id={titleId} className={css.composeTitle}>
        {title}
      </h3>
      {children}
      <Group gap="xs">
        <Button type="submit" size="compact-md" disabled={!isReady} loading={isBusy}>
          {action}
        </Button>
        <Button variant="subtle" color="gray" size="compact-md" onClick={onDone}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}
