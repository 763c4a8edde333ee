import type { Period, ReportType } from '#protocol/reports'
import type { Schedule, SendingState } from '#protocol/saved-reports'
import { AppError } from '../../app-error.ts'
import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

export interface SavedReportRecord {
  _id: string
  employerId: string
  createdBy: string
  name: string
  type: ReportType
  period: Period
  jobId: string | null
  format: 'csv' | 'pdf'
  schedule: Schedule | null
  recipients: { userId: string; timeZone: string; nextAt: Date | null }[]
  paused: boolean
  /** The first of the recipients' next times; null: nothing is due ever. */
  nextAt: Date | null
  createdAt: Date
  version: number
}

/** One mail of a saved report to one person: whether it went out, and if not, why. */
export interface SendingRecord {
  _id: string
  /** Report, person and due time: there is one mail for each. */
  key: string
  employerId: string
  reportId: string
  userId: string
  state: SendingState
  reason: string | null
  scheduled: boolean
  dueAt: Date
  finishedAt: Date | null
}

export const savedReportPlans: readonly CollectionPlan[] = [
  {
    collection: 'saved_reports',
    indexes: [
      { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
      { key: { nextAt: 1 }, name: 'nextAt' },
    ],
  },
  {
    collection: 'report_sendings',
    indexes: [
      { key: { key: 1 }, name: 'key', unique: true },
      { key: { reportId: 1, _id: -1 }, name: 'report_newest' },
    ],
  },
]

export const savedReportRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<SavedReportRecord>('saved_reports')
export const sendingRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<SendingRecord>('report_sendings')

export const savedReports = {
  find: (scope: Scope, id: string): Promise<SavedReportRecord | null> =>
    savedReportRows(scope).findOne({ _id: id }, within(scope)),
  /** @throws {AppError} `not-found`, also for one of another employer */
  get: async (scope: Scope, employerId: string, id: string): Promise<SavedReportRecord> => {
    const report = await savedReports.find(scope, id)
    if (report?.employerId !== employerId) throw new AppError('not-found', 'There is no such report.')
    return report
  },
  insert: async (tx: Tx, report: SavedReportRecord): Promise<void> => {
    await savedReportRows(tx).insertOne(report, { session: tx.session })
  },
  replace: async (tx: Tx, report: SavedReportRecord): Promise<void> => {
    await savedReportRows(tx).replaceOne({ _id: report._id }, report, { session: tx.session })
  },
  remove: async (tx: Tx, id: string): Promise<void> => {
    await savedReportRows(tx).deleteOne({ _id: id }, { session: tx.session })
  },
  due: (scope: Scope, most: number, besides: readonly string[]): Promise<SavedReportRecord[]> =>
    savedReportRows(scope)
      .find({ nextAt: { $lte: scope.now }, _id: { $nin: [...besides] } }, within(scope))
      .sort({ nextAt: 1 })
      .limit(most)
      .toArray(),
}

export const sendings = {
  find: (scope: Scope, id: string): Promise<SendingRecord | null> =>
    sendingRows(scope).findOne({ _id: id }, within(scope)),
  insert: async (tx: Tx, sending: SendingRecord): Promise<void> => {
    await sendingRows(tx).insertOne(sending, { session: tx.session })
  },
  replace: async (tx: Tx, sending: SendingRecord): Promise<void> => {
    await sendingRows(tx).replaceOne({ _id: sending._id }, sending, { session: tx.session })
  },
}
