import { MongoServerError } from 'mongodb'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/**
 * Somebody has not read a conversation. One record a person and conversation, for one spell of not reading after the
 * other: a spell begins with the first unread message and ends when that one is read.
 */
export interface NoticeRecord {
  /** Conversation and person. */
  _id: string
  conversationId: string
  userId: string
  /** The message that began the spell. */
  firstSeq: number
  /** When to tell by mail; null: told, or there is nothing to tell in this spell. */
  dueAt: Date | null
}

/** Messages up to this time have been looked at. */
interface ProgressRecord {
  _id: 'messages'
  until: Date
}

const noticePlan: CollectionPlan = {
  collection: 'chat_notices',
  indexes: [
    { key: { dueAt: 1 }, name: 'due' },
    { key: { userId: 1 }, name: 'user' },
  ],
}

export const noticePlans: readonly CollectionPlan[] = [
  noticePlan,
  { collection: 'chat_notice_progress', indexes: [] },
  {
    collection: 'journal',
    indexes: [{ key: { at: 1 }, name: 'chat_message_time', partialFilterExpression: { type: 'message' } }],
  },
]

const noticeRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<NoticeRecord>('chat_notices')
const progressRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ProgressRecord>('chat_notice_progress')
const idOf = (conversationId: string, userId: string) => `${conversationId}:${userId}`

export const notices = {
  find: (scope: Scope, id: string): Promise<NoticeRecord | null> =>
    noticeRows(scope).findOne({ _id: id }, within(scope)),
  due: (scope: Scope, most: number, besides: readonly string[]): Promise<NoticeRecord[]> =>
    noticeRows(scope)
      .find({ dueAt: { $lte: scope.now }, _id: { $nin: [...besides] } }, within(scope))
      .sort({ dueAt: 1 })
      .limit(most)
      .toArray(),
  /** The first message of each person's last spell. */
  begunBy: async (scope: Scope, conversationId: string, userIds: readonly string[]): Promise<Map<string, number>> => {
    const ids = userIds.map((userId) => idOf(conversationId, userId))
    const found = await noticeRows(scope)
      .find({ _id: { $in: ids } }, { ...within(scope), batchSize: ids.length + 1 })
      .toArray()
    return new Map(found.map(({ userId, firstSeq }) => [userId, firstSeq]))
  },
  /**
   * Begins a spell, unless one goes on. Whatever process says so, and how often, it begins once.
   * @param readSeq how far the person has read: an older spell is over when its first message is among that
   */
  begin: async (scope: Scope, notice: Omit<NoticeRecord, '_id'>, readSeq: number): Promise<void> => {
    const _id = idOf(notice.conversationId, notice.userId)
    const { matchedCount } = await noticeRows(scope).updateOne(
      { _id, firstSeq: { $lte: readSeq } },
      { $set: { firstSeq: notice.firstSeq, dueAt: notice.dueAt } },
      within(scope),
    )
    if (matchedCount > 0) return
    try {
      await noticeRows(scope).updateOne({ _id }, { $setOnInsert: notice }, { ...within(scope), upsert: true })
    } catch (error) {
      // Another process began it in the same moment.
      if (!(error instanceof MongoServerError && error.code === 11000)) throw error
    }
  },
  /** Nothing more is told in this spell. */
  settle: async (scope: Scope, { _id, firstSeq }: NoticeRecord): Promise<void> => {
    await noticeRows(scope).updateOne({ _id, firstSeq }, { $set: { dueAt: null } }, within(scope))
  },
}

export const progress = {
  /** Null: nobody has looked yet. */
  read: async (scope: Scope): Promise<Date | null> =>
    (await progressRows(scope).findOne({ _id: 'messages' }, within(scope)))?.until ?? null,
  /** It never goes back. */
  raise: async (scope: Scope, until: Date): Promise<void> => {
    await progressRows(scope).updateOne({ _id: 'messages' }, { $max: { until } }, { ...within(scope), upsert: true })
  },
}
