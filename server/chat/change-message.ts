import { AppError } from '../app-error.ts'
import type { Person } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { canonical } from './digest.ts'
import {
  type ChatData,
  type ChatType,
  chatOf,
  type EditData,
  type MessageData,
  type MessageRecord,
  messageIdOf,
  newEntry,
  seqOf,
} from './entries.ts'
import { files } from './files.ts'
import type { ChatParts } from './parts.ts'
import { chatEntries } from './repository.ts'
import { participate } from './rights.ts'
import { sameOrConflict, storedBefore } from './send-message.ts'

/** What is done to a message. */
export type Change =
  | { readonly type: 'edit'; readonly messageId: string; readonly body: string }
  | { readonly type: 'delete'; readonly messageId: string }
  | { readonly type: 'react'; readonly messageId: string; readonly emoji: string; readonly on: boolean }

export interface Changed {
  readonly seq: number
  /** It was stored before this call. */
  readonly duplicate: boolean
}

/**
 * Edits, deletes or reacts, once per sender and client id. The message is looked at in the transaction that writes:
 * otherwise an edit could slip behind a deletion and bring the text back.
 * @throws {AppError} `not-found`, `message-deleted`, `forbidden`, `engagement-ended` or `idempotency-conflict`
 */
export function changeMessage(
  { journal, inTurn, digest: digestOf }: ChatParts,
  person: Person,
  conversationId: string,
  clientMessageId: string,
  change: Change,
): Promise<Changed> {
  const digest = digestOf(canonical(change))
  const command = async (tx: Tx): Promise<Changed> => {
    const participation = await participate(tx, person, conversationId)
    if (participation.access === 'read') {
      return { seq: (await storedBefore(tx, participation, clientMessageId, digest)).seq, duplicate: true }
    }
    const stored = await chatEntries.byKey(tx, conversationId, person.userId, clientMessageId)
    if (stored) return { seq: sameOrConflict(stored, digest).seq, duplicate: true }
    const message = await messageOf(tx, conversationId, change.messageId)
    if (message.data.deleted) throw new AppError('message-deleted')
    if (change.type !== 'react' && message.actor.id !== person.userId) {
      throw new AppError('forbidden', 'Only its sender changes a message.')
    }
    const common = { digest, rightsEpoch: participation.rightsEpoch }
    const append = <Type extends ChatType>(type: Type, data: ChatData[Type]) =>
      tx.append(chatOf(conversationId), newEntry(person.userId, clientMessageId, type, data))
    return { seq: await write(tx, conversationId, message, change, common, append), duplicate: false }
  }
  return inTurn(conversationId, () => journal.for(person).commit([chatOf(conversationId)], command))
}

async function write(
  tx: Tx,
  conversationId: string,
  message: MessageRecord,
  change: Change,
  common: Pick<ChatData['delete'], 'digest' | 'rightsEpoch'>,
  append: <Type extends ChatType>(type: Type, data: ChatData[Type]) => number,
): Promise<number> {
  const { messageId } = change
  switch (change.type) {
    case 'edit':
      await chatEntries.markEdited(tx, conversationId, message.seq)
      return append('edit', { ...common, messageId, body: change.body })
    case 'delete':
      await takeOut(tx, conversationId, message)
      await files.remove(
        tx,
        (message.data.attachments ?? []).map(({ id }) => id),
      )
      return append('delete', { ...common, messageId })
    case 'react':
      return append('react', { ...common, messageId, emoji: change.emoji, on: change.on })
  }
}

/** @throws {AppError} `not-found` also for an id of something that is no message */
async function messageOf(tx: Tx, conversationId: string, messageId: string): Promise<MessageRecord> {
  const seq = seqOf(conversationId, messageId)
  const found = seq === null ? null : await chatEntries.at(tx, conversationId, seq)
  if (found?.type !== 'message') throw new AppError('not-found', 'There is no such message in this conversation.')
  return found
}

/** Takes out the text and the files of a message, and the texts of its edits; what a thread and a repetition need stays. */
export async function takeOut(tx: Tx, conversationId: string, { seq, data }: MessageRecord): Promise<void> {
  const stream = chatOf(conversationId)
  const { digest, rightsEpoch, replyTo } = data
  const left: MessageData = {
    digest,
    rightsEpoch,
    body: '',
    deleted: true,
    ...(replyTo === undefined ? {} : { replyTo }),
  }
  await tx.blank(stream, seq, left)
  for (const edit of await chatEntries.editsOf(tx, messageIdOf(conversationId, seq))) {
    await tx.blank(stream, edit.seq, { ...edit.data, body: '', deleted: true } satisfies EditData)
  }
}
