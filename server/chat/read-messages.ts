import type { endpoints } from '#protocol/chat'
import { invalidField } from '../app-error.ts'
import type { HandlerRun } from '../http/bind.ts'
import { chatOf } from './entries.ts'
import type { ChatParts } from './parts.ts'
import { presentEntries, readPage } from './read-entries.ts'

/** A page of a conversation. Rights are read last, so that nothing written after their loss is answered. */
export function readMessages(parts: ChatParts): HandlerRun<typeof endpoints.readMessages> {
  return async (person, { conversationId, query }) => {
    const { after, before } = query
    await parts.rights.participate(person, conversationId)
    if (after !== undefined && before !== undefined) throw invalidField('before', 'Ask for `after` or for `before`.')
    const head = await parts.journal.head(chatOf(conversationId))
    const { entries, more } = await readPage(parts, conversationId, query)
    const me = await parts.rights.participate(person, conversationId)
    const items = await presentEntries(parts, me, entries)
    return { epoch: parts.epoch, head: Math.max(head, items.at(-1)?.seq ?? 0), items, more }
  }
}
