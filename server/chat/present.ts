import type { ChatEntry, ChatMessage, ChatPerson } from '#protocol/chat'
import { AttachmentId, ConversationId, MessageId, UserId } from '#protocol/ids'
import {
  type ChatRecord,
  clientMessageIdOf,
  type MessageData,
  type MessageRecord,
  messageIdOf,
  senderOf,
} from './entries.ts'

/** Names by person, joined when somebody reads: entries hold none. */
export type Names = ReadonlyMap<string, string>

/** What is the same for every entry of a conversation. */
export interface Conversing {
  readonly conversationId: string
  readonly consultantId: string
}

export const presentPerson = (userId: string, { consultantId }: Conversing, names: Names): ChatPerson => ({
  id: UserId.parse(userId),
  name: names.get(userId) ?? '',
  kind: userId === consultantId ? 'consultant' : 'employer',
})

/**
 * Entries as everybody in the conversation gets them; of what was deleted, the place alone. A thousand are presented at
 * once: what is the same for many is made once.
 */
export function presenter(conversing: Conversing, names: Names): (entry: ChatRecord) => ChatEntry {
  const conversationId = ConversationId.parse(conversing.conversationId)
  const people = new Map<string, ChatPerson>()
  const personOf = (userId: string): ChatPerson => {
    const known = people.get(userId)
    if (known) return known
    const person = presentPerson(userId, conversing, names)
    people.set(userId, person)
    return person
  }
  return (entry) => {
    // Made of an id that was checked, once per entry of a page.
    const id = messageIdOf(conversationId, entry.seq) as MessageId
    const [clientMessageId, sender, at] = [clientMessageIdOf(entry), personOf(senderOf(entry)), entry.at.toISOString()]
    const { seq, type, data } = entry
    if (type !== 'message') return withChange({ conversationId, seq, id, clientMessageId, sender, at }, entry)
    // Nearly all are messages. As one literal each costs a hundredth of what it does spread into another object.
    const body = data.deleted ? '' : data.body
    const message: ChatMessage = { conversationId, seq, id, clientMessageId, sender, at, type, body }
    return data.replyTo || data.attachments || data.deleted ? withMore(message, data) : message
  }
}

type Common = Pick<ChatEntry, 'conversationId' | 'seq' | 'id' | 'clientMessageId' | 'sender' | 'at'>
type ChangeRecord = Exclude<ChatRecord, MessageRecord>

function withChange(common: Common, entry: ChangeRecord): ChatEntry {
  switch (entry.type) {
    case 'edit': {
      const { messageId, body, deleted } = entry.data
      return {
        ...common,
        type: 'edit',
        messageId: MessageId.parse(messageId),
        body: deleted ? '' : body,
        ...(deleted ? { deleted } : {}),
      }
    }
    case 'delete':
      return { ...common, type: 'delete', messageId: MessageId.parse(entry.data.messageId) }
    case 'react': {
      const { messageId, emoji, on } = entry.data
      return { ...common, type: 'react', messageId: MessageId.parse(messageId), emoji, on }
    }
  }
}

function withMore(message: ChatMessage, { replyTo, attachments = [], deleted }: MessageData): ChatMessage {
  const thread = replyTo === undefined ? {} : { replyTo: MessageId.parse(replyTo) }
  if (deleted) return { ...message, ...thread, deleted }
  const files = attachments.map((file) => ({ ...file, id: AttachmentId.parse(file.id) }))
  return { ...message, ...thread, ...(files.length === 0 ? {} : { attachments: files }) }
}

/** The entry without its body, when a deletion has taken it out. */
export function withoutBody(entry: ChatEntry, deletedId: string): ChatEntry {
  if (entry.type === 'message' && entry.id === deletedId) {
    const { attachments: _gone, ...rest } = entry
    return { ...rest, body: '', deleted: true }
  }
  if (entry.type === 'edit' && entry.messageId === deletedId) return { ...entry, body: '', deleted: true }
  return entry
}
