import { byUser } from '../journal/actors.ts'
import type { KeyedEntry } from '../journal/append.ts'
import type { Entry, EntryActor, Stream } from '../journal/entry.ts'

/** The stream of one conversation, which has the id of its engagement. */
export const chatOf = (conversationId: string): Stream => `chat:${conversationId}`

/** A file as its message names it: what it is was found at the upload. */
interface AttachedFile {
  readonly id: string
  readonly name: string
  readonly contentType: string
  readonly size: number
}

interface Common {
  /** An HMAC of what was asked for: it tells a repeated request from another with the same key, also once blanked. */
  readonly digest: string
  /** The engagement's, when this was written: a node that knows a lower one looks at rights again before it sends. */
  readonly rightsEpoch: number
}

export interface MessageData extends Common {
  readonly body: string
  /** The first message of the thread. */
  readonly replyTo?: string
  readonly attachments?: readonly AttachedFile[]
  /** Body and attachments were taken out. */
  readonly deleted?: true
  /** There are edits of it. */
  readonly edited?: true
}

export interface EditData extends Common {
  readonly messageId: string
  readonly body: string
  readonly deleted?: true
}

interface DeleteData extends Common {
  readonly messageId: string
}

interface ReactData extends Common {
  readonly messageId: string
  readonly emoji: string
  readonly on: boolean
}

/** Entries of a conversation, by type. */
export interface ChatData {
  message: MessageData
  edit: EditData
  delete: DeleteData
  react: ReactData
}
export type ChatType = keyof ChatData

export type ChatRecord = {
  [Type in ChatType]: Omit<Entry, 'type' | 'data'> & { readonly type: Type; readonly data: ChatData[Type] }
}[ChatType]

export type MessageRecord = Extract<ChatRecord, { type: 'message' }>
export type EditRecord = Extract<ChatRecord, { type: 'edit' }>

/** An entry of a conversation's stream: nothing but this feature writes there. */
export const asChat = (entry: Entry): ChatRecord => entry as unknown as ChatRecord

/** The key of what a sender writes: their id and their own id for it, whatever its type. */
export const keyOf = (senderId: string, clientMessageId: string): string => `${senderId}:${clientMessageId}`

export const senderOf = ({ actor }: { readonly actor: EntryActor }): string => actor.id ?? ''

export const clientMessageIdOf = ({ key }: Pick<Entry, 'key'>): string => key.slice(key.indexOf(':') + 1)

/** The id of an entry says where it stands, so that it is found by the stream's own index. */
export const messageIdOf = (conversationId: string, seq: number): string => `${conversationId}-${seq.toString(36)}`

/** Null: no id of an entry in this conversation. */
export function seqOf(conversationId: string, messageId: string): number | null {
  const prefix = `${conversationId}-`
  const place = messageId.startsWith(prefix) ? messageId.slice(prefix.length) : ''
  return /^[1-9a-z][0-9a-z]{0,9}$/.test(place) ? Number.parseInt(place, 36) : null
}

/**
 * The entry as it goes to the journal. Whether a stored key stands for the same request is told by the digest: the
 * rights epoch may have risen since, or the body been taken out.
 */
export function newEntry<Type extends ChatType>(
  senderId: string,
  clientMessageId: string,
  type: Type,
  data: ChatData[Type],
): KeyedEntry {
  const { digest } = data
  const isRepeatOf = (stored: Entry) => stored.data['digest'] === digest
  return { key: keyOf(senderId, clientMessageId), type, data, actor: byUser({ userId: senderId }), isRepeatOf }
}
