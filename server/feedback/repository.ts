import type { Theme } from '#protocol/feedback'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** What a colleague thinks of a candidate. Written once: a change of mind is another one. */
export interface FeedbackRecord {
  _id: string
  employerId: string
  candidateId: string
  /** The candidate's jobs that the author worked on: it is about these, and read by those who work on one of them. */
  jobIds: string[]
  by: string
  at: Date
  rating: number
  processRating: number | null
  /** As written; shown redacted to those who may not know who the candidate is. */
  comments: string
  strengths: Theme[]
  concerns: Theme[]
  interviewId: string | null
  beforeInterview: boolean
}

export const feedbackPlan: CollectionPlan = {
  collection: 'feedback',
  indexes: [
    { key: { candidateId: 1, _id: -1 }, name: 'candidate_newest' },
    { key: { candidateId: 1, by: 1, _id: -1 }, name: 'candidate_by' },
  ],
}

export const feedbackRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<FeedbackRecord>('feedback')

/** More than so many on one candidate change no report. */
const most = 500

export const feedbacks = {
  insert: async (tx: Tx, feedback: FeedbackRecord): Promise<void> => {
    await feedbackRows(tx).insertOne(feedback, { session: tx.session })
  },
  anyBy: async (scope: Scope, candidateId: string, by: string): Promise<boolean> =>
    (await feedbackRows(scope).findOne({ candidateId, by }, { ...within(scope), projection: { _id: 1 } })) !== null,
  /** Newest first. */
  ofCandidate: (scope: Scope, candidateId: string): Promise<FeedbackRecord[]> =>
    feedbackRows(scope).find({ candidateId }, within(scope)).sort({ candidateId: 1, _id: -1 }).limit(most).toArray(),
}
