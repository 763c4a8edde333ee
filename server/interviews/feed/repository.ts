import { createHash } from 'node:crypto'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

/** A person's private calendar address. From the seed its secret is derived; a new seed ends the address before. */
interface FeedRecord {
  /** The person. */
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

export const feedKeyOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

export const feeds = {
  find: (scope: Scope, userId: string): Promise<FeedRecord | null> =>
    rows(scope).findOne({ _id: userId }, within(scope)),
  bySecret: (scope: Scope, secret: string): Promise<FeedRecord | null> =>
    rows(scope).findOne({ key: feedKeyOf(secret) }, within(scope)),
  put: async (scope: Scope, feed: FeedRecord): Promise<void> => {
    await rows(scope).replaceOne({ _id: feed._id }, feed, { ...within(scope), upsert: true })
  },
  remove: async (scope: Scope, userId: string): Promise<void> => {
    await rows(scope).deleteOne({ _id: userId }, within(scope))
  },
}
