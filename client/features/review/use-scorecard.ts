import type { Page } from '#protocol/common'
import type { FeedType } from '#protocol/feed'
import { endpoints, type Review, type Scorecard } from '#protocol/scorecards'
import { askingEntries } from '../../live/asking-entries.ts'
import type { Live } from '../../live/live.ts'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'

const scorecardEntries = [
  'scorecard.assigned',
  'scorecard.submitted',
  'scorecard.revealed',
  'scorecard.amended',
] as const satisfies readonly FeedType[]

/** What the panel says of one application, as far as I may see it, kept live. */
export function useScorecard(applicationId: string): Live<Scorecard> {
  const { employerId } = useMembership()
  return useLiveQuery(queryOf(endpoints.readScorecard, { params: { employerId, applicationId } }), [
    ...scorecardEntries,
    ...askingEntries,
    'posting.edited',
    'posting.kit-changed',
  ])
}

/** The candidates of a job that I am asked to rate, in the order in which I rate them. */
export function useQueue(jobId: string): Live<Page<Review>> {
  const { employerId, may } = useMembership()
  return useLiveQuery(
    {
      ...queryOf(endpoints.listMyReviews, {
        params: { employerId },
        query: { jobId: jobId as Review['jobId'], limit: 200 },
      }),
      enabled: may('scorecard.write', jobId),
    },
    [...scorecardEntries, ...askingEntries, 'application.received', 'application.withdrawn', 'application.rejected'],
    1000,
  )
}
