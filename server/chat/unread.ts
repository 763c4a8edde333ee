import { journalRows } from '../journal/entry.ts'
import { type Scope, within } from '../store/scope.ts'
import { asChat, type ChatRecord, chatOf, senderOf } from './entries.ts'

/** Counted up to here: more reads as "99+". */
export const mostCounted = 100
/** Entries looked at, at most, so that years of one's own messages cost no scan. */
const mostRead = 1000
const batch = 200

/**
 * Messages of others after what somebody has read, up to 100. Computed, never stored: so it cannot drift from the
 * stream, and writing a message costs one insert whoever is in the conversation.
 */
export async function unreadOf(scope: Scope, conversationId: string, userId: string, readSeq: number): Promise<number> {
  let count = 0
  let after = readSeq
  for (let read = 0; read < mostRead && count < mostCounted; read += batch) {
    const entries = await journalRows(scope)
      .find(
        { stream: chatOf(conversationId), seq: { $gt: after } },
        { ...within(scope), projection: { _id: 0, seq: 1, type: 1, actor: 1, 'data.deleted': 1 } },
      )
      .sort({ stream: 1, seq: 1 })
      .limit(batch)
      .toArray()
    count += countUnread(entries.map(asChat), userId)
    after = entries.at(-1)?.seq ?? after
    if (entries.length < batch) break
  }
  return Math.min(count, mostCounted)
}

export const countUnread = (entries: readonly ChatRecord[], userId: string): number =>
  entries.filter((entry) => isUnread(entry, userId)).length

const isUnread = (entry: ChatRecord, userId: string): boolean =>
  entry.type === 'message' && senderOf(entry) !== userId && !entry.data.deleted
