import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Finding } from './analyse/finding.ts'
import { DismissForm } from './dismiss-form.tsx'
import { OfferedWords, WhyWords } from './finding-words.tsx'
import css from './language.module.css'
import { placeWords, type Row } from './panel-state.ts'

export interface FindingActions {
  /** Shows the words in the text. */
  readonly onShow: (finding: Finding) => void
  /** Puts words in the place of each of these. */
  readonly onAccept: (findings: readonly Finding[], words: string) => void
}

interface FindingRowProps extends FindingActions {
  readonly row: Row
  readonly mayWrite: boolean
  readonly onDismiss: (finding: Finding, reason: string) => Promise<boolean>
}

/** One finding in the panel; the same words elsewhere belong to it. */
export function FindingRow({ row: { first, all }, mayWrite, onShow, onAccept, onDismiss }: FindingRowProps) {
  const [isDismissing, setIsDismissing] = useState(false)
  const inText = all.filter(({ place }) => place.kind === 'text')
  const [shown] = inText
  const where = placeWords(first)
  return (
    <li className={css.row} data-severity={first.severity}>
      <p className={css.message}>{first.message}</p>
      <p className={css.dim}>
        {[where, all.length > 1 ? `${all.length} times` : null].filter((words) => words !== null).join(' · ')}
      </p>
      {mayWrite && shown !== undefined && (
        <OfferedWords finding={shown} onAccept={(words) => onAccept(inText, words)} />
      )}
      {isDismissing ? (
        <DismissForm
          quote={first.quote}
          onDismiss={(reason) => onDismiss(first, reason)}
          onCancel={() => setIsDismissing(false)}
        />
      ) : (
        <div className={css.actions}>
          {shown !== undefined && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => onShow(shown)}
              aria-label={`Show “${shown.quote}” in the text`}
            >
              Show
            </Button>
          )}
          {mayWrite && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setIsDismissing(true)}
              aria-label={`Dismiss… “${first.quote}”`}
            >
              Dismiss…
            </Button>
          )}
        </div>
      )}
      <details className={css.details}>
        <summary>Why</summary>
        <WhyWords finding={first} />
      </details>
    </li>
  )
}
