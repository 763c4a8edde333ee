import { journalRows } from '../journal/entry.ts'
import { asEntry } from '../journal/read.ts'
import { within } from '../store/scope.ts'
import { asChat, type ChatRecord, chatOf } from './entries.ts'
import { type LastMessage, lastIn, lastMessageOf } from './last-message.ts'
import type { ChatParts } from './parts.ts'
import { readPositions } from './repository.ts'
import { countUnread, mostCounted, unreadOf } from './unread.ts'

/** Entries after what somebody has read, by which unread ones are counted; and those before the end, for the last message. */
const [after, before] = [120, 20]
/** Conversations per query: each is one branch of an `$or`, answered from the index. Few enough to hold nobody up. */
const branches = 16

/** How far a conversation is, and how far somebody has read it. */
export interface Whereabouts extends LastMessage {
  readonly readSeq: number
  readonly unread: number
}

/**
 * Of many conversations: what comes after the place where somebody stopped reading is read together, then the ends of
 * those of which that is the end, as of most. Asked one by one, a list that every page shows a sum of would cost three
 * reads for each.
 */
export async function whereaboutsOf(
  parts: ChatParts,
  userId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Whereabouts>> {
  const read = await readPositions.ofUser(parts.scope(), userId, ids)
  const spans = ids.map((id) => ({ id, from: read.get(id) ?? 0, to: (read.get(id) ?? 0) + after }))
  const unread = await entriesIn(parts, spans, { seq: 1, type: 1, actor: 1, 'data.deleted': 1 })
  const ends = spans.flatMap(({ id, from, to }) => {
    const newest = unread.get(id)?.at(-1)?.seq ?? from
    return newest < to && newest > 0 ? [{ id, from: newest - before, to: newest }] : []
  })
  const isBehind = new Set(spans.flatMap(({ id, to }) => (unread.get(id)?.at(-1)?.seq === to ? [id] : [])))
  const newest = await entriesIn(parts, ends, {})
  const found = spans.map(async ({ id, from: readSeq }) => {
    const counted = countUnread(unread.get(id) ?? [], userId)
    const isCounted = !isBehind.has(id) || counted >= mostCounted
    const own = newest.get(id) ?? []
    const last = lastIn(id, own.toReversed())
    const isKnown = last !== null || (own.length === 0 && !isBehind.has(id))
    return [
      id,
      {
        readSeq,
        unread: isCounted ? Math.min(counted, mostCounted) : await unreadOf(parts.scope(), id, userId, readSeq),
        ...(isKnown ? { head: own.at(-1)?.seq ?? 0, last } : await lastMessageOf(parts.journal, id)),
      },
    ] as const
  })
  return new Map(await Promise.all(found))
}

/** Entries after one number up to another, in order, by conversation. */
async function entriesIn(
  { scope }: ChatParts,
  spans: readonly { readonly id: string; readonly from: number; readonly to: number }[],
  fields: Readonly<Record<string, 1>>,
): Promise<ReadonlyMap<string, ChatRecord[]>> {
  const found = new Map<string, ChatRecord[]>()
  for (let i = 0; i < spans.length; i += branches) {
    const some = spans.slice(i, i + branches)
    const asked = some.map(({ id, from, to }) => ({ stream: chatOf(id), seq: { $gt: from, $lte: to } }))
    const named = new Map<string, string>(some.map(({ id }) => [chatOf(id), id]))
    const projection = Object.keys(fields).length > 0 ? { ...fields, stream: 1 } : {}
    const rows = journalRows(scope()).find({ $or: asked }, { ...within(scope()), projection, batchSize: 10_000 })
    for (const entry of (await rows.toArray()).map(asEntry)) {
      const id = named.get(entry.stream) ?? ''
      const own = found.get(id) ?? []
      own.push(asChat(entry))
      found.set(id, own)
    }
  }
  for (const own of found.values()) own.sort((a, b) => a.seq - b.seq)
  return found
}
