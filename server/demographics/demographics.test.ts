import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { feedOf, journalPlan } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { openLinkSecrets } from '../store/link-key.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { outboxPlan } from '../store/outbox.ts'
import { groupsByTrait } from './groups.ts'
import { groupsOf } from './groups-of.ts'
import { eraseDemographics, keepDemographics } from './keep-demographics.ts'

let store: TestStore
let journal: Journal
const links = () => openLinkSecrets(store.db, 'a secret that is not kept beside the rows')
const scope = () => ({ db: store.db, now: new Date() })

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan])
  journal = aJournal(store)
})
afterAll(async () => {
  journal.close()
  await store.close()
})

async function keep(employerId: string, answers: Parameters<typeof keepDemographics>[3], applicationId = newId()) {
  const secrets = await links()
  await journal.commit([feedOf(employerId)], (tx) =>
    keepDemographics(tx, secrets, { employerId, applicationId }, answers),
  )
  return applicationId
}
const of = async (employerId: string, ids: readonly string[]) => groupsOf(scope(), await links(), employerId, ids)

describe('what candidates say of themselves', () => {
  it('[DEMO-1] is kept as groups: what is not disclosed is not there, and "another" is a group of its own', async () => {
    const employerId = newId()
    const one = await keep(employerId, { gender: 'another', ethnicity: 'undisclosed', ageBand: '35_44' })
    const none = await keep(employerId, { gender: 'undisclosed' })
    const never = newId()
    expect(Object.fromEntries(await of(employerId, [one, none, never]))).toEqual({
      [one]: { gender: 'another', ageBand: '35_44' },
    })
  })

  it('[DEMO-1] has groups for figures, of which "prefer not to say" is none', () => {
    expect(Object.keys(groupsByTrait)).toEqual(['gender', 'ethnicity', 'ageBand', 'disability', 'veteran'])
    expect(groupsByTrait.gender).toEqual(['woman', 'man', 'non_binary', 'another'])
    expect(Object.values(groupsByTrait).flat()).not.toContain('undisclosed')
  })

  it('[DEMO-1] is replaced by a later answer, and taken back by an empty one', async () => {
    const employerId = newId()
    const id = await keep(employerId, { gender: 'woman' })
    await keep(employerId, { disability: 'yes' }, id)
    expect((await of(employerId, [id])).get(id)).toEqual({ disability: 'yes' })
    await keep(employerId, {}, id)
    expect((await of(employerId, [id])).size).toBe(0)
  })

  it('[DEMO-2] has no way back from a row: no id, no time, no order, and the key only by the secret', async () => {
    const employerId = newId()
    const ids = []
    for (let i = 0; i < 12; i++) ids.push(await keep(employerId, { gender: i % 2 ? 'woman' : 'man' }))
    const shelves = await store.db
      .collection<{ _id: string; rows: object }>('demographics')
      .find({ employerId })
      .toArray()
    const text = JSON.stringify(shelves)
    for (const id of ids) expect(text).not.toContain(id)
    expect(text).not.toMatch(/\d{4}-\d\d-\d\dT/)
    // Neither the rows of a document nor the documents stand in the order of arrival.
    for (const { rows } of shelves) expect(Object.keys(rows)).toEqual(Object.keys(rows).sort())
    expect(shelves).toHaveLength(64)
    const others = await openLinkSecrets(store.db, 'another secret of another installation')
    expect((await groupsOf(scope(), others, employerId, ids)).size).toBe(0)
    expect((await of(employerId, ids)).size).toBe(12)
  })

  it('[PRIV-4] goes with the application that is erased', async () => {
    const employerId = newId()
    const [kept, gone] = [await keep(employerId, { veteran: 'yes' }), await keep(employerId, { veteran: 'no' })]
    const secrets = await links()
    await journal.commit([feedOf(employerId)], (tx) =>
      eraseDemographics(tx, secrets, { employerId, applicationId: gone }),
    )
    expect([...(await of(employerId, [kept, gone])).keys()]).toEqual([kept])
  })
})
