import type { ChatEntry } from '#protocol/chat'
import type { Entry } from '../journal/entry.ts'
import { asChat, chatOf, senderOf } from './entries.ts'
import type { NameBook } from './names.ts'
import type { ChatParts } from './parts.ts'
import { type Conversing, type Names, presenter } from './present.ts'

export const namesFor = (names: NameBook, entries: readonly Entry[]): Promise<Names> => names.of(entries.map(senderOf))

export async function presentEntries(
  { names }: Pick<ChatParts, 'names'>,
  conversing: Conversing,
  entries: readonly Entry[],
): Promise<ChatEntry[]> {
  const found = await namesFor(names, entries)
  return entries.map(asChat).map(presenter(conversing, found))
}

/** A page of a conversation, in order, and whether there is more in the direction asked for. */
export async function readPage(
  { journal }: Pick<ChatParts, 'journal'>,
  conversationId: string,
  { after, before, limit }: { after?: number | undefined; before?: number | undefined; limit: number },
): Promise<{ entries: Entry[]; more: boolean }> {
  const stream = chatOf(conversationId)
  if (after !== undefined) {
    const found = await journal.read(stream, after, limit + 1)
    return { entries: found.slice(0, limit), more: found.length > limit }
  }
  const found = await journal.readBefore(stream, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
  return { entries: found.slice(0, limit).reverse(), more: found.length > limit }
}
