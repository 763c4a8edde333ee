import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { eventually } from '../../tests/server.ts'
import { engagementPlan, engagementRows, raiseRightsEpochs } from '../consultants/engagements.ts'
import { feedOf, journalPlan } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes, type Store } from '../store/mongo.ts'
import { outboxPlan } from '../store/outbox.ts'
import { membershipRows, teamPlans } from '../team/repository.ts'
import { chatOf } from './entries.ts'
import { createNameBook } from './names.ts'
import type { ChatParts } from './parts.ts'
import { chatPlans } from './repository.ts'
import { createRights, isLeased } from './rights.ts'
import { sendMessage } from './send-message.ts'

let store: TestStore
const journals: Journal[] = []

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan, engagementPlan, ...teamPlans, ...chatPlans])
})
afterAll(async () => {
  for (const journal of journals) journal.close()
  await store.close()
})

/** What one process has, and how often it has asked the store for rights. */
function aNode({ client, db }: Pick<Store, 'client' | 'db'>) {
  const log = pino({ level: 'silent' })
  const journal = aJournal({ client, db })
  journals.push(journal)
  const scope = () => ({ db, now: new Date() })
  const asked = { count: 0 }
  const rights = createRights(() => {
    asked.count++
    return scope()
  })
  const parts: ChatParts = {
    ...{ scope, journal, log, rights, epoch: 'e', limits: { take: async () => undefined } },
    ...{ names: createNameBook(scope), inTurn: (_id, work) => work(), digest: (text) => text },
  }
  return { ...parts, journal, parts, asked }
}

/** A recruiter in the conversation of an engagement. */
async function aConversation() {
  const [conversationId, employerId, userId, consultantId] = [newId(), newId(), newId(), newId()]
  const at = new Date()
  const member = { employerId, jobIds: [], version: 1, joinedAt: at }
  await membershipRows(store).insertMany([
    { _id: newId(), userId, role: 'recruiter', ...member },
    { _id: newId(), userId: consultantId, role: 'consultant', ...member },
  ])
  await engagementRows(store).insertOne({
    ...{ _id: conversationId, employerId, email: 'n@example.com', emailKey: conversationId, consultantId },
    ...{ state: 'active', isOpen: true, purpose: '', invitedBy: userId, historyOpen: false, addedUserIds: [] },
    ...{ rightsEpoch: 1, version: 1, invitedAt: at, answeredAt: at, endedAt: null },
  })
  const person = { kind: 'person' as const, userId, sessionId: 's', request: 'r', ip: '', userAgent: '' }
  return { conversationId, employerId, person, stream: chatOf(conversationId) }
}

type AConversation = Awaited<ReturnType<typeof aConversation>>

const takeAway = (journal: Journal, { employerId, person }: AConversation) =>
  journal.commit([feedOf(employerId)], async (tx) => {
    await membershipRows(tx).updateOne({ userId: person.userId }, { $set: { role: 'viewer' } }, { session: tx.session })
    await raiseRightsEpochs(tx, employerId)
  })
const end = (journal: Journal, { employerId, conversationId }: AConversation) =>
  journal.commit([feedOf(employerId)], async (tx) => {
    const ended = { $set: { state: 'ended' as const, isOpen: false, endedAt: tx.now } }
    await engagementRows(tx).updateOne({ _id: conversationId }, ended, { session: tx.session })
    await raiseRightsEpochs(tx, employerId)
  })

describe('a right to write', () => {
  it('[CHAT-32] is read once for a burst of messages', async () => {
    const { rights, asked } = aNode(store)
    const { person, conversationId } = await aConversation()
    const first = await rights.lease(person, conversationId)
    const before = asked.count
    for (let n = 0; n < 50 && isLeased(first); n++) await rights.lease(person, conversationId)
    expect([before > 0, asked.count]).toEqual([true, before])
  })

  it('[CHAT-32] is believed on no other node once its end is answered', async () => {
    const [here, there] = [aNode(store), aNode(await store.another())]
    const place = await aConversation()
    let refused = 0
    let isOver = false
    const sending = (async () => {
      while (refused === 0) {
        // Sent before the answer it may be stored; sent after it, never.
        const isAfter = isOver
        await there.rights.lease(place.person, place.conversationId).then(
          () => expect(isAfter).toBe(false),
          () => refused++,
        )
      }
    })()
    await eventually(() => there.asked.count > 0)
    await takeAway(here.journal, place)
    isOver = true
    await sending
    await expect(there.rights.lease(place.person, place.conversationId)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('[CHAT-32] that was given holds at once', async () => {
    const [here, there] = [aNode(store), aNode(await store.another())]
    const place = await aConversation()
    await takeAway(here.journal, place)
    await expect(there.rights.lease(place.person, place.conversationId)).rejects.toMatchObject({ code: 'not-found' })
    await membershipRows(store).updateOne({ userId: place.person.userId }, { $set: { role: 'recruiter' } })
    await here.journal.commit([], (tx) => raiseRightsEpochs(tx, place.employerId))
    expect(await there.rights.lease(place.person, place.conversationId)).toMatchObject({ access: 'write' })
  })
})

describe('a message that waited', () => {
  const message = { clientMessageId: 'waited', body: 'Hello' }

  it('[CHAT-33] is refused when the engagement ended meanwhile', async () => {
    const { parts, journal, rights } = aNode(store)
    const place = await aConversation()
    const sender = await rights.lease(place.person, place.conversationId)
    await end(journal, place)
    await expect(sendMessage(parts, sender, message)).rejects.toMatchObject({ code: 'engagement-ended' })
    expect(await journal.head(place.stream)).toBe(0)
  })

  it('[CHAT-33] is acknowledged when it was stored before that', async () => {
    const { parts, journal, rights } = aNode(store)
    const place = await aConversation()
    const sender = await rights.lease(place.person, place.conversationId)
    const first = await sendMessage(parts, sender, message)
    await end(journal, place)
    expect(await sendMessage(parts, sender, message)).toEqual({ ...first, duplicate: true })
  })

  it('[CHAT-33] holds up nobody who may still write, and carries the rights of its writing', async () => {
    const { parts, journal, rights } = aNode(store)
    const place = await aConversation()
    const [gone, owner] = [place.person, { ...place.person, userId: newId() }]
    const member = { role: 'owner' as const, jobIds: [], version: 1, joinedAt: new Date() }
    await membershipRows(store).insertOne({
      _id: newId(),
      employerId: place.employerId,
      userId: owner.userId,
      ...member,
    })
    const [late, sender] = [
      await rights.lease(gone, place.conversationId),
      await rights.lease(owner, place.conversationId),
    ]
    await takeAway(journal, place)
    const answers = await Promise.allSettled([sendMessage(parts, late, message), sendMessage(parts, sender, message)])
    expect(answers).toMatchObject([{ reason: { code: 'not-found' } }, { value: { message: { seq: 1 } } }])
    expect((await journal.read(place.stream, 0, 10)).map(({ data }) => data['rightsEpoch'])).toEqual([2])
  })
})
