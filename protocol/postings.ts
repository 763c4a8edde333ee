import { z } from 'zod'
import { line, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post, put } from './contract.ts'
import { PostingId, UserId } from './ids.ts'

export const PostingState = z.enum(['draft', 'in_review', 'approved', 'published', 'paused', 'closed', 'archived'])
export type PostingState = z.infer<typeof PostingState>

/** From each state, the states a posting can go to. Who may is in the role table. */
export const transitions: Readonly<Record<PostingState, readonly PostingState[]>> = {
  draft: ['in_review', 'published'],
  in_review: ['approved', 'draft'],
  approved: ['published', 'draft'],
  published: ['paused', 'closed'],
  paused: ['published', 'closed'],
  closed: ['archived'],
  archived: [],
}

export const StageKind = z.enum(['applied', 'screen', 'assessment', 'interview', 'offer', 'hired'])
export type StageKind = z.infer<typeof StageKind>

export const Stage = z.strictObject({
  id: z.string().regex(/^[a-z0-9_-]{1,40}$/i, 'Use letters, digits, - and _ only.'),
  name: line(60),
  kind: StageKind,
  /** Within so many days the candidate hears from the team; null: no promise. Left out: what its kind promises. */
  replyDays: z.number().int().min(1).max(365).nullable().optional(),
})
export type Stage = z.infer<typeof Stage>

const areDistinct = (texts: readonly string[]) => new Set(texts).size === texts.length

/** A whole pipeline, in order. The first stage takes what arrives. */
const Stages = z
  .array(Stage)
  .min(1, 'A pipeline has at least one stage.')
  .max(20, 'A pipeline has at most 20 stages.')
  .refine((stages) => areDistinct(stages.map(({ id }) => id)), 'Two stages have the same id.')
  .refine((stages) => areDistinct(stages.map(({ name }) => name.toLowerCase())), 'Two stages have the same name.')
  .refine(
    (stages) => stages[0]?.kind !== 'hired',
    'New candidates arrive in the first stage: it cannot be of kind hired.',
  )

/** The pipeline of a posting that chose none; the default stages have their kind as id. */
export const defaultStages: readonly Stage[] = [
  { id: 'applied', name: 'Applied', kind: 'applied' },
  { id: 'screen', name: 'Screen', kind: 'screen' },
  { id: 'assessment', name: 'Assessment', kind: 'assessment' },
  { id: 'interview', name: 'Interview', kind: 'interview' },
  { id: 'offer', name: 'Offer', kind: 'offer' },
  { id: 'hired', name: 'Hired', kind: 'hired' },
]

const Currency = z.string().regex(/^[A-Z]{3}$/, 'Use a three-letter currency code like EUR.')
const Amount = z.number('The salary must be a number, like 52000.').min(0).max(1e12)

/** Yearly pay. A bare number is the amount in the employer's currency. */
const SalaryRange = z
  .strictObject({ min: Amount, max: Amount, currency: Currency })
  .refine((range) => range.min <= range.max, { message: 'The lower end is above the upper end.', path: ['min'] })
const SalaryAmount = z.strictObject({ amount: Amount, currency: Currency })
export const SalaryInput = z.union([Amount, SalaryRange, SalaryAmount])
export const Salary = z.object({ min: z.number(), max: z.number(), currency: z.string() })
export type Salary = z.infer<typeof Salary>

/** One requirement per line, or as a list. */
const RequirementsInput = z.union(
  [z.string().max(20_000), z.array(line(1000)).max(100)],
  'Give the requirements as text, one per line, or as a list.',
)

/** The fields of a posting's body that people write. */
export const postingContent = {
  title: line(200),
  /** Rich text as HTML; what is not plain formatting is removed. */
  description: z.string().max(400_000),
  requirements: RequirementsInput,
  salary: SalaryInput.nullish(),
  location: line(200).nullish(),
  employmentType: line(60).nullish(),
  stages: Stages.optional(),
}

export const CreatePosting = z.strictObject({ ...postingContent, allowDuplicate: z.boolean().optional() })
export type CreatePosting = z.infer<typeof CreatePosting>

export const EditPosting = z
  .strictObject({ ...postingContent, allowDuplicate: z.boolean(), openPanel: z.boolean() })
  .partial()
export type EditPosting = z.infer<typeof EditPosting>

/** The pipeline as it is to be. Whoever stands in a stage that goes needs a place: `moves` names it by the stage's id. */
export const ChangeStages = z.strictObject({
  stages: Stages,
  moves: z.record(z.string().max(40), z.string().max(40)).optional(),
})
export type ChangeStages = z.infer<typeof ChangeStages>

export const Posting = z.object({
  id: PostingId,
  title: z.string(),
  state: PostingState,
  /** Sanitised HTML. */
  description: z.string(),
  requirements: z.array(z.string()),
  salary: Salary.nullable(),
  location: z.string().nullable(),
  employmentType: z.string().nullable(),
  stages: z.array(Stage),
  team: z.object({ hiringManagerIds: z.array(UserId), interviewerIds: z.array(UserId) }),
  /** Reviewers write the shared scorecard from the start, not only once their own ratings are in. */
  openPanel: z.boolean(),
  /** True while the careers page still shows an older text than this one. */
  hasUnpublishedChanges: z.boolean(),
  counts: z.object({
    applications: z.number(),
    active: z.number(),
    /** Active applications per stage id. */
    byStage: z.record(z.string(), z.number()),
  }),
  version: z.number(),
  createdAt: Time,
  updatedAt: Time,
  publishedAt: Time.nullable(),
  /** Set while the posting lies in the bin; it can be restored for 30 days. */
  deletedAt: Time.nullable(),
})
export type Posting = z.infer<typeof Posting>

/** What a list needs: everything but the long texts. */
export const PostingSummary = Posting.omit({ description: true, requirements: true })
export type PostingSummary = z.infer<typeof PostingSummary>

const jobPostings = '/employers/:employerId/job-postings'

export const endpoints = {
  createPosting: post(jobPostings, {
    summary: 'Create a posting as a draft.',
    access: { may: 'posting.write' },
    body: CreatePosting,
    result: Posting,
    status: 201,
    versioned: true,
  }),
  listPostings: get(jobPostings, {
    summary: 'Postings, newest first. `deleted=true` lists the bin.',
    access: { may: 'posting.read' },
    query: z.strictObject({
      ...pageQuery,
      state: PostingState.optional(),
      q: z.string().trim().max(100).optional(),
      deleted: z.enum(['true', 'false']).optional(),
    }),
    result: page(PostingSummary),
  }),
  readPosting: get(`${jobPostings}/:jobId`, {
    summary: 'One posting.',
    access: { may: 'posting.read' },
    result: Posting,
    versioned: true,
  }),
  editPosting: patch(`${jobPostings}/:jobId`, {
    summary: 'Change fields of a posting. A live posting keeps showing its published text until `publish-changes`.',
    access: { may: 'posting.write' },
    body: EditPosting,
    result: Posting,
    versioned: true,
  }),
  deletePosting: del(`${jobPostings}/:jobId`, {
    summary: 'Put a posting into the bin for 30 days.',
    access: { may: 'posting.write' },
    versioned: true,
  }),
  restorePosting: post(`${jobPostings}/:jobId/restore`, {
    summary: 'Take a posting out of the bin.',
    access: { may: 'posting.write' },
    result: Posting,
    versioned: true,
  }),
  transitionPosting: post(`${jobPostings}/:jobId/transitions`, {
    summary: 'Send to review, approve, publish, pause, close or archive.',
    access: { may: 'posting.write' },
    body: z.strictObject({ to: PostingState, reason: z.string().trim().max(1000).optional() }),
    result: Posting,
    versioned: true,
  }),
  publishChanges: post(`${jobPostings}/:jobId/publish-changes`, {
    summary: 'Show the edited text of a live posting on the careers page.',
    access: { may: 'posting.publish' },
    result: Posting,
    versioned: true,
  }),
  changeStages: put(`${jobPostings}/:jobId/stages`, {
    summary: 'Add, rename, reorder and remove stages; those who stand in a removed one go where `moves` says, at once.',
    access: { may: 'posting.write' },
    body: ChangeStages,
    result: Posting,
    versioned: true,
  }),
  setPostingTeam: put(`${jobPostings}/:jobId/team`, {
    summary: 'Say who is on the hiring team.',
    access: { may: 'posting.write' },
    body: z.strictObject({ hiringManagerIds: z.array(UserId).max(50), interviewerIds: z.array(UserId).max(100) }),
    result: Posting,
    versioned: true,
  }),
}

/** Where a posting stands. */
const PostingStanding = z.object({ jobId: PostingId, state: PostingState, version: z.number() })

export const entries = {
  'posting.created': PostingStanding,
  'posting.edited': PostingStanding,
  /** What is written in the document began or ceased to differ from what is published. */
  'posting.text-changed': PostingStanding,
  'posting.transitioned': PostingStanding,
  'posting.changes-published': PostingStanding,
  'posting.deleted': PostingStanding,
  'posting.restored': PostingStanding,
  'posting.team-changed': PostingStanding,
  /** Who stood in a stage that went is told of by an entry each. */
  'posting.stages-changed': PostingStanding,
}
