import type { SentMessage } from '#protocol/chat'
import { MessageId } from '#protocol/ids'
import { AppError, invalidField } from '../app-error.ts'
import type { Journal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import { canonical } from './digest.ts'
import { asChat, type ChatRecord, chatOf, messageIdOf, newEntry, seqOf } from './entries.ts'
import type { ChatParts } from './parts.ts'
import { chatEntries } from './repository.ts'
import type { Participation } from './rights.ts'

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

/**
 * Stores a message, once per sender and client id, for ever. The answer means that it is durable.
 * @throws {AppError} `idempotency-conflict`, `engagement-ended`, or `invalid-input` naming the field
 */
export async function sendMessage(parts: ChatParts, sender: Participation, message: NewMessage): Promise<Sent> {
  const { clientMessageId, body, replyTo, attachmentIds = [] } = message
  const { conversationId, userId, rightsEpoch } = sender
  if (body.trim() === '' && attachmentIds.length === 0) throw invalidField('body', 'Write something first.')
  const digest = parts.digest(canonical({ type: 'message', body, replyTo, attachmentIds }))
  if (sender.access === 'read') return answerOf(await storedBefore(parts.scope(), sender, clientMessageId, digest))
  const thread = replyTo === undefined ? {} : { replyTo: await rootOf(parts.scope(), conversationId, replyTo) }
  const entry = newEntry(userId, clientMessageId, 'message', { body, digest, rightsEpoch, ...thread })
  return answerOf(await appendOnce(parts.journal, conversationId, entry, digest))
}

interface Stored {
  readonly entry: ChatRecord
  readonly duplicate: boolean
}

async function appendOnce(
  journal: Journal,
  conversationId: string,
  entry: ReturnType<typeof newEntry>,
  digest: string,
): Promise<Stored> {
  const { entry: stored, duplicate } = await journal.append(chatOf(conversationId), entry)
  return { entry: sameOrConflict(asChat(stored), digest), duplicate }
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
): Promise<Stored> {
  const stored = await chatEntries.byKey(scope, conversationId, userId, clientMessageId)
  if (!stored) throw new AppError('engagement-ended')
  return { entry: sameOrConflict(stored, digest), duplicate: true }
}

/** The first message of the thread: threads are one level deep. */
async function rootOf(scope: Scope, conversationId: string, replyTo: string): Promise<string> {
  const seq = seqOf(conversationId, replyTo)
  const found = seq === null ? null : await chatEntries.at(scope, conversationId, seq)
  if (found?.type !== 'message') throw invalidField('replyTo', 'There is no such message in this conversation.')
  return found.data.replyTo ?? replyTo
}

function answerOf({ entry, duplicate }: Stored): Sent {
  const conversationId = entry.stream.slice('chat:'.length)
  const id = MessageId.parse(messageIdOf(conversationId, entry.seq))
  return { message: { id, seq: entry.seq, at: entry.at.toISOString() }, duplicate }
}
