import type { ViewFilters } from '#protocol/board-views'
import { AppError } from '../../app-error.ts'
import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

export interface ViewRecord {
  _id: string
  employerId: string
  ownerId: string
  name: string
  /** What views learnt later is not in older ones. */
  filters: Omit<ViewFilters, 'tags' | 'score'> & Partial<Pick<ViewFilters, 'tags' | 'score'>>
  jobId: string | null
  shared: boolean
  version: number
  createdAt: Date
  updatedAt: Date
}

export const viewPlan: CollectionPlan = {
  collection: 'board_views',
  indexes: [
    { key: { employerId: 1, ownerId: 1 }, name: 'employer_owner' },
    { key: { employerId: 1, shared: 1 }, name: 'employer_shared' },
  ],
}

const viewRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ViewRecord>('board_views')

export const views = {
  /** @throws {AppError} `not-found`, also for a view of another employer */
  get: async (scope: Scope, employerId: string, viewId: string): Promise<ViewRecord> => {
    const view = await viewRows(scope).findOne({ _id: viewId, employerId }, within(scope))
    if (!view) throw new AppError('not-found', 'There is no such view. Somebody may have deleted it.')
    return view
  },
  of: (scope: Scope, employerId: string, ownerId: string): Promise<ViewRecord[]> =>
    viewRows(scope).find({ employerId, ownerId }, within(scope)).toArray(),
  shared: (scope: Scope, employerId: string): Promise<ViewRecord[]> =>
    viewRows(scope).find({ employerId, shared: true }, within(scope)).toArray(),
  insert: async (tx: Tx, view: ViewRecord): Promise<void> => {
    await viewRows(tx).insertOne(view, { session: tx.session })
  },
  replace: async (tx: Tx, view: ViewRecord): Promise<void> => {
    await viewRows(tx).replaceOne({ _id: view._id }, view, { session: tx.session })
  },
  remove: async (tx: Tx, view: ViewRecord): Promise<void> => {
    await viewRows(tx).deleteOne({ _id: view._id }, { session: tx.session })
  },
}
