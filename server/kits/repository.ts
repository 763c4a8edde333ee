import type { KitCriterion } from '#protocol/kits'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** What a kit says, without its document: derived from it, always well formed. */
export interface KitRecord {
  /** The posting's id. */
  _id: string
  employerId: string
  criteria: KitCriterion[]
  version: number
  /** The version by which somebody scored first; null: nobody has. */
  firstScored: number | null
  updatedAt: Date
}

/** A kit as it read when somebody began to score by it; never changed. */
export interface KitVersionRecord {
  /** The posting's id, `v` and the version: these sort by version. */
  _id: string
  employerId: string
  jobId: string
  version: number
  criteria: KitCriterion[]
  at: Date
}

export const kitPlans: readonly CollectionPlan[] = [
  { collection: 'kits', indexes: [] },
  { collection: 'kit_versions', indexes: [{ key: { jobId: 1, _id: -1 }, name: 'job_newest' }] },
]

const kitRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<KitRecord>('kits')
export const kitVersionRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<KitVersionRecord>('kit_versions')

export const kits = {
  find: (scope: Scope, jobId: string): Promise<KitRecord | null> =>
    kitRows(scope).findOne({ _id: jobId }, within(scope)),
  save: async (tx: Tx, kit: KitRecord): Promise<void> => {
    await kitRows(tx).replaceOne({ _id: kit._id }, kit, { ...within(tx), upsert: true })
  },
  version: (scope: Scope, jobId: string, version: number): Promise<KitVersionRecord | null> =>
    kitVersionRows(scope).findOne({ _id: versionId(jobId, version) }, within(scope)),
  keepVersion: async (tx: Tx, kit: KitRecord): Promise<void> => {
    const { _id, ...kept } = versionOf(kit, tx.now)
    await kitVersionRows(tx).updateOne({ _id }, { $setOnInsert: kept }, { ...within(tx), upsert: true })
  },
}

/** A kit as it is kept for those who score by it from a moment on. */
export const versionOf = ({ _id: jobId, employerId, version, criteria }: KitRecord, at: Date): KitVersionRecord => ({
  _id: versionId(jobId, version),
  ...{ employerId, jobId, version, criteria, at },
})

const versionId = (jobId: string, version: number): string => `${jobId}v${String(version).padStart(9, '0')}`
