import type { endpoints } from '#protocol/chat'
import { AppError } from '../app-error.ts'
import type { HandlerRun } from '../http/bind.ts'
import { messageIdOf, seqOf } from './entries.ts'
import type { ChatParts } from './parts.ts'
import { presentEntries } from './read-entries.ts'
import { chatEntries } from './repository.ts'

/** Replies of a thread at most, and what was done to them; a thread that long is read in the conversation. */
const mostReplies = 500
const mostAbout = 5000

/** The first message of a thread, its replies, and what was done to them. */
export function readThread({ scope, rights, ...parts }: ChatParts): HandlerRun<typeof endpoints.readThread> {
  return async (person, { conversationId, messageId }) => {
    await rights.participate(person, conversationId)
    const seq = seqOf(conversationId, messageId)
    const first = seq === null ? null : await chatEntries.at(scope(), conversationId, seq)
    if (first?.type !== 'message') throw new AppError('not-found', 'There is no such message in this conversation.')
    const replies = await chatEntries.replies(scope(), messageId, mostReplies)
    const ids = [first, ...replies].map((message) => messageIdOf(conversationId, message.seq))
    const about = await chatEntries.about(scope(), ids, mostAbout)
    const entries = [first, ...replies, ...about].sort((a, b) => a.seq - b.seq)
    const me = await rights.participate(person, conversationId)
    return { entries: await presentEntries(parts, me, entries) }
  }
}
