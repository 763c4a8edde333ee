import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { endpoints as applications } from '#protocol/applications'
import { endpoints as candidates } from '#protocol/candidates'
import type { Scorecard } from '#protocol/scorecards'
import { useHasArrived } from '../../live/arrival.tsx'
import { useJoined } from '../../live/use-joined.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { CodePicture } from '../../ui/candidate-badge.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { AggregateView } from './aggregate-view.tsx'
import { CandidateMaterial } from './candidate-material.tsx'
import { MyReview } from './my-review.tsx'
import { PanelStatus } from './panel-status.tsx'
import { Queue, QueueSteps } from './queue.tsx'
import { ResultsView } from './results-view.tsx'
import css from './review.module.css'
import { ReviewSkeleton } from './review-skeleton.tsx'
import { ReviewTexts } from './review-texts.tsx'
import { SubmittedReview } from './submitted-review.tsx'
import { useReviewAddress } from './use-review-address.ts'
import { useReviewKeys } from './use-review-keys.ts'
import { useQueue, useScorecard } from './use-scorecard.ts'

/** One candidate before the panel: what they wrote, what I say, and, after the reveal, what everybody said. */
export default function ReviewPage({ applicationId }: { applicationId: string }) {
  const scorecard = useScorecard(applicationId)
  if (scorecard.status === 'loading') return <ReviewSkeleton />
  if (scorecard.status === 'failed') {
    const isMissing = scorecard.error instanceof CallError && scorecard.error.code === 'not-found'
    return isMissing ? (
      <>
        <title>No such application · ClearView</title>
        <ErrorState title="No such application" message="It is not there any more, or not yours to see." />
      </>
    ) : (
      <ErrorState title="The review did not load" message={messageOf(scorecard.error)} retry={scorecard.retry} />
    )
  }
  return <ArrivingReview key={applicationId} scorecard={scorecard.data} />
}

/** Until all is there that stands above the ratings: a key or a click goes where it was meant to. */
function ArrivingReview({ scorecard }: { scorecard: Scorecard }) {
  const { employerId } = useMembership()
  const { applicationId, candidateId, jobId } = scorecard
  useQueue(jobId)
  useQuery(queryOf(candidates.readCandidate, { params: { employerId, candidateId } }))
  useQuery(queryOf(applications.readApplication, { params: { employerId, applicationId } }))
  return useHasArrived([applicationId, candidateId, jobId], useJoined()) ? (
    <Review scorecard={scorecard} />
  ) : (
    <ReviewSkeleton />
  )
}

function Review({ scorecard }: { scorecard: Scorecard }) {
  const { applicationId, jobId, kit, mine, results, aggregate } = scorecard
  const { by, open } = useReviewAddress()
  const [wasSealed] = useState(scorecard.revealed === null)
  const turned = wasSealed && scorecard.revealed !== null
  const queue = useQueue(jobId)
  const reviews = 'data' in queue ? queue.data.items : []
  const criterion = kit.criteria.find(({ id }) => id === by) ?? null
  useReviewKeys((action) => {
    if (action.kind !== 'candidate') return false
    const next = reviews[reviews.findIndex((review) => review.applicationId === applicationId) + action.by]
    if (next) open(next.applicationId)
    return true
  })
  return (
    <>
      <Head scorecard={scorecard}>
        <QueueSteps reviews={reviews} applicationId={applicationId} />
        {mine !== null && kit.criteria.length > 0 && (
          <NativeSelect
            aria-label="What to rate"
            value={criterion?.id ?? ''}
            onChange={(event) =>
              open(applicationId, event.currentTarget.value === '' ? null : event.currentTarget.value)
            }
            data={[
              { value: '', label: 'Candidate by candidate' },
              ...kit.criteria.map(({ id, name }) => ({ value: id as string, label: `All on “${name}”` })),
            ]}
          />
        )}
      </Head>
      <div className={css.page} data-queue={reviews.length > 1 || undefined}>
        {reviews.length > 1 && <Queue reviews={reviews} applicationId={applicationId} />}
        <ReviewTexts
          scorecard={scorecard}
          turned={turned}
          application={<CandidateMaterial scorecard={scorecard} criterion={criterion} />}
        />
        <div className={css.judgement}>
          <PanelStatus scorecard={scorecard} />
          {results !== null && <ResultsView results={results} criteria={kit.criteria} turns={turned} />}
          {aggregate !== null && <AggregateView aggregate={aggregate} criteria={kit.criteria} />}
          {mine !== null &&
            (mine.submittedAt === null ? (
              <MyReview scorecard={scorecard} mine={mine} only={criterion?.id ?? null} />
            ) : (
              <SubmittedReview scorecard={scorecard} mine={mine} />
            ))}
        </div>
      </div>
    </>
  )
}

function Head({ scorecard, children }: { scorecard: Scorecard; children: ReactNode }) {
  const { employerId } = useMembership()
  const params = { employerId, applicationId: scorecard.applicationId }
  const { data } = useQuery(queryOf(applications.readApplication, { params }))
  const code = data?.candidate.code
  return (
    <PageHeader
      title={data?.candidate.name ?? code ?? 'Review'}
      tab={code === undefined ? 'Review' : `Review of ${code}`}
      aside={code !== undefined && <CodePicture code={code} size={28} />}
      actions={children}
    />
  )
}
