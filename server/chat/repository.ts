import { type Entry, journalRows } from '../journal/entry.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import { asChat, type ChatRecord, chatOf, type EditRecord, keyOf, type MessageRecord } from './entries.ts'
import { filePlans } from './files.ts'
import { noticePlans } from './notices.ts'
import { preferencesPlan } from './preferences.ts'

/** How far somebody has read a conversation. */
export interface ReadPositionRecord {
  /** Conversation and person. */
  _id: string
  conversationId: string
  userId: string
  seq: number
  at: Date
}

/** The journal's entries of conversations, found by what they are about. */
const chatJournalPlan: CollectionPlan = {
  collection: 'journal',
  indexes: [
    {
      key: { 'data.messageId': 1, seq: 1 },
      name: 'chat_about_message',
      partialFilterExpression: { 'data.messageId': { $exists: true } },
    },
    {
      key: { 'data.replyTo': 1, seq: 1 },
      name: 'chat_thread',
      partialFilterExpression: { 'data.replyTo': { $exists: true } },
    },
  ],
}

const readPositionPlan: CollectionPlan = {
  collection: 'read_positions',
  indexes: [
    { key: { conversationId: 1 }, name: 'conversation' },
    { key: { userId: 1 }, name: 'user' },
  ],
}

export const chatPlans: readonly CollectionPlan[] = [
  chatJournalPlan,
  readPositionPlan,
  preferencesPlan,
  ...noticePlans,
  ...filePlans,
]

const positionRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ReadPositionRecord>('read_positions')
const withoutId = { projection: { _id: 0 } } as const

export const chatEntries = {
  at: async (scope: Scope, conversationId: string, seq: number): Promise<ChatRecord | null> => {
    const found = await journalRows(scope).findOne(
      { stream: chatOf(conversationId), seq },
      { ...within(scope), ...withoutId },
    )
    return found && asChat(found)
  },
  byKey: async (
    scope: Scope,
    conversationId: string,
    senderId: string,
    clientMessageId: string,
  ): Promise<ChatRecord | null> => {
    const found = await journalRows(scope).findOne(
      { stream: chatOf(conversationId), key: keyOf(senderId, clientMessageId) },
      { ...within(scope), ...withoutId },
    )
    return found && asChat(found)
  },
  /** Edits, deletions and reactions of messages, in no order. */
  about: (scope: Scope, messageIds: readonly string[], limit: number): Promise<Entry[]> =>
    journalRows(scope)
      .find({ 'data.messageId': { $in: [...messageIds] } }, { ...within(scope), ...withoutId })
      .limit(limit)
      .toArray(),
  /** Messages of a thread after its first, in order. */
  replies: async (scope: Scope, messageId: string, limit: number): Promise<MessageRecord[]> => {
    const found = await journalRows(scope)
      .find({ 'data.replyTo': messageId }, { ...within(scope), ...withoutId })
      .sort({ 'data.replyTo': 1, seq: 1 })
      .limit(limit)
      .toArray()
    return found.map(asChat).filter((entry) => entry.type === 'message')
  },
  /** How edited messages read now. */
  latestBodies: async (scope: Scope, messageIds: readonly string[]): Promise<Map<string, string>> => {
    const edits = await journalRows(scope)
      .find({ 'data.messageId': { $in: [...messageIds] }, type: 'edit' }, { ...within(scope), ...withoutId })
      .toArray()
    const bodies = new Map<string, string>()
    for (const edit of edits.sort((a, b) => a.seq - b.seq).map(asChat))
      if (edit.type === 'edit') bodies.set(edit.data.messageId, edit.data.body)
    return bodies
  },
  editsOf: async (scope: Scope, messageId: string): Promise<EditRecord[]> => {
    const found = journalRows(scope).find(
      { 'data.messageId': messageId, type: 'edit' },
      { ...within(scope), ...withoutId },
    )
    return (await found.toArray()).map(asChat).filter((entry) => entry.type === 'edit')
  },
  markEdited: async (scope: Scope, conversationId: string, messageSeq: number): Promise<void> => {
    await journalRows(scope).updateOne(
      { stream: chatOf(conversationId), seq: messageSeq },
      { $set: { 'data.edited': true } },
      within(scope),
    )
  },
}

/** True when one of the conversations holds an entry under the sender's key. */
export async function storedElsewhere(
  scope: Scope,
  conversationIds: readonly string[],
  senderId: string,
  clientMessageId: string,
): Promise<boolean> {
  if (conversationIds.length === 0) return false
  const streams = conversationIds.map(chatOf)
  const filter = { stream: { $in: streams }, key: keyOf(senderId, clientMessageId) }
  return (await journalRows(scope).findOne(filter, { ...within(scope), projection: { _id: 1 } })) !== null
}

const positionId = (conversationId: string, userId: string): string => `${conversationId}:${userId}`

/** How far people have read. */
export const readPositions = {
  /** It never goes back. Answers how far it is now. */
  raise: async (scope: Scope, conversationId: string, userId: string, seq: number): Promise<number> => {
    const position = await positionRows(scope).findOneAndUpdate(
      { _id: positionId(conversationId, userId) },
      { $max: { seq }, $set: { at: scope.now }, $setOnInsert: { conversationId, userId } },
      { ...within(scope), upsert: true, returnDocument: 'after' },
    )
    return position?.seq ?? seq
  },
  of: async (scope: Scope, conversationId: string, userId: string): Promise<number> =>
    (await positionRows(scope).findOne({ _id: positionId(conversationId, userId) }, within(scope)))?.seq ?? 0,
  inConversation: async (scope: Scope, conversationId: string): Promise<Map<string, number>> =>
    (await readPositions.inConversations(scope, [conversationId])).get(conversationId) ?? new Map(),
  /** By conversation and person; where nobody has read there is none. */
  inConversations: async (
    scope: Scope,
    conversationIds: readonly string[],
  ): Promise<Map<string, Map<string, number>>> => {
    const found = await positionRows(scope)
      .find({ conversationId: { $in: [...conversationIds] } }, within(scope))
      .toArray()
    const positions = new Map<string, Map<string, number>>()
    for (const { conversationId, userId, seq } of found) {
      const here = positions.get(conversationId) ?? new Map<string, number>()
      positions.set(conversationId, here.set(userId, seq))
    }
    return positions
  },
  /** By conversation. */
  ofUser: async (scope: Scope, userId: string, conversationIds: readonly string[]): Promise<Map<string, number>> => {
    const ids = conversationIds.map((id) => positionId(id, userId))
    const found = await positionRows(scope)
      .find({ _id: { $in: ids } }, within(scope))
      .toArray()
    return new Map(found.map(({ conversationId, seq }) => [conversationId, seq]))
  },
}
