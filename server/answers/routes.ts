import { endpoints } from '#protocol/answers'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { type CandidateSideParts, candidateSide } from './candidate-side.ts'
import { listAnswers, readAnswerTrends } from './list-answers.ts'
import { addResponse, editResponse, listResponses, removeResponse } from './responses.ts'

/** Bound before the feedback of the team, so that a candidate who calls the same address is not asked to sign in. */
export function answerRoutes(bind: Bind, parts: CandidateSideParts): void {
  candidateSide(parts)
  const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]
  bind.query(endpoints.listAnswers, listAnswers)
  bind.query(endpoints.readAnswerTrends, readAnswerTrends)
  bind.query(endpoints.listResponses, listResponses)
  bind.command(endpoints.addResponse, feed, addResponse)
  bind.command(endpoints.editResponse, feed, editResponse)
  bind.command(endpoints.removeResponse, feed, removeResponse)
}
