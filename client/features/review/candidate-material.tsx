import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { endpoints } from '#protocol/candidates'
import type { KitCriterion } from '#protocol/kits'
import type { Scorecard } from '#protocol/scorecards'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { RedactedText } from '../../ui/redacted-text.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { inOrderFor } from './answer-order.ts'
import { InterviewsSlot } from './interviews-slot.ts'
import css from './review.module.css'

interface CandidateMaterialProps {
  readonly scorecard: Scorecard
  /** Its answers come first. */
  readonly criterion: KitCriterion | null
}

/** What the candidate wrote, without who they are. */
export function CandidateMaterial({ scorecard, criterion }: CandidateMaterialProps) {
  const { employerId, may } = useMembership()
  const Interviews = useContext(InterviewsSlot)
  const { candidateId, applicationId } = scorecard
  const { data, error, refetch } = useQuery(queryOf(endpoints.readCandidate, { params: { employerId, candidateId } }))
  if (error) {
    return (
      <ErrorState
        compact
        title="The application did not load"
        message={messageOf(error)}
        retry={() => void refetch()}
      />
    )
  }
  if (!data) return <Skeleton height={240} radius={8} role="status" aria-label="Loading the application" />
  const application = data.applications.find(({ id }) => id === applicationId)
  if (!application) return null
  const { answers, resumeText } = application
  const isEmpty = answers.length === 0 && (resumeText ?? '') === ''
  return (
    <div className={css.material}>
      <h2 className="cv-visually-hidden">Application</h2>
      <p className={css.dim}>
        Applied <TimeAgo at={application.appliedAt} /> for {application.jobTitle}
      </p>
      {Interviews !== null && may('interview.read', scorecard.jobId) && (
        <Interviews
          {...{ applicationId, candidateId }}
          jobId={scorecard.jobId}
          isInPlay={application.status === 'active'}
        />
      )}
      {isEmpty && <p className={css.dim}>Nothing was sent along. Rate what you hear in the interview.</p>}
      {answers.length > 0 && (
        <dl className={css.answers}>
          {inOrderFor(criterion, answers).map(({ question, answer }) => (
            <div key={question}>
              <dt>{question}</dt>
              <dd>
                <RedactedText text={answer} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {resumeText !== null && resumeText !== '' && (
        <section>
          <h3 className={css.heading}>Résumé</h3>
          <p className={css.resume}>
            <RedactedText text={resumeText} />
          </p>
        </section>
      )}
    </div>
  )
}
