import type { endpoints } from '#protocol/chat'
import type { Result } from '#protocol/contract'
import { MessageId } from '#protocol/ids'
import { invalidField } from '../app-error.ts'
import type { HandlerRun } from '../http/bind.ts'
import { asChat, chatOf, type MessageRecord, messageIdOf, senderOf } from './entries.ts'
import type { ChatParts } from './parts.ts'
import { type Names, presentPerson } from './present.ts'
import { namesFor } from './read-entries.ts'
import { chatEntries } from './repository.ts'
import type { Participation } from './rights.ts'
import { holdsAll, wordsOf } from './search-words.ts'

/** Entries read at once; between two batches others get their turn. */
const batch = 200
/** Entries that one request looks at, at most; the cursor goes on from there. */
const mostRead = 4000

interface Hit {
  readonly message: MessageRecord
  /** As it reads now. */
  readonly body: string
}

/** From the newest message to the oldest, in batches: no index holds the words of what people say to each other. */
export function searchMessages(parts: ChatParts): HandlerRun<typeof endpoints.searchMessages> {
  return async (person, { conversationId, query: { q, limit, cursor } }) => {
    await parts.rights.participate(person, conversationId)
    const words = wordsOf(q)
    if (words.length === 0) throw invalidField('q', 'Write at least one letter or number.')
    const hits: Hit[] = []
    let before = cursor === undefined ? Number.MAX_SAFE_INTEGER : numberOf(cursor)
    let isOver = false
    for (let read = 0; read < mostRead && hits.length < limit && !isOver; read += batch) {
      const entries = await parts.journal.readBefore(chatOf(conversationId), before, batch)
      const found = await holding(parts, conversationId, entries.map(asChat).filter(isMessage), words)
      const fitting = found.slice(0, limit - hits.length)
      hits.push(...fitting)
      const isCut = found.length > fitting.length
      before = (isCut ? fitting.at(-1)?.message.seq : entries.at(-1)?.seq) ?? before
      isOver = !isCut && entries.length < batch
    }
    const me = await parts.rights.participate(person, conversationId)
    const messages = hits.map(({ message }) => message)
    const names = await namesFor(parts.names, messages)
    return { items: hits.map((hit) => present(hit, me, names)), nextCursor: isOver ? null : String(before) }
  }
}

const isMessage = (entry: ReturnType<typeof asChat>): entry is MessageRecord =>
  entry.type === 'message' && !entry.data.deleted

/** Those that hold all the words now: an edited one is looked at as it reads after its last edit. */
async function holding(
  { scope }: ChatParts,
  conversationId: string,
  messages: readonly MessageRecord[],
  words: readonly string[],
): Promise<Hit[]> {
  const edited = messages.filter(({ data }) => data.edited).map(({ seq }) => messageIdOf(conversationId, seq))
  const latest = edited.length === 0 ? new Map<string, string>() : await chatEntries.latestBodies(scope(), edited)
  return messages
    .map((message) => ({
      message,
      body: latest.get(messageIdOf(conversationId, message.seq)) ?? message.data.body,
    }))
    .filter(({ body }) => holdsAll(body, words))
}

type Found = Result<typeof endpoints.searchMessages>['items'][number]

const present = ({ message, body }: Hit, me: Participation, names: Names): Found => ({
  id: MessageId.parse(messageIdOf(me.conversationId, message.seq)),
  seq: message.seq,
  sender: presentPerson(senderOf(message), me, names),
  body,
  at: message.at.toISOString(),
})

function numberOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor)) {
    throw invalidField('cursor', 'Use the nextCursor of the page before, unchanged.')
  }
  return Number(cursor)
}
