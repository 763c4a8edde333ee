import type { SentMessage } from '#protocol/chat'
import { MessageId } from '#protocol/ids'
import { AppError, invalidField } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { present } from './attachments.ts'
import { canonical } from './digest.ts'
import { type ChatRecord, chatOf, type MessageData, messageIdOf, newEntry, seqOf } from './entries.ts'
import { files } from './files.ts'
import type { ChatParts } from './parts.ts'
import { chatEntries } from './repository.ts'
import { isLeased, type Participation, participate } from './rights.ts'

export interface NewMessage {
  readonly clientMessageId: string
  readonly body: string
  readonly replyTo?: string | undefined
  readonly attachmentIds?: readonly string[] | undefined
}

export interface Sent {
  readonly message: SentMessage
  /** It was stored before this call. */
  readonly duplicate: boolean
}

/** Where an entry stands. */
interface Placed {
  readonly seq: number
  readonly at: Date
}

/**
 * Stores a message, once per sender and client id, for ever. The answer means that it is durable.
 * @throws {AppError} `idempotency-conflict`, `engagement-ended`, or `invalid-input` naming the field
 */
export async function sendMessage(parts: ChatParts, sender: Participation, message: NewMessage): Promise<Sent> {
  const { clientMessageId, body, replyTo, attachmentIds = [] } = message
  const { conversationId, userId, rightsEpoch } = sender
  if (body.trim() === '' && attachmentIds.length === 0) throw invalidField('body', 'Write something first.')
  const digest = parts.digest(canonical({ type: 'message', body, replyTo, attachmentIds }))
  const placed = (entry: Placed, duplicate: boolean): Sent => ({
    message: {
      id: MessageId.parse(messageIdOf(conversationId, entry.seq)),
      seq: entry.seq,
      at: entry.at.toISOString(),
    },
    duplicate,
  })
  if (sender.access === 'read') {
    return placed(await storedBefore(parts.scope(), sender, clientMessageId, digest), true)
  }
  const thread = replyTo === undefined ? {} : { replyTo: await rootOf(parts.scope(), conversationId, replyTo) }
  const data: MessageData = { body, digest, rightsEpoch, ...thread }
  if (attachmentIds.length > 0) {
    const command = async (tx: Tx): Promise<Sent> => {
      const stored = await chatEntries.byKey(tx, conversationId, userId, clientMessageId)
      if (stored) return placed(sameOrConflict(stored, digest), true)
      return placed(await appendWithFiles(tx, sender, clientMessageId, data, attachmentIds), false)
    }
    const journal = parts.journal.for(sender)
    return parts.inTurn(conversationId, () => journal.commit([chatOf(conversationId)], command))
  }
  const entry = { ...newEntry(userId, clientMessageId, 'message', data), confirm: confirming(parts, sender, data) }
  try {
    const appended = await parts.journal.append(chatOf(conversationId), entry)
    return placed(appended.entry, appended.duplicate)
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'engagement-ended')) throw error
    return placed(await storedBefore(parts.scope(), sender, clientMessageId, digest), true)
  }
}

/** What waited longer than its right was leased for is written by the right as stored now. */
function confirming({ rights }: ChatParts, sender: Participation, data: MessageData) {
  let current = sender
  const again = async (): Promise<MessageData> => {
    current = await rights.lease(sender, sender.conversationId)
    if (current.access === 'read') throw new AppError('engagement-ended')
    return { ...data, rightsEpoch: current.rightsEpoch }
  }
  return () => (isLeased(current) ? undefined : again())
}

/** In a transaction, since each file goes with one message: rights are read again, and the files taken, inside it. */
async function appendWithFiles(
  tx: Tx,
  sender: Participation,
  clientMessageId: string,
  data: MessageData,
  attachmentIds: readonly string[],
): Promise<Placed> {
  const { conversationId, userId } = sender
  const { access, rightsEpoch } = await participate(tx, sender, conversationId)
  if (access === 'read') throw new AppError('engagement-ended')
  const found = await files.unnamed(tx, conversationId, userId, attachmentIds)
  const byId = new Map(found.map((file) => [file._id, present(file)]))
  const attachments = attachmentIds.map((id) => {
    const file = byId.get(id)
    if (!file) throw invalidField('attachmentIds', 'One of the files is not there any more. Attach it again.')
    return file
  })
  if (byId.size < attachmentIds.length) throw invalidField('attachmentIds', 'Name each file once.')
  const entry = newEntry(userId, clientMessageId, 'message', { ...data, rightsEpoch, attachments })
  const seq = tx.append(chatOf(conversationId), entry)
  await files.nameBy(tx, attachmentIds, messageIdOf(conversationId, seq))
  return { seq, at: tx.now }
}

/** The entry of this key. @throws {AppError} `idempotency-conflict` when it says something else */
export function sameOrConflict(stored: ChatRecord, digest: string): ChatRecord {
  if (stored.data.digest !== digest) throw new AppError('idempotency-conflict')
  return stored
}

/** What was stored while it was allowed is acknowledged for ever, also to who may only read by now. */
export async function storedBefore(
  scope: Scope,
  { conversationId, userId }: Participation,
  clientMessageId: string,
  digest: string,
): Promise<ChatRecord> {
  const stored = await chatEntries.byKey(scope, conversationId, userId, clientMessageId)
  if (!stored) throw new AppError('engagement-ended')
  return sameOrConflict(stored, digest)
}

/** The first message of the thread: threads are one level deep. */
async function rootOf(scope: Scope, conversationId: string, replyTo: string): Promise<string> {
  const seq = seqOf(conversationId, replyTo)
  const found = seq === null ? null : await chatEntries.at(scope, conversationId, seq)
  if (found?.type !== 'message') throw invalidField('replyTo', 'There is no such message in this conversation.')
  return found.data.replyTo ?? replyTo
}
