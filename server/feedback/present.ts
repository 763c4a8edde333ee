import type { Feedback } from '#protocol/feedback'
import { CandidateId, FeedbackId, UserId } from '#protocol/ids'
import { redact } from '../candidates/redact.ts'
import type { CandidateRecord } from '../candidates/repository.ts'
import type { FeedbackRecord } from './repository.ts'

/** For one reader: blind, unless the candidate was revealed to them. */
export function present(record: FeedbackRecord, candidate: CandidateRecord, isRevealed: boolean): Feedback {
  const { rating, processRating, comments, strengths, concerns, interviewId, beforeInterview } = record
  return {
    id: FeedbackId.parse(record._id),
    candidateId: CandidateId.parse(record.candidateId),
    by: UserId.parse(record.by),
    at: record.at.toISOString(),
    rating,
    processRating,
    comments: isRevealed ? comments : redact(comments, candidate),
    strengths,
    concerns,
    interviewId,
    beforeInterview,
  }
}
