import { z } from 'zod'
import { page, pageQuery, Time } from './common.ts'
import { get, patch, post } from './contract.ts'
import { ApplicationId, CandidateId, PostingId } from './ids.ts'
import { StageKind } from './postings.ts'

/** Where applications come from. What people write is free text, and may name somebody; this does not. */
export const Channel = z.enum([
  'careers_page',
  'linkedin',
  'job_board',
  'referral',
  'agency',
  'event',
  'search',
  'social',
  'other',
  'unknown',
])
export type Channel = z.infer<typeof Channel>

export const ApplicationStatus = z.enum(['active', 'on_hold', 'rejected', 'withdrawn', 'hired'])
export type ApplicationStatus = z.infer<typeof ApplicationStatus>

/** A candidate on a card: a code name for everyone; the name only for those it was revealed to. */
export const CandidateLabel = z.object({ id: CandidateId, code: z.string(), name: z.string().nullable() })
export type CandidateLabel = z.infer<typeof CandidateLabel>

export const Application = z.object({
  id: ApplicationId,
  jobId: PostingId,
  candidateId: CandidateId,
  /** Id of one of the posting's stages. */
  stage: z.string(),
  status: ApplicationStatus,
  source: z.string().nullable(),
  candidate: CandidateLabel,
  appliedAt: Time,
  /** Since when it is in this stage. */
  stageSince: Time,
  viewed: z.boolean(),
  /** Chosen for an interview, see `select-candidate`. */
  selected: z.boolean(),
  /** While it is on hold: when to look again; null: no day was set. */
  lookAgainAt: Time.nullable(),
  /** Short marks by the team on the candidate; redacted while the candidate is not revealed to the reader. */
  tags: z.array(z.string()),
  version: z.number(),
})
export type Application = z.infer<typeof Application>

const move = {
  stage: z.string().min(1).max(40).optional(),
  status: ApplicationStatus.optional(),
  reason: z.string().trim().max(1000).optional(),
  /** One of the employer's own reasons, for a rejection. */
  reasonId: z.string().min(1).max(40).optional(),
  /** With `status: on_hold`: when to look at it again. */
  lookAgainAt: Time.optional(),
}
const saysWhere = ({ stage, status }: { stage?: unknown; status?: unknown }) =>
  stage !== undefined || status !== undefined
const where = { message: 'Give the stage or the status to change to.', path: ['stage'] }

/** The team moves a card, or changes where it stands; at least one of the two. */
export const MoveApplication = z.strictObject(move).refine(saysWhere, where)
export type MoveApplication = z.infer<typeof MoveApplication>

/** The same for many cards at once, each from the version that was seen. */
const MoveOneOfMany = z
  .strictObject({ applicationId: ApplicationId, ifVersion: z.number().int().min(1).optional(), ...move })
  .refine(saysWhere, where)
export type MoveOneOfMany = z.infer<typeof MoveOneOfMany>

/** Cards that one call moves, at most. */
export const mostMoves = 500

export const MoveApplications = z.strictObject({
  moves: z
    .array(MoveOneOfMany)
    .min(1, 'Say which cards to move.')
    .max(mostMoves, `At most ${mostMoves} cards at once.`)
    .refine(
      (moves) => new Set(moves.map(({ applicationId }) => applicationId)).size === moves.length,
      'Each card can be moved once in a call.',
    ),
})
export type MoveApplications = z.infer<typeof MoveApplications>

/** What became of one card; the others do not depend on it. */
export const MoveResult = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), applicationId: ApplicationId, application: Application }),
  z.object({
    ok: z.literal(false),
    applicationId: ApplicationId,
    error: z.object({ code: z.string(), message: z.string() }),
  }),
])
export type MoveResult = z.infer<typeof MoveResult>

export const endpoints = {
  listApplications: get('/employers/:employerId/applications', {
    summary: 'Applications, newest first; 404 `no-applications` when the named posting has none.',
    access: { may: 'pipeline.read' },
    query: z.strictObject({
      ...pageQuery,
      limit: z.coerce.number().int().min(1).max(1000).default(50),
      jobId: PostingId.optional(),
      stage: z.string().max(40).optional(),
      status: ApplicationStatus.optional(),
      candidateId: CandidateId.optional(),
    }),
    result: page(Application),
  }),
  readApplication: get('/employers/:employerId/applications/:applicationId', {
    summary: 'One application, for a card that appeared.',
    access: { may: 'pipeline.read' },
    result: Application,
    versioned: true,
  }),
  moveApplication: patch('/employers/:employerId/applications/:applicationId', {
    summary: 'Move a card to a stage, or put on hold, reject, take back.',
    access: { may: 'application.move' },
    body: MoveApplication,
    result: Application,
    versioned: true,
  }),
  moveApplications: post('/employers/:employerId/applications/moves', {
    summary: 'Move many cards at once, each to its place; one answer per card, in the order asked.',
    access: { may: 'application.move' },
    body: MoveApplications,
    result: z.object({ results: z.array(MoveResult) }),
  }),
}

/** Where the application stands: absolute, so the newest version wins. */
export const ApplicationStanding = z.object({
  applicationId: ApplicationId,
  jobId: PostingId,
  candidateId: CandidateId,
  stage: z.string(),
  status: ApplicationStatus,
  stageSince: Time,
  selected: z.boolean(),
  lookAgainAt: Time.nullable(),
  /** Kind of the stage, which may be gone when this is read. Left out in entries of old. */
  kind: StageKind.optional(),
  /** With `application.received`: where it came from, as one of a few words. Left out in entries of old. */
  channel: Channel.optional(),
  /** With `application.received`: when they applied. Left out in entries of old. */
  appliedAt: Time.optional(),
  /** Withdrawn because the import that brought it was undone: no figure counts it. */
  takenBack: z.literal(true).optional(),
  /** With `application.received`: an import took it over. People are told of the import, by `import.finished`. */
  imported: z.literal(true).optional(),
  /** With `application.resumed`: the candidate, who had withdrawn, applies again. */
  again: z.literal(true).optional(),
  version: z.number(),
})
export type ApplicationStanding = z.infer<typeof ApplicationStanding>

export const entries = {
  'application.received': ApplicationStanding,
  'application.moved': ApplicationStanding,
  'application.selected': ApplicationStanding,
  /** The selection was taken back. */
  'application.unselected': ApplicationStanding,
  'application.held': ApplicationStanding,
  'application.resumed': ApplicationStanding,
  'application.rejected': ApplicationStanding,
  'application.withdrawn': ApplicationStanding,
  'application.hired': ApplicationStanding,
  'application.viewed': ApplicationStanding,
}
