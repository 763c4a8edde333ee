import type { endpoints } from '#protocol/chat'
import { AppError, invalidField } from '../app-error.ts'
import { reaches } from '../http/actor.ts'
import type { HandlerRun } from '../http/bind.ts'
import { lastMessageOf } from './last-message.ts'
import { conversationsOf, type Mine } from './my-conversations.ts'
import { participantsOf } from './participants.ts'
import type { ChatParts } from './parts.ts'
import { summarise } from './summaries.ts'

/** Streams that are read at once. */
const together = 16

/** Mine, the one with the newest message first: a few index reads for each. */
export function listConversations(parts: ChatParts): HandlerRun<typeof endpoints.listConversations> {
  return async (person, { query: { employerId, limit, cursor } }) => {
    const { userId } = person
    const before = cursor === undefined ? null : decode(cursor)
    const mine = await conversationsOf(parts.scope(), userId, employerId)
    const found = await withLast(
      parts,
      mine.filter(({ engagement }) => reaches(person, engagement.employerId)),
    )
    const sorted = found
      .map((one) => ({ ...one, place: placeOf(one) }))
      .filter(({ place }) => before === null || place < before)
      .sort((a, b) => (a.place < b.place ? 1 : -1))
    const page = sorted.slice(0, limit)
    const last = page.at(-1)
    return {
      items: await summarise(parts, userId, page),
      nextCursor: sorted.length > limit && last ? Buffer.from(last.place).toString('base64url') : null,
    }
  }
}

export function readConversation(parts: ChatParts): HandlerRun<typeof endpoints.readConversation> {
  return async (person, { conversationId }) => {
    const { access, consultantId, engagement } = await parts.rights.participate(person, conversationId)
    const mine = { engagement: { ...engagement, consultantId }, access }
    const [summary] = await summarise(parts, person.userId, await withLast(parts, [mine]))
    if (!summary) throw new AppError('not-found', 'There is no such conversation.')
    return { ...summary, participants: await participantsOf(parts, { conversationId, consultantId, engagement }) }
  }
}

type WithLast = Mine & Awaited<ReturnType<typeof lastMessageOf>>

async function withLast({ journal }: ChatParts, mine: readonly Mine[]): Promise<WithLast[]> {
  const all: WithLast[] = []
  for (let i = 0; i < mine.length; i += together) {
    const some = mine.slice(i, i + together)
    all.push(
      ...(await Promise.all(
        some.map(async (one) => ({ ...one, ...(await lastMessageOf(journal, one.engagement._id)) })),
      )),
    )
  }
  return all
}

/** Sorts as text by the newest message, or by when the conversation was opened, and is a cursor. */
function placeOf({ engagement, last }: WithLast): string {
  const at = last?.message.at ?? engagement.answeredAt ?? engagement.invitedAt
  return `${at.toISOString()} ${engagement._id}`
}

function decode(cursor: string): string {
  const place = Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z [0-9a-z]+$/.test(place)) {
    throw invalidField('cursor', 'Use the nextCursor of the page before, unchanged.')
  }
  return place
}
