import { Button, Group, TextInput } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Suggestion } from '#protocol/coedit'
import { Byline, Card } from './card.tsx'
import { lower } from './comment-card.tsx'
import { Form } from './compose.tsx'
import css from './remarks.module.css'
import type { RemarkActions } from './use-remark-actions.ts'

interface SuggestionCardProps {
  readonly suggestion: Suggestion
  readonly nameOf: (userId: string) => string
  readonly myId: string
  readonly canWrite: boolean
  readonly isActive: boolean
  readonly isAdrift: boolean
  readonly onPick: () => void
  readonly actions: RemarkActions
}

const outcomes = { accepted: 'Accepted by', rejected: 'Rejected by', withdrawn: 'Taken back by' } as const

/** Other words for a piece of the text: before, after, and what was decided. */
export function SuggestionCard(props: SuggestionCardProps) {
  const { suggestion, nameOf, myId, canWrite, isActive, isAdrift, onPick, actions } = props
  const { state, quote, replacement, note, reason, decidedBy, by, at } = suggestion
  const [rejects, setRejects] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const author = nameOf(by)
  const decide = async (run: () => Promise<unknown>) => {
    setIsBusy(true)
    await run()
    setIsBusy(false)
  }
  return (
    <Card
      label={`Suggestion by ${author}`}
      isActive={isActive}
      isAdrift={isAdrift && state === 'pending'}
      onPick={onPick}
    >
      <Byline name={author} at={at} />
      <div className={css.change}>
        <p>
          <span className="cv-visually-hidden">Instead of: </span>
          <del className={css.before}>{quote}</del>
        </p>
        <p>
          <span className="cv-visually-hidden">write: </span>
          {replacement === '' ? (
            <em className={css.leftOut}>left out</em>
          ) : (
            <ins className={css.after}>{replacement}</ins>
          )}
        </p>
      </div>
      {note !== null && <p className={css.body}>{note}</p>}
      {state !== 'pending' && decidedBy !== null && (
        <p className={css.outcome}>
          {outcomes[state]} {lower(nameOf(decidedBy))}
          {reason !== null && `: ${reason}`}
        </p>
      )}
      {state === 'pending' && rejects && (
        <Reject onSend={(why) => actions.reject(suggestion, why)} onDone={() => setRejects(false)} />
      )}
      {state === 'pending' && !rejects && (canWrite || by === myId) && (
        <Group gap="xs">
          {canWrite && (
            <>
              <Button
                variant="light"
                size="compact-sm"
                leftSection={<IconCheck size={16} />}
                loading={isBusy}
                disabled={isAdrift}
                onClick={() => void decide(() => actions.accept(suggestion))}
              >
                Accept
              </Button>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                leftSection={<IconX size={16} />}
                onClick={() => setRejects(true)}
              >
                Reject
              </Button>
            </>
          )}
          {by === myId && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              onClick={() => void decide(() => actions.withdraw(suggestion))}
            >
              Take back
            </Button>
          )}
        </Group>
      )}
    </Card>
  )
}

function Reject({ onSend, onDone }: { onSend: (reason: string) => Promise<boolean>; onDone: () => void }) {
  const [reason, setReason] = useState('')
  return (
    <Form title="Reject the suggestion" action="Reject" isReady onSend={() => onSend(reason.trim())} onDone={onDone}>
      <TextInput
        label="Why"
        placeholder="Optional, seen by whoever suggested it"
        autoFocus
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  )
}
