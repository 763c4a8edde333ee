import type { Db, Document } from 'mongodb'
import { newId } from '../server/store/ids.ts'

export interface Conversing {
  readonly conversationId: string
  readonly userIds: readonly string[]
}

export const body = 'What do you think of the second candidate? I would like to talk about it before Thursday.'

/** A message as the journal keeps one. */
export const aMessage = (seq: number, stream: string, userId: string) => ({
  ...{ stream, seq, key: `${userId}:${newId()}`, type: 'message', actor: { kind: 'user', id: userId }, at: new Date() },
  data: { body, digest: 'x'.repeat(43), rightsEpoch: 1 },
})

/** Companies with their people, and a conversation with a consultant in each, holding so many messages. */
export async function fillConversations(
  db: Db,
  {
    companies,
    peopleOf,
    messages,
  }: { companies: number; peopleOf: (n: number) => readonly string[]; messages: number },
): Promise<Conversing[]> {
  const at = new Date()
  const made: Conversing[] = []
  for (let n = 0; n < companies; n++) {
    const [conversationId, employerId] = [newId(), newId()]
    const userIds = peopleOf(n)
    await db.collection<Document>('memberships').insertMany(
      userIds.map((userId) => ({
        ...{ _id: newId() as never, employerId, userId, role: 'recruiter', jobIds: [], version: 1, joinedAt: at },
      })),
    )
    await db.collection<Document>('engagements').insertOne({
      ...{ _id: conversationId as never, employerId, consultantId: newId() },
      ...{ email: `${conversationId}@example.com`, emailKey: `${conversationId}@example.com` },
      ...{ state: 'active', isOpen: true, purpose: '', invitedBy: userIds[0], historyOpen: false, addedUserIds: [] },
      ...{ rightsEpoch: 1, version: 1, invitedAt: at, answeredAt: at, endedAt: null },
    })
    const rows = Array.from({ length: messages }, (_, i) => aMessage(i + 1, `chat:${conversationId}`, userIds[0] ?? ''))
    if (rows.length > 0) await db.collection('journal').insertMany(rows)
    made.push({ conversationId, userIds })
  }
  return made
}
