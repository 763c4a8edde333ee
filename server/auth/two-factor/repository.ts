import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

interface FactorRecord {
  /** The person. */
  _id: string
  /** Sealed. */
  secret: string
  /** Null: set up, and no code was entered yet. */
  confirmedAt: Date | null
  /** The time step of the last code that was taken: no code is good twice. */
  lastStep: number
  /** Digests of the recovery codes that are left. */
  recovery: string[]
}

export const factorPlan: CollectionPlan = { collection: 'second_factors', indexes: [] }

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<FactorRecord>('second_factors')

export const factors = {
  of: (scope: Scope, userId: string): Promise<FactorRecord | null> =>
    rows(scope).findOne({ _id: userId }, within(scope)),
  /** Those of the people whose second factor is set up. */
  among: async (scope: Scope, userIds: readonly string[]): Promise<Set<string>> => {
    const found = await rows(scope)
      .find({ _id: { $in: [...userIds] }, confirmedAt: { $ne: null } }, within(scope))
      .toArray()
    return new Set(found.map(({ _id }) => _id))
  },
  put: async (scope: Scope, factor: FactorRecord): Promise<void> => {
    await rows(scope).replaceOne({ _id: factor._id }, factor, { ...within(scope), upsert: true })
  },
  remove: async (scope: Scope, userId: string): Promise<void> => {
    await rows(scope).deleteOne({ _id: userId }, within(scope))
  },
  /** False: this step, or a later one, was taken already. */
  takeStep: async (scope: Scope, userId: string, step: number): Promise<boolean> => {
    const taken = await rows(scope).updateOne(
      { _id: userId, lastStep: { $lt: step } },
      { $set: { lastStep: step } },
      within(scope),
    )
    return taken.modifiedCount === 1
  },
  /** False: there is no such code, or it was used. */
  takeRecovery: async (scope: Scope, userId: string, hash: string): Promise<boolean> => {
    const taken = await rows(scope).updateOne(
      { _id: userId, recovery: hash },
      { $pull: { recovery: hash } },
      within(scope),
    )
    return taken.modifiedCount === 1
  },
}
