import { z } from 'zod'
import { Application, ApplicationStatus, Channel } from './applications.ts'
import { page, pageQuery, Time } from './common.ts'
import { get, put } from './contract.ts'
import { Fairness } from './fairness.ts'
import { ApplicationId, CandidateId, PostingId, UserId } from './ids.ts'
import { StageKind } from './postings.ts'

/** A day in UTC; of a time its day counts. */
const Day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T.*)?$/, 'Give a day like 2026-03-31.')

/** Which applications are meant: those to a posting, to the postings of somebody's hiring teams, arrived in a period. */
const filters = {
  jobId: PostingId.optional(),
  /** On whose hiring teams, as hiring manager or interviewer. */
  memberId: UserId.optional(),
  /** The first and the last day on which they arrived. */
  from: Day.optional(),
  to: Day.optional(),
}

/** Every figure says what it counts and of when it is. */
const said = { definition: z.string(), asOf: Time }

/** How long something takes. Null: of nobody, or of so few that it would tell of one. */
export const Duration = z.object({
  ...said,
  n: z.number().nullable(),
  /** Half took no longer than this, and four in five no longer than that, in hours; from three days on in whole days. */
  medianHours: z.number().nullable(),
  p80Hours: z.number().nullable(),
})
export type Duration = z.infer<typeof Duration>

export const FunnelStage = z.object({
  kind: StageKind,
  reached: z.number(),
  passed: z.number(),
  stopped: z.number(),
  waiting: z.number(),
  /** Of those who are not waiting there any more, the share that went on; null: there are none. */
  passThrough: z.number().nullable(),
})
export type FunnelStage = z.infer<typeof FunnelStage>

/** The figures of requirement 4, of all applications or of those that were asked for. */
export const Analytics = z.object({
  jobPostings: z.object({ total: z.number(), active: z.number(), applications: z.number() }),
  /** Of all applications, in per cent: whole, unless that would call a few none, or nearly all all. */
  candidateEngagement: z.object({ viewRate: z.string(), interviewRate: z.string() }),
  /** Active applications by kind of stage. */
  pipeline: z.array(z.object({ kind: z.string(), active: z.number() })),
  outcomes: z.object({ ...said, counts: z.array(z.object({ status: ApplicationStatus, n: z.number() })) }),
  funnel: z.object({ ...said, stages: z.array(FunnelStage) }),
  timeInStage: z.object({
    ...said,
    stages: z.array(Duration.omit({ definition: true, asOf: true }).extend({ kind: StageKind })),
  }),
  timeToHire: Duration,
  firstView: Duration,
  firstAnswer: Duration,
  decision: Duration,
  /** From the selection for interviews to the first one that is booked. */
  schedulingDelay: Duration,
  reviewerAgreement: z.object({ ...said, panels: z.number().nullable(), share: z.number().nullable() }),
  sources: z.object({
    ...said,
    channels: z.array(
      z.object({ channel: Channel, applications: z.number(), interviewed: z.number(), hired: z.number() }),
    ),
  }),
  /** By the week of arrival, its Monday first; weeks without anything in between are there. */
  weeks: z.object({
    ...said,
    weeks: z.array(
      z.object({ week: z.string(), applications: z.number(), interviewed: z.number(), hired: z.number() }),
    ),
  }),
  definitions: z.object({
    applications: z.string(),
    viewRate: z.string(),
    interviewRate: z.string(),
    pipeline: z.string(),
  }),
  /** Of the whole company, whatever is asked for; in releases, so it may be older than the rest. */
  fairness: Fairness,
  asOf: Time,
  /** True: the store or the count is behind, and this is how it stood at `asOf`. */
  stale: z.boolean(),
})
export type Analytics = z.infer<typeof Analytics>

const kinds = StageKind.options
const channels = Channel.options
const timed = [
  'view',
  'answer',
  'decision',
  'hire',
  'booking',
  ...kinds.map((kind) => `stay-${kind}` as const),
] as const

/** A number of the figures, whose rows can be opened. */
export const FigureRows = z.enum([
  ...(['all', 'viewed', 'selected', 'interviewed', 'panel'] as const),
  ...ApplicationStatus.options.map((status) => `is-${status}` as const),
  ...kinds.flatMap((kind) => [
    `reached-${kind}` as const,
    `passed-${kind}` as const,
    `stopped-${kind}` as const,
    `waiting-${kind}` as const,
    `now-${kind}` as const,
  ]),
  ...channels.flatMap((channel) => [
    `from-${channel}` as const,
    `interviewed-from-${channel}` as const,
    `hired-from-${channel}` as const,
  ]),
  ...timed.map((name) => `timed-${name}` as const),
])
export type FigureRows = z.infer<typeof FigureRows>

/** The cards of a dashboard. */
export const FigureCard = z.enum([
  'summary',
  'firstAnswer',
  'timeToHire',
  'funnel',
  'timeInStage',
  'sources',
  'weeks',
  'outcomes',
  'responseTimes',
  'reviewerAgreement',
])
export type FigureCard = z.infer<typeof FigureCard>

const Layout = z.object({
  /** Those that are shown, in their order. */
  cards: z.array(FigureCard),
})

/** One application's way through a pipeline: `moves` from the oldest. Ids and states alone; who it is, is in nobody's name. */
export const Journey = z.object({
  applicationId: ApplicationId,
  candidateId: CandidateId,
  code: z.string(),
  appliedAt: Time,
  viewedAt: Time.nullable(),
  moves: z.array(
    z.object({
      seq: z.number(),
      at: Time,
      type: z.string(),
      stage: z.string(),
      status: ApplicationStatus,
      /** Null: the candidate, or nobody. */
      by: UserId.nullable(),
      /** Withdrawn because the import that brought it was undone: from then on no figure counts it. */
      takenBack: z.literal(true).optional(),
    }),
  ),
})
export type Journey = z.infer<typeof Journey>

const analytics = '/employers/:employerId/analytics'

export const endpoints = {
  readAnalytics: get(analytics, {
    summary: 'Figures, up to date with the last change; those of a posting, a team, a period.',
    access: { may: 'figures.read' },
    query: z.strictObject(filters),
    result: Analytics,
  }),
  listFigureRows: get(`${analytics}/rows`, {
    summary: 'The applications behind a number of the figures, newest first: exactly those that it counts.',
    access: { may: 'figures.read' },
    query: z.strictObject({ ...pageQuery, ...filters, of: FigureRows }),
    result: page(Application),
  }),
  readFigureLayout: get(`${analytics}/layout`, {
    summary: 'The cards that I chose for my dashboard, in my order.',
    access: { may: 'figures.read' },
    result: Layout,
  }),
  keepFigureLayout: put(`${analytics}/layout`, {
    summary: 'Choose and arrange the cards of my dashboard.',
    access: { may: 'figures.read' },
    body: z.strictObject({
      cards: z
        .array(FigureCard)
        .max(FigureCard.options.length)
        .refine((cards) => new Set(cards).size === cards.length, 'A card can be shown once.'),
    }),
    result: Layout,
  }),
  listJourneys: get('/employers/:employerId/job-postings/:jobId/journeys', {
    summary: 'Every way through the pipeline of a posting, from the feed: what the board was at any past moment.',
    access: { may: 'pipeline.read' },
    query: z.strictObject({ ...pageQuery, limit: z.coerce.number().int().min(1).max(1000).default(500) }),
    result: page(Journey).extend({ seq: z.number(), asOf: Time }),
  }),
}
