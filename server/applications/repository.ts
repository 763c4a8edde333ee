import { createHash } from 'node:crypto'
import type { Filter } from 'mongodb'
import type { ApplicationStatus } from '#protocol/applications'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

export interface ApplicationRecord {
  _id: string
  employerId: string
  jobId: string
  candidateId: string
  /** Id of one of the posting's stages. */
  stage: string
  status: ApplicationStatus
  source: string | null
  /** As the candidate wrote it; shown redacted to those who may not know who it is. */
  resumeText: string | null
  answers: { question: string; answer: string }[]
  appliedAt: Date
  stageSince: Date
  viewedAt: Date | null
  /** When it first reached an interview. */
  interviewedAt: Date | null
  /** Why it is where it is, and who decided; null: nothing was decided yet. */
  decision: { by: string | null; at: Date; reason: string | null; reasonId?: string | null } | null
  /**
   * Chosen for interviews: since when, who gave the score that counts (null: an interview was booked without one), and
   * the stage that the selection took it from (null: it stayed where it was).
   */
  selected?: { by: string; at: Date; score: number | null; from: string | null } | null
  /** While on hold: when to look again. */
  lookAgainAt?: Date | null
  /** Where the candidate believes it stands: what came after this can still be undone. Left out: where it stands. */
  believed?: {
    stage: string
    status: ApplicationStatus
    stageSince?: Date
    selected?: boolean
    isNoted?: true
    news?: number | null
  }
  /** The version of the change whose notice tells the candidate where it stands; null: there is nothing to tell. */
  news?: number | null
  /** From this the secret of the portal's link is derived; a new one revokes the link. */
  portalSeed: string
  /** sha256 of the portal link's secret. */
  portalKey: string
  version: number
  /** The version with which an import took it over; left out: the first. */
  takenOver?: number
  /** The version with which the undoing of an import withdrew it; null: somebody took it up since. */
  takenBack?: number | null
  /** Since when nobody can say whose it was. */
  erasedAt?: Date
}

/** Where somebody stands, without what they wrote. */
export type StandingRecord = Omit<ApplicationRecord, 'resumeText' | 'answers'>

export const applicationPlan: CollectionPlan = {
  collection: 'applications',
  indexes: [
    { key: { jobId: 1, candidateId: 1 }, name: 'job_candidate', unique: true },
    { key: { portalKey: 1 }, name: 'portalKey', unique: true },
    { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
    { key: { jobId: 1, _id: -1 }, name: 'job_newest' },
    { key: { candidateId: 1, _id: -1 }, name: 'candidate_newest' },
    { key: { employerId: 1, status: 1, _id: -1 }, name: 'employer_status' },
    { key: { employerId: 1, stage: 1, _id: -1 }, name: 'employer_stage' },
    { key: { jobId: 1, status: 1, _id: -1 }, name: 'job_status' },
    { key: { jobId: 1, stage: 1, _id: -1 }, name: 'job_stage' },
  ],
}

export const applicationRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ApplicationRecord>('applications')

export const portalKeyOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

interface Changed {
  readonly before: StandingRecord
  readonly after: StandingRecord
}

function changedFields(before: StandingRecord, after: StandingRecord): Partial<StandingRecord> {
  const was = new Map<string, unknown>(Object.entries(before))
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => was.get(name) !== value))
}

const one = async (scope: Scope, filter: Filter<ApplicationRecord>): Promise<ApplicationRecord> => {
  const application = await applicationRows(scope).findOne(filter, within(scope))
  if (!application) throw new AppError('not-found', 'There is no such application.')
  return application
}

export const applications = {
  /** @throws {AppError} `not-found`, also for an application of another employer */
  get: (scope: Scope, employerId: string, applicationId: string): Promise<ApplicationRecord> =>
    one(scope, { _id: applicationId, employerId }),
  /** For ClearView itself and for the candidate by their link: not bound to a member's employer. */
  byId: (scope: Scope, applicationId: string): Promise<ApplicationRecord> => one(scope, { _id: applicationId }),
  find: (scope: Scope, applicationId: string): Promise<ApplicationRecord | null> =>
    applicationRows(scope).findOne({ _id: applicationId }, within(scope)),
  byPortalSecret: (scope: Scope, secret: string): Promise<ApplicationRecord | null> =>
    applicationRows(scope).findOne({ portalKey: portalKeyOf(secret) }, within(scope)),
  /** Whose applications say that they come from there: the newest so many. */
  candidatesFrom: async (scope: Scope, employerId: string, source: string, most: number): Promise<string[]> => {
    const found = await applicationRows(scope)
      .find({ employerId, source }, { ...within(scope), projection: { candidateId: 1 } })
      .sort({ employerId: 1, _id: -1 })
      .limit(most)
      .toArray()
    return found.map(({ candidateId }) => candidateId)
  },
  ofCandidate: (scope: Scope, candidateId: string): Promise<ApplicationRecord[]> =>
    applicationRows(scope).find({ candidateId }, within(scope)).sort({ candidateId: 1, _id: -1 }).toArray(),
  /** Of many candidates, in no order. */
  ofCandidates: (scope: Scope, candidateIds: readonly string[]): Promise<ApplicationRecord[]> =>
    applicationRows(scope)
      .find({ candidateId: { $in: [...candidateIds] } }, within(scope))
      .toArray(),
  byCandidateAndJob: (scope: Scope, jobId: string, candidateId: string): Promise<ApplicationRecord | null> =>
    applicationRows(scope).findOne({ jobId, candidateId }, within(scope)),
  anyOfJob: (scope: Scope, jobId: string): Promise<ApplicationRecord | null> =>
    applicationRows(scope).findOne({ jobId }, within(scope)),
  insert: (tx: Tx, application: ApplicationRecord): void => {
    tx.write(applicationRows(tx), { insertOne: { document: application } })
  },
  insertAll: async (tx: Tx, all: readonly ApplicationRecord[]): Promise<void> => {
    if (all.length > 0) await applicationRows(tx).insertMany([...all], { session: tx.session })
  },
  /** Without the long texts; what is not there, or another employer's, is left out. */
  standing: (scope: Scope, employerId: string, ids: readonly string[]): Promise<StandingRecord[]> => {
    const options = { ...within(scope), projection: { resumeText: 0, answers: 0 }, batchSize: ids.length + 1 }
    return applicationRows(scope)
      .find({ _id: { $in: [...ids] }, employerId }, options)
      .toArray()
  },
  /** In a stage, whatever their status, without the long texts. */
  inStages: (scope: Scope, jobId: string, stages: readonly string[]): Promise<StandingRecord[]> =>
    applicationRows(scope)
      .find({ jobId, stage: { $in: [...stages] } }, { ...within(scope), projection: { resumeText: 0, answers: 0 } })
      .toArray(),
  /** Those of the stages that somebody stands in. */
  usedStages: async (scope: Scope, jobId: string, stages: readonly string[]): Promise<Set<string>> => {
    const used = new Set<string>()
    for (const stage of stages) {
      const options = { ...within(scope), projection: { _id: 1 } }
      if (await applicationRows(scope).findOne({ jobId, stage }, options)) used.add(stage)
    }
    return used
  },
  /** Writes the fields that changed. */
  change: (tx: Tx, changes: readonly Changed[]): void => {
    const operations = changes.map(({ before, after }) => ({
      updateOne: { filter: { _id: before._id }, update: { $set: changedFields(before, after) } },
    }))
    tx.write(applicationRows(tx), ...operations)
  },
}
