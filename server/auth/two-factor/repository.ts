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
  /** False: one is set up by now, in another tab. */
  begin: async (scope: Scope, userId: string, secret: string): Promise<boolean> => {
    const begun = { secret, confirmedAt: null, lastStep: 0, recovery: [] }
    await rows(scope).updateOne({ _id: userId }, { $setOnInsert: begun }, { ...within(scope), upsert: true })
    const { matchedCount } = await rows(scope).updateOne(
      { _id: userId, confirmedAt: null },
      { $set: begun },
      within(scope),
    )
    return matchedCount === 1
  },
  /** False: another one was begun since, or this one is confirmed by now. */
  confirm: async (
    scope: Scope,
    { _id, secret }: FactorRecord,
    first: Pick<FactorRecord, 'lastStep' | 'recovery'>,
  ): Promise<boolean> => {
    const { matchedCount } = await rows(scope).updateOne(
      { _id, secret, confirmedAt: null },
      { $set: { ...first, confirmedAt: scope.now } },
      within(scope),
    )
    return matchedCount === 1
  },
  /** False: it was switched off meanwhile. */
  renewRecovery: async (scope: Scope, userId: string, recovery: string[]): Promise<boolean> => {
    const { matchedCount } = await rows(scope).updateOne(
      { _id: userId, confirmedAt: { $ne: null } },
      { $set: { recovery } },
      within(scope),
    )
    return matchedCount === 1
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
