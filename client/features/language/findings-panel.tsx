import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Pin, PinState, ScorePoint } from '#protocol/language'
import { TimeAgo } from '../../ui/time-ago.tsx'
import type { Finding } from './analyse/finding.ts'
import { type FindingActions, FindingRow } from './finding-row.tsx'
import css from './language.module.css'
import { themeWords } from './panel-state.ts'
import { PinRow } from './pin-row.tsx'
import { ScoreLine } from './score-line.tsx'
import type { FindingsState } from './use-findings.ts'

export interface FindingsPanelProps extends FindingActions {
  readonly findings: FindingsState
  readonly pins: readonly Pin[]
  /** Newest first. */
  readonly scores: readonly ScorePoint[]
  readonly mayWrite: boolean
  readonly userId: string
  readonly onDismiss: (finding: Finding, reason: string) => Promise<boolean>
  readonly onRestore: (dismissalId: string) => void
  readonly onShowPin: (pin: Pin) => void
  readonly onAcceptPin: (pin: Pin, words: string) => void
  readonly onChangePin: (pinId: string, state: PinState) => void
}

/** What there is to say about the language of a text, quietly: beside it, in groups, with what was dismissed folded. */
export default function FindingsPanel(props: FindingsPanelProps) {
  const { findings, pins, scores } = props
  return (
    <section className={css.panel} aria-label="Language">
      <h2 className={css.title}>Language</h2>
      {findings.status === 'reading' && (
        <div role="status" aria-label="Reading the text">
          <Skeleton height={28} mb={12} />
          <Skeleton height={64} />
        </div>
      )}
      {findings.status === 'failed' && (
        <p className={css.note} role="alert">
          The text could not be read this time. It is read again after your next change.
        </p>
      )}
      {findings.status === 'ready' && <Read {...props} findings={findings} scores={scores} />}
      <Pins {...props} pins={pins} />
    </section>
  )
}

type Ready = Extract<FindingsState, { readonly status: 'ready' }>

function Read(props: FindingsPanelProps & { findings: Ready }) {
  const { findings, scores, mayWrite, onShow, onAccept, onDismiss } = props
  const { analysis, score, groups } = findings
  if (analysis.language === 'other') {
    return (
      <p className={css.note}>
        This text does not seem to be English. The rules know English only, so nothing is said about it.
      </p>
    )
  }
  return (
    <>
      {score !== null && <ScoreLine score={score} points={scores} />}
      {groups.length === 0 && (
        <p className={css.note}>
          {analysis.words === 0 ? 'Nothing is written yet.' : 'Nothing to look at. It speaks to everybody.'}
        </p>
      )}
      {groups.map(({ theme, rows }) => (
        <Group key={theme} title={themeWords[theme]} count={rows.length}>
          {rows.map((row) => (
            <FindingRow key={row.key} {...{ row, mayWrite, onShow, onAccept, onDismiss }} />
          ))}
        </Group>
      ))}
      <Facts findings={findings} />
      <Dismissed {...props} />
    </>
  )
}

function Group({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <div className={css.group}>
      <h3 className={css.groupTitle}>
        {title} <span className={css.dim}>{count}</span>
      </h3>
      <ul className={css.list}>{children}</ul>
    </div>
  )
}

/** What is measured and no finding. */
function Facts({ findings: { analysis } }: { findings: Ready }) {
  const { balance, reading } = analysis
  if (balance.masculine + balance.feminine === 0 && reading === null) return null
  return (
    <dl className={css.facts}>
      {reading !== null && (
        <div>
          <dt>Reading level</dt>
          <dd>{`grade ${Math.round(reading.grade)}, ${reading.wordsPerSentence} words a sentence`}</dd>
        </div>
      )}
      <div>
        <dt>Words read as</dt>
        <dd>
          <span title={balance.masculineWords.join(', ')}>{balance.masculine} masculine</span>,{' '}
          <span title={balance.feminineWords.join(', ')}>{balance.feminine} feminine</span>
        </dd>
      </div>
    </dl>
  )
}

function Dismissed({ findings: { dismissed }, mayWrite, onRestore }: FindingsPanelProps & { findings: Ready }) {
  if (dismissed.length === 0) return null
  return (
    <details className={css.details}>
      <summary>{dismissed.length} dismissed</summary>
      <ul className={css.list}>
        {dismissed.map(({ row, dismissal: { id, quote, reason, by, at } }) => (
          <li key={row.key} className={css.row}>
            <p className={css.message}>
              <q>{quote}</q> {reason}
            </p>
            <p className={css.dim}>
              {by.name || 'Somebody'} · <TimeAgo at={at} />
            </p>
            {mayWrite && (
              <div className={css.actions}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  onClick={() => onRestore(id)}
                  aria-label={`Show again: “${quote}”`}
                >
                  Show again
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Pins({ pins, mayWrite, userId, onShowPin, onAcceptPin, onChangePin }: FindingsPanelProps) {
  const rowOf = (pin: Pin) => (
    <PinRow
      key={pin.id}
      pin={pin}
      mayWrite={mayWrite}
      isMine={pin.by.id === userId}
      onShow={onShowPin}
      onAccept={onAcceptPin}
      onChange={(state) => onChangePin(pin.id, state)}
    />
  )
  const open = pins.filter(({ state }) => state === 'open')
  const done = pins.filter(({ state }) => state === 'resolved')
  return (
    <>
      {open.length > 0 && (
        <Group title="From people" count={open.length}>
          {open.map(rowOf)}
        </Group>
      )}
      {done.length > 0 && (
        <details className={css.details}>
          <summary>{done.length} done</summary>
          <ul className={css.list}>{done.map(rowOf)}</ul>
        </details>
      )}
    </>
  )
}
