import { engagements } from '../consultants/engagements.ts'
import { type Entry, journalRows } from '../journal/entry.ts'
import { type Scope, within } from '../store/scope.ts'
import { namesOf } from '../team/people.ts'
import { asChat, type ChatRecord, senderOf } from './entries.ts'
import { mentions } from './mentions.ts'
import { notices, progress } from './notices.ts'
import { participantIds } from './participants.ts'
import { preferencesOf } from './preferences.ts'
import { readPositions } from './repository.ts'

/** Looked at again each time, in milliseconds: nodes' clocks differ, and an entry's time is taken before it is stored. */
const overlap = 120_000
const batch = 500

type Message = Extract<ChatRecord, { type: 'message' }>

/**
 * Looks through the messages since the last time and notes who has not read them. What it needs is derived from the
 * conversations alone, so a message that was acknowledged is never forgotten, whatever ended when.
 */
export async function noteUnread(scope: Scope): Promise<void> {
  const before = await progress.read(scope)
  if (before) await noteSince(scope, new Date(before.getTime() - overlap))
  await progress.raise(scope, scope.now)
}

async function noteSince(scope: Scope, since: Date): Promise<void> {
  for (let from = since; ; ) {
    const found = await journalRows(scope)
      .find({ type: 'message', at: { $gte: from, $lte: scope.now } }, { ...within(scope), projection: { _id: 0 } })
      .sort({ at: 1 })
      .limit(batch)
      .toArray()
    for (const messages of byConversation(found)) await noteConversation(scope, messages)
    const last = found.at(-1)
    if (!last || found.length < batch) return
    // A whole batch of one millisecond would be found again for ever; the overlap of the next time has its rest.
    from = last.at > from ? last.at : new Date(from.getTime() + 1)
  }
}

function byConversation(found: readonly Entry[]): Message[][] {
  const groups = new Map<string, Message[]>()
  for (const entry of found) {
    const message = asChat(entry)
    if (message.type !== 'message') continue
    const group = groups.get(entry.stream)
    if (group) group.push(message)
    else groups.set(entry.stream, [message])
  }
  return [...groups.values()]
}

async function noteConversation(scope: Scope, messages: readonly Message[]): Promise<void> {
  const conversationId = messages[0]?.stream.slice('chat:'.length) ?? ''
  const engagement = await engagements.byId(scope, conversationId)
  if (engagement?.state !== 'active') return
  const [ids, positions] = await Promise.all([
    participantIds(scope, engagement),
    readPositions.inConversation(scope, conversationId),
  ])
  const [names, preferences, begun] = await Promise.all([
    namesOf(scope, ids),
    preferencesOf(scope, ids),
    notices.begunBy(scope, conversationId, ids),
  ])
  for (const userId of ids) {
    const readSeq = positions.get(userId) ?? 0
    // The same messages are looked through again and again: a spell that goes on is not begun once more.
    if ((begun.get(userId) ?? 0) > readSeq) continue
    const unread = messages.filter(({ seq, data, actor }) => seq > readSeq && !data.deleted && actor.id !== userId)
    // Somebody of the company who never opened the conversation is not waiting for it, unless they are spoken to.
    const follows = positions.has(userId) || wasAsked(engagement, userId) || hasWritten(messages, userId)
    const first = unread.find(({ data }) => follows || mentions(data.body, names.get(userId) ?? ''))
    if (!first) continue
    const dueAt = new Date(first.at.getTime() + preferences(userId).afterMinutes * 60_000)
    await notices.begin(scope, { conversationId, userId, firstSeq: first.seq, dueAt }, readSeq)
  }
}

const wasAsked = (
  { consultantId, invitedBy, addedUserIds }: { consultantId: string | null; invitedBy: string; addedUserIds: string[] },
  userId: string,
): boolean => userId === consultantId || userId === invitedBy || addedUserIds.includes(userId)

const hasWritten = (messages: readonly Message[], userId: string): boolean =>
  messages.some((message) => senderOf(message) === userId)
