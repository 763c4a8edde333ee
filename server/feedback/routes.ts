import { endpoints } from '#protocol/feedback'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { type CandidateSideParts, candidateSide } from './candidate-side.ts'
import { giveFeedback } from './give-feedback.ts'
import { listFeedback } from './list-feedback.ts'

export function feedbackRoutes(bind: Bind, parts: CandidateSideParts): void {
  // First, so that a candidate who calls is not asked to sign in.
  candidateSide(parts)
  bind.command(endpoints.giveFeedback, ({ employerId }) => [feedOf(employerId)], giveFeedback)
  bind.query(endpoints.listFeedback, listFeedback)
}
