import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

/** How an employer decides. */
export interface HiringSettingsRecord {
  /** The employer's id. */
  _id: string
  /** Those that are offered no more stay for what was decided with them. */
  reasons: { id: string; label: string; retired: boolean }[]
  reasonRequired: boolean
  version: number
}

export const hiringSettingsPlan: CollectionPlan = { collection: 'hiring_settings', indexes: [] }

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<HiringSettingsRecord>('hiring_settings')

/** What applies until an employer says otherwise: reasons that are about the work and the job, never about a person. */
const defaults: Omit<HiringSettingsRecord, '_id'> = {
  reasons: [
    ['experience', 'The experience asked for is missing'],
    ['better-fit', 'Somebody else fits better'],
    ['place-or-time', 'Place or working time does not fit'],
    ['pay', 'Pay expectation does not fit'],
    ['filled', 'The position is filled'],
  ].map(([id = '', label = '']) => ({ id, label, retired: false })),
  reasonRequired: false,
  version: 1,
}

export const hiringSettings = {
  get: async (scope: Scope, employerId: string): Promise<HiringSettingsRecord> =>
    (await rows(scope).findOne({ _id: employerId }, within(scope))) ?? { _id: employerId, ...defaults },
  put: async (tx: Tx, settings: HiringSettingsRecord): Promise<void> => {
    await rows(tx).replaceOne({ _id: settings._id }, settings, { session: tx.session, upsert: true })
  },
}
