import { z } from 'zod'
import { DocumentAccess } from './coedit.ts'
import { page, pageQuery, Time } from './common.ts'
import { get, patch, post, put } from './contract.ts'
import { ApplicationId, CandidateId, CriterionId, DocumentId, PostingId, UserId } from './ids.ts'
import { KitCriterion } from './kits.ts'

/** 1 is the lowest; what 1, 3 and 5 look like is in the kit. */
export const Score = z.number().int('Use a whole number from 1 to 5.').min(1, 'The lowest is 1.').max(5, 'At most 5.')

/** What a reviewer would do; there is no middle to hide in. */
export const Recommendation = z.enum(['strong-no', 'no', 'yes', 'strong-yes'])
export type Recommendation = z.infer<typeof Recommendation>

const text = z.string().max(5000, 'At most 5,000 characters.')

/** One criterion as one reviewer rates it. */
export const Rating = z.object({ criterionId: CriterionId, score: Score.nullable(), evidence: z.string() })
export type Rating = z.infer<typeof Rating>

/** What one reviewer says of one application. */
const Ratings = z.object({
  ratings: z.array(Rating),
  recommendation: Recommendation.nullable(),
  conclusion: z.string(),
})
export type Ratings = z.infer<typeof Ratings>

/** That something was changed after it was submitted, and how it read before. */
const Amendment = Ratings.extend({ at: Time, reason: z.string(), afterReveal: z.boolean() })

/** A reviewer's own ratings; version 0: nothing is stored yet. */
export const MyRatings = Ratings.extend({
  submittedAt: Time.nullable(),
  amendments: z.array(Amendment),
  version: z.number(),
})
export type MyRatings = z.infer<typeof MyRatings>

/** A reviewer's submitted ratings, as others read them after the reveal. */
export const ReviewerRatings = Ratings.extend({
  userId: UserId,
  submittedAt: Time,
  /** Submitted when the others' could be read already. */
  late: z.boolean(),
  amendments: z.array(Amendment),
})
export type ReviewerRatings = z.infer<typeof ReviewerRatings>

const CriterionSpread = z.object({
  criterionId: CriterionId,
  /** How many rated it. */
  count: z.number(),
  /** Null: nobody did. */
  mean: z.number().nullable(),
  median: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Of three or more, those who are two or more from the median. */
  outliers: z.array(UserId),
})
export type CriterionSpread = z.infer<typeof CriterionSpread>

const RecommendationCounts = z.record(Recommendation, z.number())

/** After the reveal, for those who may see who rated how. */
export const Results = z.object({
  reviewers: z.array(ReviewerRatings),
  spread: z.array(CriterionSpread),
  /** Mean of the criteria's means by their weights, 1 to 5. */
  overall: z.number().nullable(),
  recommendations: RecommendationCounts,
})
export type Results = z.infer<typeof Results>

/** After the reveal, for consultants: as it stood at the reveal, and nothing from which one person's could be told. */
export const Aggregate = z.object({
  /** How many ratings it is made of. */
  count: z.number(),
  /** Fewer than this are not shown. */
  least: z.number(),
  criteria: z.array(z.object({ criterionId: CriterionId, mean: z.number().nullable() })),
  overall: z.number().nullable(),
})
export type Aggregate = z.infer<typeof Aggregate>

/** What the panel says of one application, as far as the reader may see it. */
export const Scorecard = z.object({
  applicationId: ApplicationId,
  jobId: PostingId,
  candidateId: CandidateId,
  kit: z.object({ version: z.number(), criteria: z.array(KitCriterion) }),
  /** The kit reads differently now; this panel goes on with the one it began with. */
  isKitOutdated: z.boolean(),
  /** Who is asked, and whose ratings are in. Empty for consultants. */
  reviewers: z.array(z.object({ userId: UserId, submitted: z.boolean() })),
  submitted: z.number(),
  expected: z.number(),
  openPanel: z.boolean(),
  /** Null: sealed. `by`: null when the last one who was missing submitted. */
  revealed: z.object({ at: Time, by: UserId.nullable(), reason: z.string().nullable() }).nullable(),
  /** Null: I am not asked. */
  mine: MyRatings.nullable(),
  /** Null: sealed, or not for me (yet). */
  results: Results.nullable(),
  aggregate: Aggregate.nullable(),
  /** The panel's shared scorecard; null: it is not open to me. */
  document: z.object({ id: DocumentId, access: DocumentAccess }).nullable(),
  /** My own notes, that nobody else can open. */
  notes: z.object({ id: DocumentId, access: DocumentAccess }).nullable(),
  version: z.number(),
})
export type Scorecard = z.infer<typeof Scorecard>

/** `due`: nothing is submitted yet, and the interviews have come. */
export const ReviewState = z.enum(['open', 'due', 'submitted', 'revealed'])
export type ReviewState = z.infer<typeof ReviewState>

/** One application that I am asked to rate. */
export const Review = z.object({
  applicationId: ApplicationId,
  jobId: PostingId,
  jobTitle: z.string(),
  candidate: z.object({ id: CandidateId, code: z.string() }),
  state: ReviewState,
  /** How many criteria I have rated, of how many. */
  rated: z.number(),
  of: z.number(),
  submitted: z.number(),
  expected: z.number(),
  /** Since when it is in its stage. */
  since: Time,
})
export type Review = z.infer<typeof Review>

const RatingChange = z.strictObject({
  criterionId: CriterionId,
  score: Score.nullable().optional(),
  evidence: text.optional(),
})
const changes = {
  ratings: z.array(RatingChange).max(50, 'At most 50 criteria at once.').optional(),
  recommendation: Recommendation.nullable().optional(),
  conclusion: text.optional(),
}
/** What is left out stays as it is. */
export const ChangeRatings = z.strictObject(changes)
export type ChangeRatings = z.infer<typeof ChangeRatings>

/** How far a panel is, for a card of the board: counts alone. */
export const ScoreState = z.object({
  applicationId: ApplicationId,
  submitted: z.number(),
  expected: z.number(),
  revealed: z.boolean(),
  mine: z.enum(['not-asked', 'asked', 'submitted']),
  /** Mine are waited for at any stage: I was named for this one, or I have begun. Else from the first interview on. */
  due: z.boolean(),
  version: z.number(),
})
export type ScoreState = z.infer<typeof ScoreState>

/** How far the panels of a posting are. */
export const ScoreStates = z.object({
  /** What holds for applications that are not among the items: how many are asked, and whether I am one of them. */
  usual: z.object({ expected: z.number(), asked: z.boolean() }),
  items: z.array(ScoreState),
})
export type ScoreStates = z.infer<typeof ScoreStates>

const reason = z.string().trim().min(3, 'Say in a few words why.').max(500, 'At most 500 characters.')
const scorecard = '/employers/:employerId/applications/:applicationId/scorecard'

export const endpoints = {
  readScorecard: get(scorecard, {
    summary: 'What the panel says of an application: counts until it is revealed, then what my role may see.',
    access: { may: 'scorecard.read' },
    result: Scorecard,
    versioned: true,
  }),
  assignReviewers: put(`${scorecard}/reviewers`, {
    summary: 'Say who rates this application. Whoever does not see its job yet joins the hiring team.',
    access: { may: 'scorecard.manage' },
    body: z.strictObject({ userIds: z.array(UserId).max(50, 'At most 50 reviewers.') }),
    result: Scorecard,
    versioned: true,
  }),
  editMyRatings: patch(`${scorecard}/mine`, {
    summary: 'Keep a draft of my ratings. Only the fields given change.',
    access: { may: 'scorecard.write' },
    body: ChangeRatings,
    result: MyRatings,
    versioned: true,
  }),
  submitMyRatings: post(`${scorecard}/mine/submit`, {
    summary: 'Hand in my ratings, with last changes; each needs evidence. The last one that is missing reveals all.',
    access: { may: 'scorecard.write' },
    body: ChangeRatings,
    result: MyRatings,
    versioned: true,
  }),
  amendMyRatings: post(`${scorecard}/mine/amend`, {
    summary: 'Change what I handed in. How it read before, and why, stays to be read.',
    access: { may: 'scorecard.write' },
    body: z.strictObject({ ...changes, reason }),
    result: MyRatings,
    versioned: true,
  }),
  revealScorecard: post(`${scorecard}/reveal`, {
    summary: 'Turn over what is in although some is missing; the reason is logged.',
    access: { may: 'scorecard.manage' },
    body: z.strictObject({ reason }),
    result: Scorecard,
    versioned: true,
  }),
  listScoreStates: get('/employers/:employerId/job-postings/:jobId/score-states', {
    summary: 'How far the panels of a posting are, in counts alone; and whether mine are in.',
    access: { may: 'scorecard.read' },
    result: ScoreStates,
  }),
  listMyReviews: get('/employers/:employerId/reviews', {
    summary: 'Applications that I am asked to rate: of a job in an order of my own, of all jobs the due ones first.',
    access: { may: 'scorecard.write' },
    query: z.strictObject({ ...pageQuery, jobId: PostingId.optional(), state: ReviewState.optional() }),
    result: page(Review),
  }),
}

/** How many are in, of how many: never whose, and never what they say. */
const Standing = z.object({
  applicationId: ApplicationId,
  jobId: PostingId,
  candidateId: CandidateId,
  submitted: z.number(),
  expected: z.number(),
  version: z.number(),
})

export const entries = {
  'scorecard.assigned': Standing,
  'scorecard.submitted': Standing,
  'scorecard.revealed': Standing,
  /** Somebody changed what they had submitted. */
  'scorecard.amended': Standing,
  /** `userIds`: reviewers who were asked days ago and are not in yet; that is no secret, the panel shows it. */
  'scorecard.overdue': Standing.extend({ userIds: z.array(UserId) }),
}
