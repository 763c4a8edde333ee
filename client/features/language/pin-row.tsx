import { Button } from '@mantine/core'
import type { Pin, PinState } from '#protocol/language'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './language.module.css'

interface PinRowProps {
  readonly pin: Pin
  readonly mayWrite: boolean
  /** The reader pinned it. */
  readonly isMine: boolean
  readonly onShow: (pin: Pin) => void
  readonly onAccept: (pin: Pin, words: string) => void
  readonly onChange: (state: PinState) => void
}

/** What a person suggests about words of the text. */
export function PinRow({ pin, mayWrite, isMine, onShow, onAccept, onChange }: PinRowProps) {
  const { quote, message, alternatives, state, by, at, closedBy } = pin
  const isOpen = state === 'open'
  return (
    <li className={css.row}>
      <p className={css.message}>
        <q>{quote}</q> {message}
      </p>
      <p className={css.dim}>
        {isMine ? 'You' : by.name || 'Somebody'} · <TimeAgo at={at} />
        {state === 'resolved' && ` · done by ${closedBy?.name || 'somebody'}`}
      </p>
      {isOpen && mayWrite && alternatives.length > 0 && (
        <div className={css.offered}>
          {alternatives.map((words) => (
            <Button
              key={words}
              size="compact-sm"
              variant="default"
              onClick={() => onAccept(pin, words)}
              aria-label={`Replace “${quote}” by “${words}”`}
            >
              {words}
            </Button>
          ))}
        </div>
      )}
      <div className={css.actions}>
        {isOpen && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onShow(pin)}
            aria-label={`Show “${quote}” in the text`}
          >
            Show
          </Button>
        )}
        {isOpen && mayWrite && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange('resolved')}>
            Done
          </Button>
        )}
        {isOpen && isMine && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange('withdrawn')}>
            Take back
          </Button>
        )}
        {state === 'resolved' && mayWrite && (
          <Button size="compact-sm" variant="subtle" onClick={() => onChange('open')}>
            Open again
          </Button>
        )}
      </div>
    </li>
  )
}
