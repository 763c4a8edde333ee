import { accounts } from '../auth/accounts.ts'
import { engagements } from '../consultants/engagements.ts'
import { employers } from '../employers/repository.ts'
import { journalRows } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { eachDue } from '../store/each-due.ts'
import { type Scope, within } from '../store/scope.ts'
import { namesOf } from '../team/people.ts'
import { chatOf } from './entries.ts'
import { type NoticeRecord, notices } from './notices.ts'
import { participantIds } from './participants.ts'
import { preferencesOf } from './preferences.ts'
import { readPositions } from './repository.ts'

const batch = 100
/** More than so many is "many" to a reader. */
const mostCounted = 100

/** What somebody is told of messages they have not read: who wrote and how many, never what. */
export interface UnreadNews {
  readonly to: string
  readonly name: string
  readonly companyName: string
  readonly senders: string
  readonly count: string
  readonly conversationId: string
}

/** Decides what is due: one mail for a spell of not reading, and none for what was read in the meantime. */
export async function tellDue(scope: Scope, journal: Journal): Promise<void> {
  await eachDue(
    (besides) => notices.due(scope, batch, besides),
    ({ _id }) => tell(scope, journal, _id),
  )
}

async function tell(scope: Scope, journal: Journal, id: string): Promise<void> {
  await journal.commit(
    [],
    async (tx) => {
      const notice = await notices.find(tx, id)
      // Another worker was first.
      if (!notice?.dueAt || notice.dueAt > tx.now) return
      await notices.settle(tx, notice)
      const { conversationId, userId, firstSeq } = notice
      if (await isWanted(tx, notice)) tx.outbox('tell-unread', { conversationId, userId, firstSeq })
    },
    { now: scope.now },
  )
}

async function isWanted(scope: Scope, { conversationId, userId, firstSeq }: NoticeRecord): Promise<boolean> {
  const readSeq = await readPositions.of(scope, conversationId, userId)
  return readSeq < firstSeq && (await preferencesOf(scope, [userId]))(userId).mail
}

/** Asked at every attempt to send: null when the person has read it by now, left, or wants no mail. */
export async function describeUnread(
  scope: Scope,
  { conversationId, userId, firstSeq }: { conversationId: string; userId: string; firstSeq: number },
): Promise<UnreadNews | null> {
  const engagement = await engagements.byId(scope, conversationId)
  if (engagement?.state !== 'active' || !(await participantIds(scope, engagement)).includes(userId)) return null
  if (!(await isWanted(scope, { _id: '', conversationId, userId, firstSeq, dueAt: null }))) return null
  const senderIds = await sendersSince(scope, conversationId, firstSeq, userId)
  const [account, employer, names] = await Promise.all([
    accounts.byId(scope, userId),
    employers.get(scope, engagement.employerId),
    namesOf(scope, senderIds),
  ])
  // All of them were deleted since.
  if (!account || senderIds.length === 0) return null
  return {
    to: account.email,
    name: account.name,
    companyName: employer.companyName,
    senders: [...new Set(senderIds)].map((id) => names.get(id) ?? '').join('\n'),
    count: senderIds.length >= mostCounted ? 'many' : String(senderIds.length),
    conversationId,
  }
}

/** Who wrote each of the messages that the person has not read. */
async function sendersSince(scope: Scope, conversationId: string, firstSeq: number, userId: string): Promise<string[]> {
  const found = await journalRows(scope)
    .find(
      { stream: chatOf(conversationId), seq: { $gte: firstSeq }, type: 'message', 'actor.id': { $ne: userId } },
      { ...within(scope), projection: { _id: 0, 'actor.id': 1, 'data.deleted': 1 } },
    )
    .limit(mostCounted)
    .toArray()
  return found.flatMap(({ actor, data }) => (actor.id === null || data?.['deleted'] ? [] : [actor.id]))
}
