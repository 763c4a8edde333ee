import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore, type TestStore } from '../../tests/open-store.ts'
import { nameKeyOf } from '../candidates/likeness.ts'
import { newId } from '../store/ids.ts'
import { isSharedName } from './shared-name.ts'

let store: TestStore
const employerId = newId()

beforeAll(async () => {
  store = await openTestStore()
  const userId = newId()
  const put = (name: string, row: object) => store.db.collection(name).insertOne({ _id: newId() as never, ...row })
  await put('memberships', { employerId, userId, role: 'recruiter', jobIds: [] })
  await store.db.collection<{ _id: string }>('users').insertOne({ _id: userId, name: 'Dana Weiss' } as { _id: string })
  const name = 'Zoë Åström'
  await put('candidates', { employerId, name, nameKey: nameKeyOf(name), email: 'zoe@example.com' })
})
afterAll(() => store.close())

describe('a name', () => {
  it('[PRIV-5] that a colleague or another candidate of the company bears is no trace of one person', async () => {
    const isShared = (name: string, at = employerId) => isSharedName({ db: store.db, now: new Date() }, at, name)
    expect(await isShared('Dana Weiss')).toBe(true)
    expect(await isShared('zoe astrom')).toBe(true)
    expect(await isShared('Dana Åström')).toBe(false)
    expect(await isShared('Dana Weiss', newId())).toBe(false)
  })
})
