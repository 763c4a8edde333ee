import type { TokenScope } from '#protocol/scopes'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

export interface TokenRecord {
  _id: string
  employerId: string
  /** For whom it acts: who made it. */
  userId: string
  name: string
  scopes: TokenScope[]
  /** Digest of the secret, which is not kept. */
  hash: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export const tokenPlan: CollectionPlan = {
  collection: 'api_tokens',
  indexes: [
    { key: { hash: 1 }, name: 'hash', unique: true },
    { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
    { key: { employerId: 1, userId: 1 }, name: 'employer_user' },
  ],
}

export const tokenRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<TokenRecord>('api_tokens')

export const tokens = {
  byHash: (scope: Scope, hash: string): Promise<TokenRecord | null> =>
    tokenRows(scope).findOne({ hash }, within(scope)),
  byId: (scope: Scope, employerId: string, id: string): Promise<TokenRecord | null> =>
    tokenRows(scope).findOne({ _id: id, employerId }, within(scope)),
  insert: async (scope: Scope, token: TokenRecord): Promise<void> => {
    await tokenRows(scope).insertOne(token, within(scope))
  },
  countWorking: (scope: Scope, employerId: string, limit: number): Promise<number> =>
    tokenRows(scope).countDocuments(
      { employerId, revokedAt: null, expiresAt: { $gt: scope.now } },
      { ...within(scope), limit },
    ),
  /** Of as many as there may be the oldest that works no more goes; what became of it is in the audit log. */
  makeRoom: async (scope: Scope, employerId: string, most: number): Promise<void> => {
    if ((await tokenRows(scope).countDocuments({ employerId }, { ...within(scope), limit: most })) < most) return
    const ended = { employerId, $or: [{ revokedAt: { $ne: null } }, { expiresAt: { $lte: scope.now } }] }
    const oldest = await tokenRows(scope).findOne(ended, { ...within(scope), sort: { _id: 1 } })
    if (oldest) await tokenRows(scope).deleteOne({ _id: oldest._id }, within(scope))
  },
  revoke: async (scope: Scope, id: string): Promise<void> => {
    await tokenRows(scope).updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: scope.now } }, within(scope))
  },
  /** Ends all that act for somebody who leaves. */
  revokeOf: async (scope: Scope, employerId: string, userId: string): Promise<void> => {
    await tokenRows(scope).updateMany(
      { employerId, userId, revokedAt: null },
      { $set: { revokedAt: scope.now } },
      within(scope),
    )
  },
  noteUse: async (scope: Scope, id: string): Promise<void> => {
    await tokenRows(scope).updateOne({ _id: id }, { $set: { lastUsedAt: scope.now } }, within(scope))
  },
}
