import { endpoints } from '#protocol/feedback'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { giveFeedback } from './give-feedback.ts'
import { listFeedback } from './list-feedback.ts'

export function feedbackRoutes(bind: Bind): void {
  bind.command(endpoints.giveFeedback, ({ employerId }) => [feedOf(employerId)], giveFeedback)
  bind.query(endpoints.listFeedback, listFeedback)
}
