import { ActionIcon, Skeleton, Switch } from '@mantine/core'
import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Candidate, endpoints } from '#protocol/candidates'
import { Arrival } from '../../../live/arrival.tsx'
import { useJoined } from '../../../live/use-joined.ts'
import { call } from '../../../rest/call.ts'
import { CallError, messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { CodePicture } from '../../../ui/candidate-badge.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { useBoardApi } from '../board-context.tsx'
import { AlsoLooking } from '../lookers.tsx'
import { ApplicationCard } from './application-card.tsx'
import { CandidateHistory } from './candidate-history.tsx'
import css from './candidate-pane.module.css'
import { DuplicatesBox } from './duplicates-box.tsx'
import { FeedbackSection } from './feedback-section.tsx'
import { IdentityBox } from './identity-box.tsx'
import { NotesBox } from './notes-box.tsx'
import { TagsBox } from './tags-box.tsx'
import { useCandidate } from './use-candidate.ts'

interface CandidatePaneProps {
  readonly candidateId: string
  readonly jobId: string
}

/** Everything about one candidate, beside the board; on a phone, in its place. */
export function CandidatePane({ candidateId, jobId }: CandidatePaneProps) {
  const { close, isPhone } = useClosing(candidateId)
  const candidate = useCandidate(candidateId)
  const pane = useRef<HTMLElement>(null)
  // Whoever opened it by keyboard reads on here; Escape leads back to the card.
  useEffect(() => pane.current?.focus({ preventScroll: true }), [])

  return (
    <aside
      ref={pane}
      className={css.pane}
      tabIndex={-1}
      aria-label="Candidate"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        close()
      }}
    >
      <ActionIcon
        className={css.close ?? ''}
        size="lg"
        aria-label={isPhone ? 'Back to the board' : 'Close'}
        onClick={close}
      >
        {isPhone ? <IconArrowLeft size={20} /> : <IconX size={20} />}
      </ActionIcon>
      {/* On a phone it is the whole page, and a page has a first heading. */}
      {isPhone && <h1 className="cv-visually-hidden">Candidate</h1>}
      {candidate.status === 'loading' && <PaneSkeleton />}
      {candidate.status === 'failed' &&
        (candidate.error instanceof CallError && candidate.error.code === 'not-found' ? (
          <ErrorState compact title="No such candidate" message="They are not there any more, or not yours to see." />
        ) : (
          <ErrorState
            compact
            title="The candidate did not load"
            message={messageOf(candidate.error)}
            retry={candidate.retry}
          />
        ))}
      {'data' in candidate && <Content candidate={candidate.data} jobId={jobId} onRevealed={candidate.keep} />}
    </aside>
  )
}

function Content(props: { candidate: Candidate; jobId: string; onRevealed: (candidate: Candidate) => void }) {
  const { jobId, onRevealed } = props
  const { may } = useMembership()
  const mayRead = useJoined()
  const preview = usePreview(props.candidate)
  const candidate = preview.data ?? props.candidate
  const isPreview = preview.data !== null
  const isErased = candidate.erasedAt !== null
  const here = candidate.applications.filter((application) => application.jobId === jobId)
  const elsewhere = candidate.applications.filter((application) => application.jobId !== jobId)
  return (
    <Arrival
      of={[candidate.id, ...candidate.applications.map(({ id }) => id)]}
      mayRead={mayRead}
      skeleton={<PaneSkeleton />}
    >
      <header className={css.head}>
        <CodePicture code={candidate.code} size={44} />
        <div className={css.names}>
          <h2 className={css.title}>{candidate.identity?.name ?? candidate.code}</h2>
          {candidate.identity !== null && <p className={css.quiet}>{candidate.code}</p>}
          <AlsoLooking candidateId={candidate.id} className={css.quiet} />
        </div>
      </header>
      {props.candidate.revealed && (
        <Switch
          className={css.preview ?? ''}
          label="See what others see"
          checked={preview.isOn}
          onChange={(event) => preview.turn(event.currentTarget.checked)}
        />
      )}
      {!isPreview && <IdentityBox candidate={candidate} jobId={jobId} onRevealed={onRevealed} />}
      {may('candidate.merge') && !isPreview && !isErased && (
        <DuplicatesBox key={`same ${candidate.id}`} candidate={candidate} onChanged={onRevealed} />
      )}
      <TagsBox candidate={candidate} jobId={jobId} isPreview={isPreview} onChanged={onRevealed} />
      {here.map((application) => (
        <ApplicationCard key={application.id} application={application} isErased={isErased} isHere />
      ))}
      {elsewhere.length > 0 && (
        <section>
          <h3 className={css.heading}>Other applications</h3>
          {elsewhere.map((application) => (
            <ApplicationCard key={application.id} application={application} isErased={isErased} isHere={false} />
          ))}
        </section>
      )}
      {may('feedback.write', jobId) && !isPreview && <FeedbackSection candidate={candidate} />}
      {may('candidate.annotate', jobId) && !isPreview && <NotesBox key={candidate.id} candidateId={candidate.id} />}
      <CandidateHistory candidate={candidate} jobId={jobId} />
    </Arrival>
  )
}

/** What those read to whom nobody was revealed; asked for when it is wanted, and anew with each version. */
function usePreview({ id, version }: Candidate) {
  const { employerId } = useMembership()
  const [isOn, turn] = useState(false)
  const request = { params: { employerId, candidateId: id } }
  const { data } = useQuery({
    queryFn: ({ signal }) => call(endpoints.previewCandidate, { ...request, signal }),
    queryKey: [endpoints.previewCandidate.path, request.params, version],
    enabled: isOn,
  })
  return { isOn, turn, data: isOn ? (data ?? null) : null }
}

/** Closing gives the focus back to the card, where the person came from. */
function useClosing(candidateId: string) {
  const { store, focus, open, isPhone } = useBoardApi()
  const close = () => {
    open(null)
    for (const card of store.all()) {
      if (card.candidateId !== candidateId) continue
      const stage = store.columnOf(card)
      focus.want(card.id, stage, store.column(stage).ids.indexOf(card.id))
      return
    }
  }
  return { close, isPhone }
}

function PaneSkeleton() {
  return (
    <div role="status" aria-label="Loading the candidate">
      <div className={css.head}>
        <Skeleton height={44} width={44} radius={8} />
        <Skeleton height={20} width={160} />
      </div>
      <Skeleton height={84} mb={24} />
      {['90%', '70%', '80%', '95%', '60%'].map((width) => (
        <Skeleton key={width} height={12} width={width} mb={12} />
      ))}
    </div>
  )
}
