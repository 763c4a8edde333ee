import type { Feedback } from '#protocol/feedback'
import { CandidateId, FeedbackId, UserId } from '#protocol/ids'
import type { WordsFor } from '../candidates/words-about.ts'
import type { FeedbackRecord } from './repository.ts'

/** For one reader: blind, unless the candidate was revealed to them. */
export function present(record: FeedbackRecord, words: WordsFor): Feedback {
  const { rating, processRating, comments, strengths, concerns, interviewId, beforeInterview } = record
  return {
    id: FeedbackId.parse(record._id),
    candidateId: CandidateId.parse(record.candidateId),
    by: UserId.parse(record.by),
    at: record.at.toISOString(),
    rating,
    processRating,
    comments: words(comments, record.by),
    strengths,
    concerns,
    interviewId,
    beforeInterview,
  }
}
