import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

/** Somebody is at the provider. */
export interface AttemptRecord {
  /** Digest of the state that comes back. */
  _id: string
  employerId: string
  /** Digest of the cookie of the browser that began. */
  browser: string
  nonce: string
  verifier: string
  next: string
  /** Begun by whoever sets it up, to see whether it works. */
  isTest: boolean
  expiresAt: Date
}

/** The provider's name for somebody, and who that is here. */
interface IdentityRecord {
  _id: string
  employerId: string
  userId: string
  at: Date
}

const attemptPlan: CollectionPlan = {
  collection: 'sso_attempts',
  indexes: [{ key: { expiresAt: 1 }, name: 'expiresAt_ttl', expireAfterSeconds: 0 }],
}
export const ssoPlans: readonly CollectionPlan[] = [attemptPlan, { collection: 'sso_identities', indexes: [] }]

const attemptRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<AttemptRecord>('sso_attempts')
const identityRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<IdentityRecord>('sso_identities')

export const attempts = {
  insert: async (scope: Scope, attempt: AttemptRecord): Promise<void> => {
    await attemptRows(scope).insertOne(attempt, within(scope))
  },
  /** Each comes back once. */
  take: (scope: Scope, id: string): Promise<AttemptRecord | null> =>
    attemptRows(scope).findOneAndDelete({ _id: id }, within(scope)),
}

export const identities = {
  find: (scope: Scope, id: string): Promise<IdentityRecord | null> =>
    identityRows(scope).findOne({ _id: id }, within(scope)),
  insert: async (scope: Scope, identity: IdentityRecord): Promise<void> => {
    await identityRows(scope).insertOne(identity, within(scope))
  },
}
