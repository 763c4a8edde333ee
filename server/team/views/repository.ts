import type { Role } from '#protocol/permissions'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

/** Somebody looks at ClearView as a role, for a while. */
interface ViewRecord {
  _id: string
  employerId: string
  /** Who looks. */
  userId: string
  role: Role
  jobIds: string[]
  expiresAt: Date
}

export const standInPlan: CollectionPlan = {
  collection: 'stand_ins',
  indexes: [{ key: { expiresAt: 1 }, name: 'expiresAt_ttl', expireAfterSeconds: 0 }],
}

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ViewRecord>('stand_ins')

export const standIns = {
  find: (scope: Scope, id: string): Promise<ViewRecord | null> => rows(scope).findOne({ _id: id }, within(scope)),
  insert: async (scope: Scope, view: ViewRecord): Promise<void> => {
    await rows(scope).insertOne(view, within(scope))
  },
}
