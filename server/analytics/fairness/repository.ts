import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'
import type { Tables } from './release.ts'

/** What was released of an employer last: for all nodes the same, since a group's numbers follow from those before. */
export interface ReleaseRecord {
  /** The employer. */
  _id: string
  /** Number of the feed's entry up to which it was counted. */
  seq: number
  tables: Tables
}

export const fairnessPlan: CollectionPlan = { collection: 'fairness_releases', indexes: [] }

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ReleaseRecord>('fairness_releases')

export const releases = {
  find: (scope: Scope, employerId: string): Promise<ReleaseRecord | null> =>
    rows(scope).findOne({ _id: employerId }, within(scope)),
  save: async (tx: Tx, record: ReleaseRecord): Promise<void> => {
    await rows(tx).replaceOne({ _id: record._id }, record, { session: tx.session, upsert: true })
  },
}
