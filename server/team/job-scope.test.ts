import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { feedOf, journalPlan } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { outboxPlan } from '../store/outbox.ts'
import { addJob, setJobTeam } from './job-scope.ts'
import { join } from './membership.ts'
import { membershipRows, teamPlans } from './repository.ts'

const visitor = { request: 'r', ip: '192.0.2.7', userAgent: 'Firefox' }
const actor = { userId: 'the admin' }

let store: TestStore
let journal: Journal
beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan, ...teamPlans])
  journal = aJournal(store)
})
afterAll(async () => {
  journal.close()
  await store.close()
})

/** An employer with the members a, b and c. */
async function aTeam() {
  const employerId = newId()
  const feed = feedOf(employerId)
  const inTransaction = <T>(command: (tx: Tx) => Promise<T>) => journal.commit([feed], command)
  await inTransaction(async (tx) => {
    for (const userId of ['a', 'b', 'c']) await join(tx, visitor, employerId, userId, 'interviewer')
  })
  return {
    employerId,
    inTransaction,
    standings: async () => {
      const members = await membershipRows(store).find({ employerId }).toArray()
      return Object.fromEntries(members.map(({ userId, jobIds, version }) => [userId, { jobIds, version }]))
    },
    changes: async () =>
      (await journal.read(feed, 3, 100)).map(({ type, data }) => ({ type, userId: data['userId'] as unknown })),
  }
}

describe('[EMP-11] the hiring team of a job', () => {
  it('is exactly who was named; only who changed gets a new version and an entry', async () => {
    const { employerId, inTransaction, standings, changes } = await aTeam()
    await inTransaction((tx) => setJobTeam(tx, actor, employerId, 'job', ['a', 'b', 'a']))
    await inTransaction((tx) => setJobTeam(tx, actor, employerId, 'job', ['b', 'c']))
    expect(await standings()).toEqual({
      a: { jobIds: [], version: 3 },
      b: { jobIds: ['job'], version: 2 },
      c: { jobIds: ['job'], version: 2 },
    })
    const type = 'user.jobs-changed'
    expect(await changes()).toEqual(['a', 'b', 'c', 'a'].map((userId) => ({ type, userId })))
  })

  it('leaves other jobs alone, and can be empty', async () => {
    const { employerId, inTransaction, standings } = await aTeam()
    await inTransaction((tx) => addJob(tx, actor, employerId, 'mine', 'a'))
    await inTransaction((tx) => setJobTeam(tx, actor, employerId, 'job', ['a']))
    await inTransaction((tx) => setJobTeam(tx, actor, employerId, 'job', []))
    await inTransaction((tx) => addJob(tx, actor, employerId, 'mine', 'a'))
    expect(await standings()).toMatchObject({ a: { jobIds: ['mine'], version: 4 }, b: { jobIds: [], version: 1 } })
  })

  it('has members only: strangers are named with their field, and nothing is changed', async () => {
    const { employerId, inTransaction, standings } = await aTeam()
    const fieldOf = (userId: string) => (userId === 'x' ? 'hiringManagerIds.0' : 'interviewerIds.1')
    const attempt = inTransaction((tx) => setJobTeam(tx, actor, employerId, 'job', ['x', 'a', 'y'], fieldOf))
    await expect(attempt).rejects.toMatchObject({
      code: 'invalid-input',
      errors: [{ path: 'hiringManagerIds.0' }, { path: 'interviewerIds.1' }],
    })
    expect(await standings()).toMatchObject({ a: { jobIds: [], version: 1 } })
  })
})
