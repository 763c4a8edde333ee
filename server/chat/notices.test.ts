import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { accounts } from '../auth/accounts.ts'
import { authPlans } from '../auth/repository.ts'
import { type EngagementRecord, engagementPlan, engagementRows } from '../consultants/engagements.ts'
import { employerPlans, employerRows } from '../employers/repository.ts'
import { journalPlan } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { outboxPlan, outboxRows } from '../store/outbox.ts'
import type { Scope } from '../store/scope.ts'
import { membershipRows, teamPlans } from '../team/repository.ts'
import { chatOf, newEntry } from './entries.ts'
import { noteUnread } from './note-unread.ts'
import { editPreferences } from './preferences.ts'
import { chatPlans, readPositions } from './repository.ts'
import { describeUnread, tellDue } from './tell-unread.ts'

let store: TestStore
let journal: Journal
let writes = 0
const start = Date.now()
/** The clock of the look-through, in minutes after the start. */
const at = (minutes: number): Scope => ({ db: store.db, now: new Date(start + minutes * 60_000) })

beforeAll(async () => {
  store = await openTestStore({ monitorCommands: true })
  store.client.on('commandStarted', ({ command }) => {
    if (command['update'] === 'chat_notices') writes++
  })
  await ensureIndexes(store.db, [
    journalPlan,
    outboxPlan,
    engagementPlan,
    ...authPlans,
    ...employerPlans,
    ...teamPlans,
    ...chatPlans,
  ])
  journal = aJournal(store)
  await noteUnread(at(0))
})
afterAll(async () => {
  journal.close()
  await store.close()
})

async function aPerson(name: string, kind: 'employer' | 'consultant'): Promise<string> {
  const person = { kind, name, email: `${newId()}@example.com`, passwordHash: 'x', isVerified: true }
  return (await journal.commit([], (tx) => accounts.create(tx, person)))._id
}

/** Two people of a company and their consultant, in one conversation; the second never opened it. */
async function aConversation() {
  const [id, employerId] = [newId(), newId()]
  const [consultant, owner, colleague] = [
    await aPerson('Noor Haddad', 'consultant'),
    await aPerson('Ana Lima', 'employer'),
    await aPerson('Ben Okafor', 'employer'),
  ]
  const company = { companyName: 'Birch', slug: employerId, contactNumber: '1', currency: 'EUR', createdAt: new Date() }
  await employerRows(store).insertOne({ _id: employerId, ...company })
  const common = { employerId, jobIds: [], version: 1, joinedAt: new Date() }
  await membershipRows(store).insertMany([
    { _id: newId(), userId: owner, role: 'owner', ...common },
    { _id: newId(), userId: colleague, role: 'recruiter', ...common },
  ])
  const engagement: EngagementRecord = {
    _id: id,
    employerId,
    email: 'noor@example.com',
    emailKey: newId(),
    consultantId: consultant,
    state: 'active',
    isOpen: true,
    purpose: '',
    invitedBy: owner,
    historyOpen: false,
    addedUserIds: [],
    rightsEpoch: 1,
    version: 1,
    invitedAt: new Date(),
    answeredAt: new Date(),
    endedAt: null,
  }
  await engagementRows(store).insertOne(engagement)
  return {
    id,
    consultant,
    owner,
    colleague,
    write: async (senderId: string, minutes: number, body = 'Hello'): Promise<number> => {
      const entry = newEntry(senderId, newId(), 'message', { body, digest: 'd', rightsEpoch: 1 })
      return (await journal.append(chatOf(id), { ...entry, at: at(minutes).now })).entry.seq
    },
    read: (userId: string, seq: number) => readPositions.raise(at(0), id, userId, seq),
    /** Whom mails were decided for, in the order of the decisions. */
    told: async (): Promise<string[]> => {
      const rows = await outboxRows(store).find({ job: 'tell-unread' }).sort({ createdAt: 1 }).toArray()
      return rows
        .filter(({ payload }) => payload['conversationId'] === id)
        .map(({ payload }) => String(payload['userId']))
    },
  }
}

async function look(minutes: number): Promise<void> {
  await noteUnread(at(minutes))
  await tellDue(at(minutes), journal)
}

describe('a message that somebody has not read', () => {
  it('[NOTE-1] is told by mail once the time to read it here is over, and once for all that follow it', async () => {
    const { consultant, owner, write, told } = await aConversation()
    await write(owner, 1)
    await look(14)
    expect(await told()).toEqual([])
    await write(owner, 15)
    await look(17)
    await look(18)
    await write(owner, 30)
    await look(60)
    expect(await told()).toEqual([consultant])
  })

  it('[NOTE-2] is not told when it was read by then, and the next one is', async () => {
    const { owner, consultant, write, read, told } = await aConversation()
    await read(consultant, await write(owner, 101))
    await look(120)
    expect(await told()).toEqual([])
    await write(owner, 121)
    await look(140)
    expect(await told()).toEqual([consultant])
  })

  it('[NOTE-3] is not mailed when it was read between the decision and the sending', async () => {
    const { id, owner, consultant, write, read } = await aConversation()
    const firstSeq = await write(owner, 201)
    await look(220)
    const about = { conversationId: id, userId: consultant, firstSeq }
    expect(await describeUnread(at(220), about)).toMatchObject({
      companyName: 'Birch',
      senders: 'Ana Lima',
      count: '1',
    })
    await read(consultant, firstSeq)
    expect(await describeUnread(at(221), about)).toBeNull()
  })

  it('[NOTE-4] is told to colleagues who follow the conversation or are spoken to, and to nobody else', async () => {
    const { owner, colleague, consultant, write, told } = await aConversation()
    await write(consultant, 301)
    await look(320)
    expect(await told()).toEqual([owner])
    await write(consultant, 321, 'What do you think, @Ben Okafor?')
    await look(340)
    expect(await told()).toEqual([owner, colleague])
  })

  it('[NOTE-5] follows the preferences of the person', async () => {
    const { owner, consultant, write, told } = await aConversation()
    const person = { userId: consultant } as Parameters<typeof editPreferences>[1]
    await journal.commit([], (tx) => editPreferences(tx, person, { body: { afterMinutes: 60 } }))
    await write(owner, 401)
    await look(460)
    expect(await told()).toEqual([])
    await journal.commit([], (tx) => editPreferences(tx, person, { body: { mail: false } }))
    await look(470)
    expect(await told()).toEqual([])
  })

  it('[NOTE-6] is told once by workers that look at the same time', async () => {
    const { owner, consultant, write, told } = await aConversation()
    await write(owner, 501)
    await Promise.all([look(520), look(520), look(520)])
    expect(await told()).toEqual([consultant])
  })

  it('[COST-4] is noted once, however often it is looked through', async () => {
    const { owner, consultant, write, told } = await aConversation()
    await write(owner, 551)
    writes = 0
    await noteUnread(at(551))
    expect(writes).toBeGreaterThan(0)
    writes = 0
    for (const minutes of [551.1, 551.2, 551.3]) await noteUnread(at(minutes))
    expect(writes).toBe(0)
    await look(570)
    expect(await told()).toEqual([consultant])
  })

  it('[NOTE-7] is never told to somebody who has left the conversation', async () => {
    const { id, owner, colleague, consultant, write, read, told } = await aConversation()
    await read(colleague, 0)
    await write(consultant, 601)
    await membershipRows(store).deleteOne({ userId: colleague })
    await look(620)
    expect(await told()).toEqual([owner])
    expect(await describeUnread(at(620), { conversationId: id, userId: colleague, firstSeq: 1 })).toBeNull()
  })
})
