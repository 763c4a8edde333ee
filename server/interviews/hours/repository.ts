import type { WorkingHours } from '#protocol/scheduling'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

/** When a person can be booked, at every company. */
interface HoursRecord {
  /** The person. */
  _id: string
  hours: WorkingHours
  version: number
}

export const hoursPlan: CollectionPlan = { collection: 'working_hours', indexes: [] }

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<HoursRecord>('working_hours')

export const workingHours = {
  find: (scope: Scope, userId: string): Promise<HoursRecord | null> =>
    rows(scope).findOne({ _id: userId }, within(scope)),
  many: async (scope: Scope, userIds: readonly string[]): Promise<Map<string, WorkingHours>> => {
    const found = await rows(scope)
      .find({ _id: { $in: [...userIds] } }, within(scope))
      .toArray()
    return new Map(found.map(({ _id, hours }) => [_id, hours]))
  },
  put: async (scope: Scope, record: HoursRecord): Promise<void> => {
    await rows(scope).replaceOne({ _id: record._id }, record, { ...within(scope), upsert: true })
  },
}
