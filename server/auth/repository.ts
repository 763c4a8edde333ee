import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import { factorPlan } from './two-factor/repository.ts'

/** A person who signs in: somebody of an employer, or a consultant. */
export interface UserRecord {
  _id: string
  kind: 'employer' | 'consultant'
  /** As the person typed it. */
  email: string
  /** Lower-cased; one account per address over all kinds. */
  emailKey: string
  name: string
  passwordHash: string
  /** When the address was confirmed; null: not yet, no sign-in. */
  verifiedAt: Date | null
  lastSignedInAt: Date | null
  createdAt: Date
}

/** How far a session reaches; all left out: everywhere its person stands. */
export interface SessionLimits {
  /** A second factor is asked for and not set up: until it is, the session is good for nothing else. */
  limited?: true
  /** The one employer whose provider vouches for the person. */
  only?: string
  /** Employers that ask for another way to sign in. */
  notAt?: string[]
}

export interface SessionRecord extends SessionLimits {
  /** Digest of the cookie's secret. */
  _id: string
  userId: string
  expiresAt: Date
  createdAt: Date
  /** To ten minutes; left out: not since it was opened. */
  lastUsedAt?: Date
  /** Where it was opened, for the person's list of devices. */
  userAgent: string
  ip: string
}

export type LinkKind = 'verify-email' | 'password-reset'

/** A mailed link that works once. */
interface LinkTokenRecord {
  /** Kind and digest of the address: a newer link takes the place of the older. */
  _id: string
  kind: LinkKind
  tokenHash: string
  /** Null: nobody has this address; the row is written all the same, so that the answer takes as long. */
  userId: string | null
  expiresAt: Date
}

const userPlan: CollectionPlan = {
  collection: 'users',
  indexes: [{ key: { emailKey: 1 }, name: 'emailKey', unique: true }],
}

const sessionPlan: CollectionPlan = {
  collection: 'sessions',
  indexes: [
    { key: { userId: 1 }, name: 'userId' },
    { key: { expiresAt: 1 }, name: 'expiresAt_ttl', expireAfterSeconds: 0 },
  ],
}

const linkTokenPlan: CollectionPlan = {
  collection: 'link_tokens',
  indexes: [
    { key: { tokenHash: 1 }, name: 'tokenHash', unique: true },
    { key: { expiresAt: 1 }, name: 'expiresAt_ttl', expireAfterSeconds: 0 },
  ],
}

/** Counted attempts per account; field names are those of rate-limiter-flexible. */
export const attemptCollection = 'attempts'
const attemptPlan: CollectionPlan = {
  collection: attemptCollection,
  indexes: [
    { key: { key: 1 }, name: 'key', unique: true },
    { key: { expire: 1 }, name: 'expire_ttl', expireAfterSeconds: 0 },
  ],
}

export const authPlans: readonly CollectionPlan[] = [userPlan, sessionPlan, linkTokenPlan, attemptPlan, factorPlan]

export const userRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<UserRecord>('users')
export const sessionRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<SessionRecord>('sessions')
export const linkTokenRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<LinkTokenRecord>('link_tokens')

export const users = {
  byId: (scope: Scope, id: string): Promise<UserRecord | null> => userRows(scope).findOne({ _id: id }, within(scope)),
  byEmailKey: (scope: Scope, emailKey: string): Promise<UserRecord | null> =>
    userRows(scope).findOne({ emailKey }, within(scope)),
  many: (scope: Scope, ids: readonly string[]): Promise<UserRecord[]> =>
    userRows(scope)
      .find({ _id: { $in: [...ids] } }, within(scope))
      .toArray(),
  insert: async (scope: Scope, user: UserRecord): Promise<void> => {
    await userRows(scope).insertOne(user, within(scope))
  },
  /** An address confirmed earlier keeps its time. */
  confirmAddress: async (scope: Scope, id: string): Promise<void> => {
    await userRows(scope).updateOne({ _id: id, verifiedAt: null }, { $set: { verifiedAt: scope.now } }, within(scope))
  },
  rename: async (scope: Scope, id: string, name: string): Promise<void> => {
    await userRows(scope).updateOne({ _id: id }, { $set: { name } }, within(scope))
  },
  setPassword: async (scope: Scope, id: string, passwordHash: string): Promise<void> => {
    await userRows(scope).updateOne({ _id: id }, { $set: { passwordHash } }, within(scope))
  },
  /** False: the password is another one by now. */
  noteSignIn: async (scope: Scope, id: string, passwordHash: string): Promise<boolean> => {
    const noted = await userRows(scope).updateOne(
      { _id: id, passwordHash },
      { $set: { lastSignedInAt: scope.now } },
      within(scope),
    )
    return noted.matchedCount === 1
  },
  /** Keeps the same password under newer parameters, unless it was changed in the meantime. */
  replaceHash: async (scope: Scope, id: string, old: string, passwordHash: string): Promise<void> => {
    await userRows(scope).updateOne({ _id: id, passwordHash: old }, { $set: { passwordHash } }, within(scope))
  },
}
