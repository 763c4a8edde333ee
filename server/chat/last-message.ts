import type { SharedJournal } from '../journal/journal.ts'
import { asChat, type ChatRecord, chatOf, type MessageRecord, messageIdOf } from './entries.ts'

/** Entries read at once, and in all: behind so many reactions nobody looks for a message. */
const batch = 20
const mostRead = 500
const previewLength = 140

export interface LastMessage {
  readonly head: number
  /** Null: there is none, or none near. */
  readonly last: { readonly message: MessageRecord; readonly preview: string } | null
}

/** The newest message that is still there, as it reads now. */
export async function lastMessageOf(journal: SharedJournal, conversationId: string): Promise<LastMessage> {
  const edits = new Map<string, string>()
  let head: number | undefined
  let before = Number.MAX_SAFE_INTEGER
  for (let read = 0; read < mostRead; read += batch) {
    const entries = await journal.readBefore(chatOf(conversationId), before, batch)
    head ??= entries[0]?.seq ?? 0
    const last = lastIn(conversationId, entries.map(asChat), edits)
    if (last) return { head, last }
    before = entries.at(-1)?.seq ?? before
    if (entries.length < batch) break
  }
  return { head: head ?? 0, last: null }
}

/** Among entries, the newest first. @param edits how messages read now that are not among them; those found are added */
export function lastIn(
  conversationId: string,
  newestFirst: readonly ChatRecord[],
  edits = new Map<string, string>(),
): LastMessage['last'] {
  for (const entry of newestFirst) {
    if (entry.type === 'edit' && !edits.has(entry.data.messageId)) edits.set(entry.data.messageId, entry.data.body)
    if (entry.type === 'message' && !entry.data.deleted) {
      const body = edits.get(messageIdOf(conversationId, entry.seq)) ?? entry.data.body
      return { message: entry, preview: previewOf(body, entry) }
    }
  }
  return null
}

/** One line; a message without words is told by its first file. */
function previewOf(body: string, { data: { attachments = [] } }: MessageRecord): string {
  const line = body.replace(/\s+/g, ' ').trim()
  return (line || attachments[0]?.name || '').slice(0, previewLength)
}
