import { z } from 'zod'
import { page, pageQuery, Time } from './common.ts'
import { get, post } from './contract.ts'
import { CandidateId, FeedbackId, UserId } from './ids.ts'

/**
 * What feedback can be about. A fixed list, because it is what a candidate is shown in the end: free words would tell
 * who wrote them.
 */
export const Theme = z.enum([
  'experience',
  'problem_solving',
  'craft',
  'communication',
  'collaboration',
  'ownership',
  'motivation',
  'preparation',
])
export type Theme = z.infer<typeof Theme>

const Rating = (what: string) =>
  z
    .number(`Give ${what} as a whole number from 1 to 5.`)
    .int(`Give ${what} as a whole number from 1 to 5.`)
    .min(1, 'The lowest rating is 1.')
    .max(5, 'The highest rating is 5.')

const Themes = z
  .array(Theme)
  .max(Theme.options.length)
  .refine((themes) => new Set(themes).size === themes.length, 'Name each theme once.')

export const GiveFeedback = z.strictObject({
  candidateId: CandidateId,
  rating: Rating('the rating'),
  comments: z.string().trim().min(1, 'Say in a few words what you saw.').max(10_000),
  /** How the process itself went. */
  processRating: Rating('the rating of the process').optional(),
  interviewId: z.string().min(1).max(64).optional(),
  strengths: Themes.optional(),
  concerns: Themes.optional(),
})
export type GiveFeedback = z.infer<typeof GiveFeedback>

/** What a colleague thinks of a candidate, as one reader may see it. */
export const Feedback = z.object({
  id: FeedbackId,
  candidateId: CandidateId,
  by: UserId,
  at: Time,
  rating: z.number(),
  processRating: z.number().nullable(),
  /** Redacted while the candidate is not revealed to the reader. */
  comments: z.string(),
  strengths: z.array(Theme),
  concerns: z.array(Theme),
  interviewId: z.string().nullable(),
  /** True: given before the candidate had any interview. */
  beforeInterview: z.boolean(),
})
export type Feedback = z.infer<typeof Feedback>

/** What a candidate reads of it: no author, no number, nothing that fewer than two people said. */
export const FeedbackReport = z.object({
  impression: z.enum(['strong', 'good', 'mixed']),
  strengths: z.array(Theme),
  concerns: z.array(Theme),
})
export type FeedbackReport = z.infer<typeof FeedbackReport>

const feedback = '/employers/:employerId/feedback'

export const endpoints = {
  giveFeedback: post(feedback, {
    summary:
      'Say what you think of a candidate. (A candidate with the link for it says what they think of the process.)',
    access: { may: 'feedback.write' },
    body: GiveFeedback,
    result: Feedback,
    status: 201,
  }),
  listFeedback: get(feedback, {
    summary:
      'What was said of candidates, newest first. An interviewer reads that of colleagues after giving their own.',
    access: { may: 'feedback.write' },
    query: z.strictObject({ ...pageQuery, candidateId: CandidateId }),
    result: page(Feedback),
  }),
}

export const entries = {
  /** `jobIds`: the postings this candidate applied for, which decide who may know. */
  'feedback.given': z.object({ feedbackId: FeedbackId, candidateId: CandidateId, jobIds: z.array(z.string()) }),
}
