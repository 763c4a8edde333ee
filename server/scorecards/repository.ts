import type { Recommendation } from '#protocol/scorecards'
import type { Tx } from '../journal/tx.ts'
import { inParts } from '../store/in-parts.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import { isAwaited } from './panel.ts'

interface ReviewerRecord {
  userId: string
  submittedAt: Date | null
  /** Asked only because they interview the candidate, and for as long as they do. */
  booked?: true
}

/** Who is asked about one application, by which kit, and whether it is revealed. */
export interface PanelRecord {
  /** The application's id. */
  _id: string
  employerId: string
  jobId: string
  candidateId: string
  reviewers: ReviewerRecord[]
  /** Somebody chose the reviewers; else they are the interviewers of the posting, whoever these are. */
  assigned: boolean
  /** Whoever chose left these out although they interview the candidate. Absent: nobody. */
  leftOut?: string[]
  /** Of the kit by which everybody of this panel rates; null: nobody has begun. */
  kitVersion: number | null
  /** `by` null: the last who was missing submitted. Written once. */
  revealed: { at: Date; by: string | null; reason: string | null } | null
  version: number
}

interface StoredRating {
  criterionId: string
  score: number | null
  evidence: string
}

/** What a reviewer says, as far as it can be changed. */
export interface RatingsContent {
  ratings: StoredRating[]
  recommendation: Recommendation | null
  conclusion: string
}

/** How it read before somebody changed it. */
export interface AmendmentRecord extends RatingsContent {
  at: Date
  reason: string
  afterReveal: boolean
}

/** One reviewer's ratings of one application: numbers are in this record and nowhere else. */
export interface RatingsRecord extends RatingsContent {
  /** `{applicationId}:{userId}` */
  _id: string
  employerId: string
  jobId: string
  applicationId: string
  userId: string
  submittedAt: Date | null
  /** Submitted when the others' could be read already. */
  late: boolean
  /** The oldest first. */
  amendments: AmendmentRecord[]
  version: number
}

export const scorecardPlans: readonly CollectionPlan[] = [
  {
    collection: 'panels',
    indexes: [
      { key: { 'reviewers.userId': 1, employerId: 1, jobId: 1 }, name: 'reviewer_job' },
      { key: { jobId: 1 }, name: 'job' },
    ],
  },
  {
    collection: 'ratings',
    indexes: [
      { key: { applicationId: 1, userId: 1 }, name: 'application_user', unique: true },
      { key: { userId: 1, submittedAt: 1 }, name: 'user_submitted' },
    ],
  },
]

const panelRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<PanelRecord>('panels')
const ratingRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<RatingsRecord>('ratings')

export const ratingsId = (applicationId: string, userId: string): string => `${applicationId}:${userId}`

export const panels = {
  find: (scope: Scope, applicationId: string): Promise<PanelRecord | null> =>
    panelRows(scope).findOne({ _id: applicationId }, within(scope)),
  many: async (scope: Scope, applicationIds: readonly string[]): Promise<Map<string, PanelRecord>> => {
    const found = await inParts(applicationIds, (some) =>
      panelRows(scope)
        .find({ _id: { $in: some } }, { ...within(scope), batchSize: some.length + 1 })
        .toArray(),
    )
    return new Map(found.map((panel) => [panel._id, panel]))
  },
  /** Those that somebody chose, or began to rate. */
  ofJob: (scope: Scope, jobId: string): Promise<PanelRecord[]> =>
    panelRows(scope).find({ jobId }, within(scope)).toArray(),
  /** The applications with a panel that asks the person. */
  asking: (scope: Scope, employerId: string, userId: string): Promise<string[]> =>
    panelRows(scope).distinct('_id', { 'reviewers.userId': userId, employerId }, within(scope)),
  /** Those that somebody chose and that still wait for this person. */
  waitingFor: async (scope: Scope, employerId: string, userId: string): Promise<PanelRecord[]> => {
    const asking = await panelRows(scope).find({ 'reviewers.userId': userId, employerId }, within(scope)).toArray()
    return asking.filter(
      ({ assigned, revealed, reviewers }) => assigned && revealed === null && isAwaited({ reviewers }, userId),
    )
  },
  save: async (tx: Tx, panel: PanelRecord): Promise<void> => {
    await panelRows(tx).replaceOne({ _id: panel._id }, panel, { ...within(tx), upsert: true })
  },
}

export const ratings = {
  find: (scope: Scope, applicationId: string, userId: string): Promise<RatingsRecord | null> =>
    ratingRows(scope).findOne({ _id: ratingsId(applicationId, userId) }, within(scope)),
  ofApplication: (scope: Scope, applicationId: string): Promise<RatingsRecord[]> =>
    ratingRows(scope).find({ applicationId }, within(scope)).sort({ applicationId: 1, userId: 1 }).toArray(),
  ofReviewer: async (
    scope: Scope,
    userId: string,
    applicationIds: readonly string[],
  ): Promise<Map<string, RatingsRecord>> => {
    const ids = applicationIds.map((applicationId) => ratingsId(applicationId, userId))
    const found = await inParts(ids, (some) =>
      ratingRows(scope)
        .find({ _id: { $in: some } }, within(scope))
        .toArray(),
    )
    return new Map(found.map((one) => [one.applicationId, one]))
  },
  /** The applications of which the person has begun a scorecard that is not handed in. */
  begunBy: (scope: Scope, employerId: string, userId: string): Promise<string[]> =>
    ratingRows(scope).distinct('applicationId', { userId, submittedAt: null, employerId }, within(scope)),
  save: async (tx: Tx, record: RatingsRecord): Promise<void> => {
    await ratingRows(tx).replaceOne({ _id: record._id }, record, { ...within(tx), upsert: true })
  },
}
