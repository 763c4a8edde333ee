import { ActionIcon } from '@mantine/core'
import { IconCheck, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Review } from '#protocol/scorecards'
import { CodePicture } from '../../ui/candidate-badge.tsx'
import css from './review.module.css'
import { useReviewAddress } from './use-review-address.ts'

interface QueueProps {
  readonly reviews: readonly Review[]
  readonly applicationId: string
}

const isIn = ({ state }: Review): boolean => state === 'submitted' || state === 'revealed'

/** Everybody whom I rate for this posting, in the order that is mine. */
export function Queue({ reviews, applicationId }: QueueProps) {
  const { hrefOf } = useReviewAddress()
  return (
    <nav className={css.queue} aria-label="Candidates to review">
      <ol>
        {reviews.map((review) => (
          <li key={review.applicationId}>
            <Link
              href={hrefOf(review.applicationId)}
              className={css.queued ?? ''}
              {...(review.applicationId === applicationId ? { 'aria-current': 'page' as const } : {})}
            >
              <CodePicture code={review.candidate.code} size={24} />
              <span className={css.queuedCode}>{review.candidate.code}</span>
              {isIn(review) ? (
                <IconCheck size={16} aria-label="In" role="img" />
              ) : (
                <span className={css.dim}>{review.rated > 0 ? `${review.rated}/${review.of}` : ''}</span>
              )}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** From one candidate to the next where there is no room for the list, and by keys everywhere. */
export function QueueSteps({ reviews, applicationId }: QueueProps) {
  const { open } = useReviewAddress()
  const at = reviews.findIndex((review) => review.applicationId === applicationId)
  if (at < 0) return null
  const go = (by: 1 | -1) => () => {
    const next = reviews[at + by]
    if (next) open(next.applicationId)
  }
  return (
    <div className={css.queueSteps}>
      <ActionIcon aria-label="Previous candidate" disabled={at === 0} onClick={go(-1)}>
        <IconChevronLeft size={20} />
      </ActionIcon>
      <span className="cv-numbers">
        {at + 1} of {reviews.length}
      </span>
      <ActionIcon aria-label="Next candidate" disabled={at === reviews.length - 1} onClick={go(1)}>
        <IconChevronRight size={20} />
      </ActionIcon>
    </div>
  )
}
