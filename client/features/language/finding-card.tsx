import { Button, Paper, Portal } from '@mantine/core'
import { useId } from 'react'
import type { Finding } from './analyse/finding.ts'
import { OfferedWords, WhyWords } from './finding-words.tsx'
import css from './language.module.css'
import type { ActiveFinding } from './language-underlines.ts'

interface FindingCardProps {
  readonly active: ActiveFinding
  readonly mayWrite: boolean
  readonly onAccept: (finding: Finding, words: string) => void
  readonly onDismiss: (finding: Finding) => void
  readonly onClose: () => void
}

/** Space between the words and the card, in pixels. */
const gap = 6
const cardWidth = 340
/** What the card takes at most; with less room below the words it stands above them. */
const roomNeeded = 240

/** Beside the words at the cursor: one sentence, its source, words to take. The cursor stays in the text. */
export default function FindingCard({ active, mayWrite, onAccept, onDismiss, onClose }: FindingCardProps) {
  const titleId = useId()
  const { finding } = active
  const rect = active.rect()
  const isAbove = rect.bottom + roomNeeded > window.innerHeight && rect.top > roomNeeded
  const left = Math.max(8, Math.min(rect.left, window.innerWidth - cardWidth - 8))
  const style = isAbove ? { left, bottom: window.innerHeight - rect.top + gap } : { left, top: rect.bottom + gap }
  return (
    <Portal>
      <Paper
        component="section"
        className={css.card ?? ''}
        style={style}
        shadow="md"
        withBorder
        aria-labelledby={titleId}
        // A press on the card must not take the cursor out of the text before it was handled.
        onMouseDown={(event) => event.preventDefault()}
      >
        <p id={titleId} className={css.message} role="status">
          {finding.message}
        </p>
        <WhyWords finding={finding} />
        {mayWrite && <OfferedWords finding={finding} onAccept={(words) => onAccept(finding, words)} firstKey="Tab" />}
        <div className={css.actions}>
          {mayWrite && (
            <Button size="compact-sm" variant="subtle" onClick={() => onDismiss(finding)}>
              Dismiss…
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={onClose}
            rightSection={
              <kbd className={css.key} aria-hidden>
                Esc
              </kbd>
            }
          >
            Close
          </Button>
        </div>
      </Paper>
    </Portal>
  )
}
