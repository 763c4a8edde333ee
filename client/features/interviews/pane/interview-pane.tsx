import { ActionIcon, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Interview } from '#protocol/interviews'
import { beside } from '../../../ui/beside.ts'
import { CodePicture } from '../../../ui/candidate-badge.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useMatches } from '../../../ui/use-matches.ts'
import type { CalendarStore } from '../calendar-store.ts'
import { stateIcons } from '../state-icons.ts'
import { labelOf, stateWords } from '../state-words.ts'
import type { InterviewActions } from '../use-interview-actions.ts'
import { InterviewButtons } from './buttons.tsx'
import { InterviewFacts } from './facts.tsx'
import { InterviewHistory } from './history.tsx'
import css from './pane.module.css'

interface InterviewPaneProps {
  readonly interviewId: string
  readonly interview: Interview | undefined
  readonly zone: string
  readonly store: CalendarStore
  readonly actions: InterviewActions
  readonly onClose: () => void
  /** Opens the form for it. */
  readonly onChange: (interview: Interview) => void
}

/** Everything about one interview, beside the calendar; on a narrow screen, in its place. */
export function InterviewPane(props: InterviewPaneProps) {
  const { interviewId, interview, zone, store, actions, onClose, onChange } = props
  const isNarrow = useMatches('(max-width: 68em)')
  const [isMissing, setIsMissing] = useState(false)
  const pane = useRef<HTMLElement>(null)
  useEffect(() => pane.current?.focus({ preventScroll: true }), [])
  // A link leads to any week: what the calendar does not have is read by itself.
  const isKnown = interview !== undefined
  useEffect(() => {
    if (!isKnown) void store.readOne(interviewId).then((read) => setIsMissing(read === null))
  }, [isKnown, interviewId, store])
  const close = () => {
    onClose()
    // Back to the block, where the person came from.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-interview="${interviewId}"] a`)?.focus())
  }
  return (
    <aside
      ref={pane}
      className={css.pane}
      tabIndex={-1}
      aria-label="Interview"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        close()
      }}
    >
      <ActionIcon
        className={css.close ?? ''}
        size="lg"
        aria-label={isNarrow ? 'Back to the calendar' : 'Close'}
        onClick={close}
      >
        {isNarrow ? <IconArrowLeft size={20} /> : <IconX size={20} />}
      </ActionIcon>
      {interview === undefined ? (
        isMissing ? (
          <ErrorState compact title="No such interview" message="It is not there any more, or not yours to see." />
        ) : (
          <PaneSkeleton />
        )
      ) : (
        <>
          <Head interview={interview} />
          <InterviewFacts interview={interview} zone={zone} />
          <InterviewButtons interview={interview} actions={actions} onChange={onChange} />
          <InterviewHistory interview={interview} zone={zone} />
        </>
      )}
    </aside>
  )
}

function Head({ interview }: { interview: Interview }) {
  const { candidate, jobTitle, state } = interview
  const Icon = stateIcons[state]
  return (
    <header className={css.head}>
      <CodePicture code={candidate.code} size={44} />
      <div className={css.names}>
        <h2 className={css.title}>{labelOf(interview)}</h2>
        <p className={css.quiet}>{beside(candidate.name !== null && candidate.code, jobTitle)}</p>
        <p className={css.state} data-state={state} role="status">
          <Icon size={18} aria-hidden /> {stateWords[state]}
        </p>
      </div>
    </header>
  )
}

function PaneSkeleton() {
  return (
    <div role="status" aria-label="Loading the interview">
      <div className={css.head}>
        <Skeleton height={44} width={44} radius={8} />
        <Skeleton height={20} width={160} />
      </div>
      {['70%', '55%', '80%', '60%'].map((width) => (
        <Skeleton key={width} height={14} width={width} mb={16} />
      ))}
    </div>
  )
}
