import { Button, CloseButton } from '@mantine/core'
import { IconCalendarX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import css from './interviews.module.css'
import { waivable } from './refusal.ts'
import { labelOf } from './state-words.ts'
import type { InterviewActions, Refusal } from './use-interview-actions.ts'
import { momentWords } from './zone-words.ts'

/** A move that went back: what is in the way, and three times that suit everybody. */
export function RefusalNote(props: { refusal: Refusal; actions: InterviewActions; zone: string }) {
  const { refusal, actions, zone } = props
  const { interview, wanted, conflicts, alternatives } = refusal
  const note = useRef<HTMLElement>(null)
  useEffect(() => note.current?.focus({ preventScroll: true }), [])
  const lasts = wanted.to - wanted.from
  const reasons = waivable(refusal)
  return (
    <section ref={note} className={css.refusal} role="alert" tabIndex={-1} aria-label="The interview was not moved">
      <IconCalendarX size={22} className={css.refusalIcon} aria-hidden />
      <div className={css.refusalWords}>
        <strong>
          {labelOf(interview)} stays where it was: {momentWords(wanted.from, zone)} does not suit.
        </strong>
        <ul className={css.reasons}>
          {conflicts.map(({ party, id, message }) => (
            <li key={`${party} ${id} ${message}`}>{message}</li>
          ))}
        </ul>
        <div className={css.alternatives}>
          {alternatives.length > 0 ? <span>Free for everybody:</span> : <span>No other time was found nearby.</span>}
          {alternatives.map((time) => (
            <Button
              key={time}
              size="compact-md"
              onClick={() => void actions.move(interview, { from: Date.parse(time), to: Date.parse(time) + lasts })}
            >
              {momentWords(Date.parse(time), zone)}
            </Button>
          ))}
          {reasons !== null && (
            <Button size="compact-md" variant="default" onClick={() => void actions.move(interview, wanted, reasons)}>
              Move it all the same
            </Button>
          )}
        </div>
      </div>
      <CloseButton aria-label="Leave it where it was" onClick={actions.forgetRefusal} />
    </section>
  )
}
