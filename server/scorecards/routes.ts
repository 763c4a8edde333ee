import { endpoints } from '#protocol/scorecards'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import type { Kits } from '../kits/derive.ts'
import type { Scope } from '../store/scope.ts'
import { assignReviewers } from './assign-reviewers.ts'
import { openCase } from './case.ts'
import { listMyReviews } from './list-reviews.ts'
import { listScoreStates } from './list-score-states.ts'
import { amendMyRatings, editMyRatings, submitMyRatings } from './my-ratings.ts'
import { countsOf } from './panel.ts'
import { readScorecard } from './read-scorecard.ts'
import { revealScorecard } from './reveal-scorecard.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function scorecardRoutes(bind: Bind, { scope, kits }: { scope: () => Scope; kits: Kits }): void {
  bind.query(endpoints.readScorecard, readScorecard)
  bind.query(endpoints.listMyReviews, listMyReviews)
  bind.query(endpoints.listScoreStates, listScoreStates)
  bind.command(endpoints.assignReviewers, feed, assignReviewers)
  bind.command(endpoints.editMyRatings, feed, editMyRatings)
  bind.prepared(
    endpoints.submitMyRatings,
    feed,
    async (member, { applicationId }) => {
      const { panel } = await openCase(scope(), member, applicationId, 'scorecard.write')
      // The first who submits fixes the kit: as its document reads now, not as it read at the last pause in its writing.
      if (countsOf(panel).submitted === 0) await kits.follow(panel.jobId, member)
    },
    submitMyRatings,
  )
  bind.command(endpoints.amendMyRatings, feed, amendMyRatings)
  bind.command(endpoints.revealScorecard, feed, revealScorecard)
}
