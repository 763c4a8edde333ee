import { createHash } from 'node:crypto'
import type { Person } from '../../http/actor.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

/** A person's private calendar address. From the seed its secret is derived; a new seed ends the address before. */
interface FeedRecord {
  /** The person; of sign-ins that reach one company alone, with that company. */
  _id: string
  seed: string
  /** sha256 of the secret, by which it is found. */
  key: string
  since: Date
}

export const feedPlan: CollectionPlan = {
  collection: 'calendar_feeds',
  indexes: [{ key: { key: 1 }, name: 'key', unique: true }],
}

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<FeedRecord>('calendar_feeds')

/** Whose address, and of which company alone; one that only a company's provider vouches for reads no other's. */
export type FeedOwner = Pick<Person, 'userId' | 'only'>

const idOf = ({ userId, only }: FeedOwner): string => (only === undefined ? userId : `${userId}:${only}`)

export const ownerOf = ({ _id }: FeedRecord): FeedOwner => {
  const [userId = _id, only] = _id.split(':')
  return { userId, ...(only === undefined ? {} : { only }) }
}

export const feedKeyOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

export const feeds = {
  find: (scope: Scope, owner: FeedOwner): Promise<FeedRecord | null> =>
    rows(scope).findOne({ _id: idOf(owner) }, within(scope)),
  bySecret: (scope: Scope, secret: string): Promise<FeedRecord | null> =>
    rows(scope).findOne({ key: feedKeyOf(secret) }, within(scope)),
  put: async (scope: Scope, owner: FeedOwner, feed: Omit<FeedRecord, '_id'>): Promise<void> => {
    await rows(scope).replaceOne({ _id: idOf(owner) }, feed, { ...within(scope), upsert: true })
  },
  remove: async (scope: Scope, owner: FeedOwner): Promise<void> => {
    await rows(scope).deleteOne({ _id: idOf(owner) }, within(scope))
  },
}
