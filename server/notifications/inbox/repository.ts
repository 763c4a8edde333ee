import type { Filter } from 'mongodb'
import type { NotificationKind } from '#protocol/notifications'
import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'
import type { MembershipRecord } from '../../team/repository.ts'
import { readableTypes } from './rules.ts'

/** That one person is told of one entry. Ids alone: words are made when it is read. */
export interface NotificationRecord {
  _id: string
  /** Employer, number of the entry, person: nobody is told twice of one cause. */
  cause: string
  employerId: string
  userId: string
  kind: NotificationKind
  /** The entry's type and ids. */
  type: string
  data: Record<string, unknown>
  at: Date
  /** Shown in the app; else it only waits for the daily mail. */
  app: boolean
  readAt: Date | null
  /** When it goes out with the daily mail; null: it does not, or it has. */
  digestAt: Date | null
}

export const notificationPlans: readonly CollectionPlan[] = [
  {
    collection: 'notifications',
    indexes: [
      { key: { cause: 1 }, name: 'cause', unique: true },
      { key: { userId: 1, app: 1, _id: -1 }, name: 'user_newest' },
      { key: { userId: 1, app: 1, readAt: 1, _id: -1 }, name: 'user_unread' },
      { key: { digestAt: 1 }, name: 'digestAt' },
      { key: { userId: 1, digestAt: 1 }, name: 'user_digestAt' },
      { key: { at: 1 }, name: 'at_ttl', expireAfterSeconds: 180 * 24 * 3600 },
    ],
  },
  { collection: 'notification_preferences', indexes: [] },
]

export const notificationRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<NotificationRecord>('notifications')

/** Where somebody stands, which says what of all that they were told they may still see. */
export type Place = Pick<MembershipRecord, 'employerId' | 'role' | 'jobIds'>

/** What a person sees of what they were told, by their rights of now. */
export function seenBy(userId: string, places: readonly Place[]): Filter<NotificationRecord> {
  const mine = { userId, app: true }
  const alternatives = places.flatMap(({ employerId, role, jobIds }): Filter<NotificationRecord>[] => {
    const { ofAll, ofOwn } = readableTypes({ role })
    return [
      { employerId, type: { $in: ofAll } },
      // An entry names one job, or several; what it leaves out is no bar.
      {
        ...{ employerId, type: { $in: ofOwn } },
        ...{ 'data.jobId': { $in: [...jobIds, null] }, 'data.jobIds': { $in: [...jobIds, null] } },
      },
    ]
  })
  return alternatives.length === 0 ? { ...mine, employerId: { $in: [] } } : { ...mine, $or: alternatives }
}

/** For a daily mail, whenever it goes out. */
const waiting = { digestAt: { $gt: new Date(0) } } as const

/** Somebody with more than so many unread has "many". */
const mostCounted = 100

export const notifications = {
  /** Those of these causes that were told already. */
  known: async (scope: Scope, causes: readonly string[]): Promise<Set<string>> => {
    const found = await notificationRows(scope)
      .find({ cause: { $in: [...causes] } }, { ...within(scope), projection: { cause: 1 } })
      .toArray()
    return new Set(found.map(({ cause }) => cause))
  },
  insert: async (tx: Tx, records: readonly NotificationRecord[]): Promise<void> => {
    if (records.length > 0) await notificationRows(tx).insertMany([...records], { session: tx.session })
  },
  find: (scope: Scope, id: string): Promise<NotificationRecord | null> =>
    notificationRows(scope).findOne({ _id: id }, within(scope)),
  countUnread: async (scope: Scope, userId: string, places: readonly Place[]): Promise<number> => {
    const found = await notificationRows(scope)
      .find({ ...seenBy(userId, places), readAt: null }, { projection: { _id: 1 } })
      .limit(mostCounted)
      .toArray()
    return found.length
  },
  /** @returns how many became read */
  markRead: async (
    tx: Tx,
    userId: string,
    places: readonly Place[],
    ids: readonly string[] | 'all',
  ): Promise<number> => {
    const mine = { ...seenBy(userId, places), readAt: null }
    const filter = ids === 'all' ? mine : { ...mine, _id: { $in: [...ids] } }
    const { modifiedCount } = await notificationRows(tx).updateMany(
      filter,
      { $set: { readAt: tx.now } },
      { session: tx.session },
    )
    return modifiedCount
  },
  /** To whom a daily mail is due, of those who have waited longest. */
  dueForDigest: async (scope: Scope, limit: number, besides: readonly string[]): Promise<string[]> => {
    const found = await notificationRows(scope)
      .find(
        { digestAt: { $lte: scope.now }, userId: { $nin: [...besides] } },
        { ...within(scope), projection: { userId: 1 } },
      )
      .sort({ digestAt: 1 })
      .limit(limit)
      .toArray()
    return [...new Set(found.map(({ userId }) => userId))]
  },
  /** What waits for a person's daily mail goes out at another time. */
  retimeDigest: async (tx: Tx, userId: string, digestAt: Date): Promise<void> => {
    await notificationRows(tx).updateMany({ userId, ...waiting }, { $set: { digestAt } }, { session: tx.session })
  },
  /** What waits of these kinds goes out with no daily mail. */
  takeFromDigest: async (tx: Tx, userId: string, kinds: readonly NotificationKind[]): Promise<void> => {
    const filter = { userId, ...waiting, kind: { $in: [...kinds] } }
    await notificationRows(tx).updateMany(filter, { $set: { digestAt: null } }, { session: tx.session })
  },
  /** Everything that is due to one person waits no longer. */
  settleDigest: async (tx: Tx, userId: string): Promise<NotificationRecord[]> => {
    const filter = { userId, digestAt: { $lte: tx.now } }
    const found = await notificationRows(tx).find(filter, { session: tx.session }).toArray()
    await notificationRows(tx).updateMany(filter, { $set: { digestAt: null } }, { session: tx.session })
    return found
  },
}
