import type { ChatEntry, Conversation } from '#protocol/chat'

const longestPreview = 140
/** The server counts no further either. */
const mostUnread = 100

type LastMessage = NonNullable<Conversation['lastMessage']>

/** Keeps the list of conversations true by their entries; an entry that it contains already changes nothing. */
export function applyToList(
  list: readonly Conversation[],
  entries: readonly ChatEntry[],
  myId: string,
): readonly Conversation[] {
  let next = list
  for (const entry of entries) {
    next = changed(next, entry.conversationId, (conversation) => applyEntry(conversation, entry, myId))
  }
  return next === list ? list : newestFirst(next)
}

/**
 * Somebody has read. Mine up to the head leaves nothing unread; mine up to somewhere before it cannot be counted here:
 * `isUnsure` asks for a fresh list.
 */
export function applyRead(
  list: readonly Conversation[],
  read: { conversationId: string; userId: string; seq: number },
  myId: string,
): { readonly list: readonly Conversation[]; readonly isUnsure: boolean } {
  if (read.userId !== myId) return { list, isUnsure: false }
  let isUnsure = false
  const next = changed(list, read.conversationId, (conversation) => {
    if (read.seq <= conversation.readSeq) return conversation
    const hasReadAll = read.seq >= (conversation.lastMessage?.seq ?? 0)
    if (!hasReadAll && conversation.unread > 0) isUnsure = true
    return { ...conversation, readSeq: read.seq, unread: hasReadAll ? 0 : conversation.unread }
  })
  return { list: next, isUnsure }
}

/** Whether an entry may take a message of another out that counts as unread: which one it was is known to the server alone. */
export const mayUncount = (list: readonly Conversation[], entry: ChatEntry, myId: string): boolean =>
  entry.type === 'delete' &&
  entry.sender.id !== myId &&
  list.some(({ id, head, unread }) => id === entry.conversationId && head < entry.seq && unread > 0)

/** All that waits to be read, for the badge. */
export const unreadIn = (list: readonly Conversation[]): number => list.reduce((sum, { unread }) => sum + unread, 0)

function applyEntry(conversation: Conversation, entry: ChatEntry, myId: string): Conversation {
  if (entry.seq <= conversation.head) return conversation
  const after = { ...conversation, head: entry.seq }
  if (entry.type === 'message') {
    const isNews = entry.sender.id !== myId && entry.seq > conversation.readSeq
    const { id, seq, sender, at } = entry
    return {
      ...after,
      unread: isNews ? Math.min(mostUnread, conversation.unread + 1) : conversation.unread,
      lastMessage: { id, seq, sender, at, preview: previewOf(entry) },
    }
  }
  const last = conversation.lastMessage
  if (entry.type === 'react' || last?.id !== entry.messageId) return after
  return { ...after, lastMessage: { ...last, preview: entry.type === 'edit' ? shortened(entry.body) : '' } }
}

const shortened = (body: string): string => body.replace(/\s+/g, ' ').trim().slice(0, longestPreview)

const previewOf = (entry: Extract<ChatEntry, { type: 'message' }>): string =>
  entry.deleted ? '' : shortened(entry.body) || (entry.attachments ?? []).map(({ name }) => name).join(', ')

function changed(
  list: readonly Conversation[],
  conversationId: string,
  change: (conversation: Conversation) => Conversation,
): readonly Conversation[] {
  const at = list.findIndex(({ id }) => id === conversationId)
  const before = list[at]
  if (!before) return list
  const after = change(before)
  return after === before ? list : list.with(at, after)
}

const momentOf = (last: LastMessage | null): string => last?.at ?? ''

/** The one with the newest message first, like the server's list. */
const newestFirst = (list: readonly Conversation[]): readonly Conversation[] =>
  [...list].sort((a, b) => momentOf(b.lastMessage).localeCompare(momentOf(a.lastMessage)))
