import type { ChatEntry, ChatMessage, ChatPerson } from '#protocol/chat'
import { AttachmentId, ConversationId, MessageId, UserId } from '#protocol/ids'
import { type ChatRecord, clientMessageIdOf, type MessageData, messageIdOf, senderOf } from './entries.ts'

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

/** An entry as everybody in the conversation gets it; of what was deleted, its place alone. */
export function presentEntry(entry: ChatRecord, conversing: Conversing, names: Names): ChatEntry {
  const { conversationId } = conversing
  const common = {
    conversationId: ConversationId.parse(conversationId),
    seq: entry.seq,
    id: MessageId.parse(messageIdOf(conversationId, entry.seq)),
    clientMessageId: clientMessageIdOf(entry),
    sender: presentPerson(senderOf(entry), conversing, names),
    at: entry.at.toISOString(),
  }
  switch (entry.type) {
    case 'message':
      return { ...common, type: 'message', ...wordsOf(entry.data) }
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

type Words = Pick<ChatMessage, 'body' | 'replyTo' | 'attachments' | 'deleted'>

function wordsOf({ body, replyTo, attachments = [], deleted }: MessageData): Words {
  const thread = replyTo === undefined ? {} : { replyTo: MessageId.parse(replyTo) }
  if (deleted) return { body: '', ...thread, deleted }
  const files = attachments.map((file) => ({ ...file, id: AttachmentId.parse(file.id) }))
  return { body, ...thread, ...(files.length === 0 ? {} : { attachments: files }) }
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
