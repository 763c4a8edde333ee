import { Badge, Button } from '@mantine/core'
import { IconArrowBackUp, IconArrowsExchange, IconPlayerPause, IconScale, IconStar, IconX } from '@tabler/icons-react'
import { useContext, useState } from 'react'
import { Link } from 'wouter'
import type { Candidate } from '#protocol/candidates'
import { useMembership } from '../../../rest/membership.tsx'
import { RedactedText } from '../../../ui/redacted-text.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { useBoardApi, useCard } from '../board-context.tsx'
import { canBeMoved, canBeTakenBack, statusWords } from '../card-actions.ts'
import { InterviewsSlot } from '../interviews-slot.ts'
import css from './candidate-pane.module.css'
import { DecisionLog } from './decision-log.tsx'
import { HoldDialog } from './hold-dialog.tsx'
import { Reminders } from './reminders.tsx'
import { ResumeFiles } from './resume-files.tsx'
import { SelectDialog } from './select-dialog.tsx'
import { useSelection } from './use-selection.ts'

type Application = Candidate['applications'][number]

/** One application: where it stands, what can be done, and what the candidate wrote. */
export function ApplicationCard(props: { application: Application; isHere: boolean; isErased: boolean }) {
  const { application, isHere, isErased } = props
  // The card on the board shows my own changes at once; the record read here follows a moment later.
  const standing = useCard(application.id)?.application ?? application
  const { stages } = useBoardApi()
  const { may } = useMembership()
  const words = statusWords[standing.status]
  const at = stages.findIndex(({ id }) => id === standing.stage)
  return (
    <article className={css.application} aria-label={application.jobTitle}>
      <h3 className={css.jobTitle}>
        {isHere ? (
          application.jobTitle
        ) : (
          <Link href={`/pipeline/${application.jobId}?candidate=${application.candidateId}`}>
            {application.jobTitle}
          </Link>
        )}
      </h3>
      {isHere && (
        <ol className={css.steps} aria-hidden>
          {stages.map((stage, index) => (
            <li key={stage.id} className={css.step} data-done={index <= at || undefined} title={stage.name} />
          ))}
        </ol>
      )}
      <p className={css.stand}>
        {isHere && <strong>{stages[at]?.name ?? 'An earlier stage'}</strong>}
        {standing.selected && standing.status === 'active' && <Badge color="indigo">Selected</Badge>}
        {words !== null && <Badge color={standing.status === 'hired' ? 'indigo' : 'gray'}>{words}</Badge>}
        <span className={css.quiet}>
          {isHere && (
            <>
              since <TimeAgo at={standing.stageSince} /> ·{' '}
            </>
          )}
          applied <TimeAgo at={application.appliedAt} />
          {application.source !== null && ` · ${application.source}`}
        </span>
      </p>
      {standing.status === 'on_hold' && standing.lookAgainAt !== null && (
        <p className={css.quiet}>
          To be looked at again <TimeAgo at={standing.lookAgainAt} />
        </p>
      )}
      {isHere && <ReviewLink application={application} />}
      {isHere && <Actions id={application.id} />}
      {isHere && <Interviews application={application} isInPlay={standing.status === 'active'} />}
      {isHere && may('reminder.write', application.jobId) && (
        <Reminders applicationId={application.id} code={application.candidate.code} />
      )}
      {isHere && <DecisionLog applicationId={application.id} />}
      {application.answers.length > 0 && (
        <section>
          <h4 className={css.heading}>Answers</h4>
          <dl className={css.answers}>
            {application.answers.map(({ question, answer }) => (
              <div key={question}>
                <dt>{question}</dt>
                <dd>
                  <RedactedText text={answer} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {application.resumeText !== null && application.resumeText !== '' && (
        <section>
          <h4 className={css.heading}>Résumé</h4>
          <p className={css.resume}>
            <RedactedText text={application.resumeText} />
          </p>
        </section>
      )}
      <ResumeFiles application={application} isErased={isErased} />
    </article>
  )
}

/** To what the panel says, for those who may know of it. */
function ReviewLink({ application }: { application: Application }) {
  const { may } = useMembership()
  if (!may('scorecard.read', application.jobId)) return null
  return (
    <div className={css.actions}>
      <Button
        component={Link}
        href={`/review/${application.id}`}
        variant="light"
        leftSection={<IconScale size={18} aria-hidden />}
      >
        Review
      </Button>
    </div>
  )
}

function Interviews({ application, isInPlay }: { application: Application; isInPlay: boolean }) {
  const { may } = useMembership()
  const parts = useContext(InterviewsSlot)
  const { id, candidateId, jobId } = application
  if (parts === null || !may('interview.read', jobId)) return null
  return <parts.List applicationId={id} candidateId={candidateId} jobId={jobId} isInPlay={isInPlay} />
}

function Actions({ id }: { id: string }) {
  const { canMove, actions, openMenu, openReject } = useBoardApi()
  const application = useCard(id)?.application
  const { select, takeBack } = useSelection()
  const [asks, setAsks] = useState<'select' | 'hold' | null>(null)
  if (!canMove || application === undefined) return null
  const who = application.candidate.name ?? application.candidate.code
  const close = () => setAsks(null)
  return (
    <div className={css.actions}>
      {(application.status === 'active' || application.status === 'on_hold') && (
        <Button
          variant={application.selected ? 'default' : 'filled'}
          leftSection={<IconStar size={18} aria-hidden />}
          onClick={() => setAsks('select')}
        >
          {application.selected ? 'Score…' : 'Select…'}
        </Button>
      )}
      {canBeMoved(application) && (
        <Button
          variant="default"
          leftSection={<IconArrowsExchange size={18} aria-hidden />}
          aria-haspopup="menu"
          onClick={(event) => openMenu(id, event.currentTarget)}
        >
          Move to…
        </Button>
      )}
      {application.status === 'active' && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={18} aria-hidden />}
          onClick={() => setAsks('hold')}
        >
          Hold…
        </Button>
      )}
      {canBeTakenBack(application) && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          onClick={() => actions.resume(id)}
        >
          {application.status === 'on_hold' ? 'Take off hold' : 'Take back'}
        </Button>
      )}
      {canBeMoved(application) && (
        <Button variant="default" leftSection={<IconX size={18} aria-hidden />} onClick={() => openReject(id)}>
          Reject…
        </Button>
      )}
      {asks === 'select' && (
        <SelectDialog
          who={who}
          isSelected={application.selected}
          onClose={close}
          onTakeBack={() => {
            void takeBack(application)
            close()
          }}
          onSelect={(score) => {
            void select(application, score)
            close()
          }}
        />
      )}
      {asks === 'hold' && (
        <HoldDialog
          who={who}
          onClose={close}
          onHold={(lookAgainAt) => {
            actions.hold(id, undefined, lookAgainAt)
            close()
          }}
        />
      )}
    </div>
  )
}
