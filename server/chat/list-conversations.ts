import type { endpoints } from '#protocol/chat'
import { AppError, invalidField } from '../app-error.ts'
import { reaches } from '../http/actor.ts'
import type { HandlerRun } from '../http/bind.ts'
import { conversationsOf, type Mine } from './my-conversations.ts'
import { participantsOf } from './participants.ts'
import type { ChatParts } from './parts.ts'
import { summarise } from './summaries.ts'
import { type Whereabouts, whereaboutsOf } from './whereabouts.ts'

/** Mine, the one with the newest message first. */
export function listConversations(parts: ChatParts): HandlerRun<typeof endpoints.listConversations> {
  return async (person, { query: { employerId, limit, cursor } }) => {
    const { userId } = person
    const before = cursor === undefined ? null : decode(cursor)
    const mine = await conversationsOf(parts.scope(), userId, employerId)
    const found = await withWhereabouts(
      parts,
      userId,
      mine.filter(({ engagement }) => reaches(person, engagement.employerId)),
    )
    const sorted = found
      .map((one) => ({ ...one, place: placeOf(one) }))
      .filter(({ place }) => before === null || place < before)
      .sort((a, b) => (a.place < b.place ? 1 : -1))
    const page = sorted.slice(0, limit)
    const last = page.at(-1)
    return {
      items: await summarise(parts, page),
      nextCursor: sorted.length > limit && last ? Buffer.from(last.place).toString('base64url') : null,
    }
  }
}

export function readConversation(parts: ChatParts): HandlerRun<typeof endpoints.readConversation> {
  return async (person, { conversationId }) => {
    const { access, consultantId, engagement } = await parts.rights.participate(person, conversationId)
    const mine = { engagement: { ...engagement, consultantId }, access }
    const [summary] = await summarise(parts, await withWhereabouts(parts, person.userId, [mine]))
    if (!summary) throw new AppError('not-found', 'There is no such conversation.')
    return { ...summary, participants: await participantsOf(parts, { conversationId, consultantId, engagement }) }
  }
}

type Found = Mine & Whereabouts

async function withWhereabouts(parts: ChatParts, userId: string, mine: readonly Mine[]): Promise<Found[]> {
  const ids = mine.map(({ engagement }) => engagement._id)
  const found = await whereaboutsOf(parts, userId, ids)
  return mine.flatMap((one) => {
    const whereabouts = found.get(one.engagement._id)
    return whereabouts ? [{ ...one, ...whereabouts }] : []
  })
}

/** Sorts as text by the newest message, or by when the conversation was opened, and is a cursor. */
function placeOf({ engagement, last }: Found): string {
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
