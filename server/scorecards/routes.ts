import { endpoints } from '#protocol/scorecards'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { assignReviewers } from './assign-reviewers.ts'
import { listMyReviews } from './list-reviews.ts'
import { amendMyRatings, editMyRatings, submitMyRatings } from './my-ratings.ts'
import { readScorecard } from './read-scorecard.ts'
import { revealScorecard } from './reveal-scorecard.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function scorecardRoutes(bind: Bind): void {
  bind.query(endpoints.readScorecard, readScorecard)
  bind.query(endpoints.listMyReviews, listMyReviews)
  bind.command(endpoints.assignReviewers, feed, assignReviewers)
  bind.command(endpoints.editMyRatings, feed, editMyRatings)
  bind.command(endpoints.submitMyRatings, feed, submitMyRatings)
  bind.command(endpoints.amendMyRatings, feed, amendMyRatings)
  bind.command(endpoints.revealScorecard, feed, revealScorecard)
}
