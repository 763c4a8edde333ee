import type { Attachment, ChatEntry, ChatPerson } from '#protocol/chat'
import type { MessageId } from '#protocol/ids'

interface Reaction {
  readonly emoji: string
  /** In the order in which they reacted. */
  readonly people: readonly ChatPerson[]
}

/** A message with everything that was done to it later. */
export interface Message {
  readonly id: MessageId
  readonly seq: number
  readonly clientMessageId: string
  readonly sender: ChatPerson
  readonly at: string
  /** Empty when deleted. */
  readonly body: string
  /** The first message of the thread that it belongs to. */
  readonly replyTo: MessageId | null
  readonly attachments: readonly Attachment[]
  readonly isEdited: boolean
  readonly isDeleted: boolean
  readonly reactions: readonly Reaction[]
}

type MessageEntry = Extract<ChatEntry, { type: 'message' }>
type Change = Exclude<ChatEntry, MessageEntry>

/** One message's entries: itself, once it is known, and the changes that still count. */
interface Kept {
  readonly origin: MessageEntry | null
  /** The newest of its kind: of edits one, of deletions one, of reactions one per person and emoji. */
  readonly changes: ReadonlyMap<string, Change>
  readonly message: Message | null
}

/**
 * What is known of a conversation. `from` is the number of the oldest entry that is here without a hole up to the
 * newest; messages before it may be known too (of a thread), but do not stand in the timeline.
 */
export interface ChatState {
  readonly from: number
  readonly records: ReadonlyMap<string, Kept>
  /** The first messages of threads, of which replies are known. */
  readonly threads: ReadonlySet<string>
}

/** Nothing known before `from`. */
export const emptyChat = (from: number): ChatState => ({ from, records: new Map(), threads: new Set() })

/** Takes entries in any order and any number of times; the same entries end in the same state. */
export function applyEntries(state: ChatState, entries: readonly ChatEntry[]): ChatState {
  let records: Map<string, Kept> | null = null
  let { threads } = state
  for (const entry of entries) {
    const id = entry.type === 'message' ? entry.id : entry.messageId
    const before = (records ?? state.records).get(id) ?? blank
    const after = entry.type === 'message' ? withOrigin(before, entry) : withChange(before, entry)
    if (after === before) continue
    records ??= new Map(state.records)
    records.set(id, after)
    if (entry.type === 'message' && entry.replyTo && !threads.has(entry.replyTo)) {
      threads = new Set(threads).add(entry.replyTo)
    }
  }
  return records ? { ...state, records, threads } : state
}

/** A page of history: everything from its first number up to what was known, so that the timeline begins there. */
export function applyHistory(state: ChatState, entries: readonly ChatEntry[], from: number): ChatState {
  const applied = applyEntries(state, entries)
  return from < applied.from ? { ...applied, from } : applied
}

/** The timeline: messages without a hole, oldest first. */
export function messagesOf({ records, from }: ChatState): readonly Message[] {
  return knownOf(records).filter(({ seq }) => seq >= from)
}

/** The first message of a thread and its replies, oldest first, as far as they are known. */
export const threadOf = ({ records }: ChatState, rootId: string): readonly Message[] =>
  knownOf(records).filter(({ id, replyTo }) => id === rootId || replyTo === rootId)

const blank: Kept = { origin: null, changes: new Map(), message: null }

const knownOf = (records: ReadonlyMap<string, Kept>): Message[] =>
  [...records.values()].flatMap(({ message }) => message ?? []).sort((a, b) => a.seq - b.seq)

function withOrigin(record: Kept, origin: MessageEntry): Kept {
  // Read again after a deletion, the same entry comes without its text.
  if (record.origin && (record.origin.deleted || !origin.deleted)) return record
  return { ...record, origin, message: present(origin, record.changes) }
}

function withChange(record: Kept, change: Change): Kept {
  const kind = change.type === 'react' ? `react ${change.sender.id} ${change.emoji}` : change.type
  const known = record.changes.get(kind)
  const isBlanked = change.type === 'edit' && change.deleted && known?.type === 'edit' && !known.deleted
  if (known && (known.seq > change.seq || (known.seq === change.seq && !isBlanked))) return record
  const changes = new Map(record.changes).set(kind, change)
  return { ...record, changes, message: record.origin && present(record.origin, changes) }
}

function present(origin: MessageEntry, changes: ReadonlyMap<string, Change>): Message {
  const edit = changes.get('edit')
  const isDeleted = origin.deleted === true || changes.has('delete')
  return {
    id: origin.id,
    seq: origin.seq,
    clientMessageId: origin.clientMessageId,
    sender: origin.sender,
    at: origin.at,
    body: isDeleted ? '' : edit?.type === 'edit' ? edit.body : origin.body,
    replyTo: origin.replyTo ?? null,
    attachments: isDeleted ? [] : (origin.attachments ?? []),
    isEdited: edit !== undefined && !isDeleted,
    isDeleted,
    reactions: isDeleted ? [] : reactionsOf(changes),
  }
}

function reactionsOf(changes: ReadonlyMap<string, Change>): Reaction[] {
  const byEmoji = new Map<string, ChatPerson[]>()
  const inOrder = [...changes.values()].sort((a, b) => a.seq - b.seq)
  for (const change of inOrder) {
    if (change.type !== 'react' || !change.on) continue
    byEmoji.set(change.emoji, [...(byEmoji.get(change.emoji) ?? []), change.sender])
  }
  return [...byEmoji].map(([emoji, people]) => ({ emoji, people }))
}
