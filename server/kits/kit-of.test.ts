import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { feedOf, journalPlan } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { outboxPlan } from '../store/outbox.ts'
import { kitAt, kitOf, pinKit } from './kit-of.ts'
import { criteriaFrom } from './normalise.ts'
import { type KitRecord, kitPlans, kits } from './repository.ts'

let store: TestStore
let journal: Journal
beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan, ...kitPlans])
  journal = aJournal(store)
})
afterAll(async () => {
  journal.close()
  await store.close()
})

const scope = () => ({ db: store.db, now: new Date() })
const employerId = newId()
const inside = <T>(run: Parameters<typeof journal.commit<T>>[1]) => journal.commit([feedOf(employerId)], run)
const pin = (jobId: string) => inside((tx) => pinKit(tx, employerId, jobId))

const change = async (jobId: string, version: number, name: string): Promise<void> => {
  const before = await kits.find(scope(), jobId)
  const kit: KitRecord = {
    _id: jobId,
    employerId,
    criteria: criteriaFrom([{ id: 'care', name, weight: 2, anchors: { 1: '', 3: '', 5: '' }, questions: [] }]),
    version,
    firstScored: before?.firstScored ?? null,
    updatedAt: new Date(),
  }
  await inside((tx) => kits.save(tx, kit))
}

describe('scoring by a kit', () => {
  it('[KIT-10] who begins to score has the kit as it reads then, for ever', async () => {
    const jobId = newId()
    await change(jobId, 1, 'Care')
    const first = await pin(jobId)
    await change(jobId, 2, 'Diligence')
    expect(await kitOf(scope(), jobId)).toMatchObject({ version: 2, criteria: [{ name: 'Diligence' }] })
    expect(first).toEqual(await kitAt(scope(), jobId, 1))
    expect(first.criteria).toMatchObject([{ id: 'care', name: 'Care', weight: 2 }])
  })

  it('[KIT-10] the version by which somebody scored first stays known', async () => {
    const jobId = newId()
    await change(jobId, 4, 'Care')
    await pin(jobId)
    await change(jobId, 5, 'Diligence')
    await pin(jobId)
    expect(await kits.find(scope(), jobId)).toMatchObject({ version: 5, firstScored: 4 })
  })

  it('[KIT-10] ten who begin at once have the same', async () => {
    const jobId = newId()
    await change(jobId, 1, 'Care')
    const pinned = await Promise.all(Array.from({ length: 10 }, () => pin(jobId)))
    expect(new Set(pinned.map((kit) => JSON.stringify(kit))).size).toBe(1)
    expect(await kitAt(scope(), jobId, 1)).toEqual(pinned[0])
  })

  it('[KIT-10] a kit that nobody has written is version 0, also to those who scored by it', async () => {
    const jobId = newId()
    expect(await kitOf(scope(), jobId)).toEqual({ version: 0, criteria: [] })
    expect(await pin(jobId)).toEqual({ version: 0, criteria: [] })
    await change(jobId, 1, 'Care')
    expect(await kitAt(scope(), jobId, 0)).toEqual({ version: 0, criteria: [] })
  })

  it('[KIT-10] a version by which nobody scored is not kept', async () => {
    const jobId = newId()
    await change(jobId, 1, 'Care')
    await expect(kitAt(scope(), jobId, 1)).rejects.toMatchObject({ code: 'not-found' })
  })
})
