import type { z } from 'zod'
import type { ReportFormat, RunState } from '#protocol/reports'
import { AppError } from '../../app-error.ts'
import { fileBytes } from '../../store/file-bytes.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'
import type { Criteria } from '../report.ts'

/** A report that somebody asked for and that is made beside the request. */
export interface RunRecord {
  _id: string
  employerId: string
  userId: string
  /** The jobs of which it tells at most, by the rights of who asked as they were when it was made; null: of all. */
  reach: string[] | null
  criteria: Criteria
  format: ReportFormat
  withMark: boolean
  state: Exclude<z.infer<typeof RunState>, 'expired'>
  progress: number
  file: { id: string; name: string; contentType: string; size: number } | null
  problem: { code: string; detail: string } | null
  createdAt: Date
  keptUntil: Date
  version: number
}

export const reportBytes = fileBytes('report_files')

export const runPlans: readonly CollectionPlan[] = [
  {
    collection: 'report_runs',
    indexes: [
      { key: { employerId: 1 }, name: 'employer' },
      { key: { keptUntil: 1 }, name: 'kept_ttl', expireAfterSeconds: 7 * 24 * 3600 },
    ],
  },
  ...reportBytes.plans,
]

export const runRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<RunRecord>('report_runs')

export const runs = {
  find: (scope: Scope, id: string): Promise<RunRecord | null> => runRows(scope).findOne({ _id: id }, within(scope)),
  /** @throws {AppError} `not-found`, also for what somebody else asked for */
  get: async (scope: Scope, of: { employerId: string; userId: string }, id: string): Promise<RunRecord> => {
    const run = await runs.find(scope, id)
    if (run?.employerId !== of.employerId || run.userId !== of.userId) {
      throw new AppError('not-found', 'There is no such report.')
    }
    return run
  },
  insert: async (scope: Scope, run: RunRecord): Promise<void> => {
    await runRows(scope).insertOne(run, within(scope))
  },
  replace: async (scope: Scope, run: RunRecord): Promise<void> => {
    await runRows(scope).replaceOne({ _id: run._id }, run, within(scope))
  },
  /** A hint: it may be lost, and never takes an outcome back. */
  progress: async (scope: Scope, id: string, progress: number): Promise<void> => {
    const unfinished = { _id: id, state: { $in: ['waiting', 'running'] as const } }
    await runRows(scope).updateOne(
      { ...unfinished, state: { $in: [...unfinished.state.$in] } },
      { $set: { state: 'running', progress } },
    )
  },
}
