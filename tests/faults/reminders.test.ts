import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { accountsOn } from '../accounts.ts'
import { type AnEmployer, anApplication, anEmployer, aPublishedPosting, expectStatus } from '../builders.ts'
import { noLimits } from '../limits.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'
import { startWorkerProcess, type TestProcess } from './worker-process.ts'

interface Entry {
  readonly type: string
  readonly data: { readonly reminderId?: string }
}

const count = 120

let server: RunningServer
let store: Store
const workers: TestProcess[] = []

beforeAll(async () => {
  server = await startServer({ env: { ...noLimits, WORKERS: 'off' } })
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill()))
  await store.close()
  await server.stop()
})

function aWorker(): TestProcess {
  const worker = startWorkerProcess({ DATA_DIR: server.dataDir, PUBLIC_URL: server.url })
  workers.push(worker)
  return worker
}

const rows = () => store.db.collection<{ _id: string }>('reminders')

/** As if the hour were over, for all of them at once. */
const timePasses = ({ employerId }: AnEmployer) =>
  rows().updateMany({ employerId, kind: 'own' }, { $set: { dueAt: new Date() } })

/** How far the workers are, as the store has it. */
const dueIn = ({ employerId }: AnEmployer) => rows().countDocuments({ employerId, kind: 'own', state: 'due' })

async function toldIn({ owner, api }: AnEmployer): Promise<string[]> {
  const told: string[] = []
  for (let before: number | null = null; before !== 1; ) {
    const page: { body: { items: (Entry & { seq: number })[] } } = await owner.get(
      `${api}/feed?limit=200${before === null ? '' : `&before=${before}`}`,
    )
    const { items } = page.body
    told.push(...items.flatMap(({ type, data }) => (type === 'reminder.due' ? [String(data.reminderId)] : [])))
    const last = items.at(-1)
    if (!last) break
    before = last.seq
  }
  return told
}

describe('reminders', () => {
  it('[REM-7] are told of exactly once, however often workers are killed in the middle, and several at a time', async () => {
    let atWork = [aWorker(), aWorker()]
    const employer = await anEmployer({ ...server, accounts: accountsOn(store) })
    const card = await anApplication(employer, await aPublishedPosting(employer))

    const path = `${employer.api}/applications/${card.applicationId}/reminders`
    const dueAt = new Date(Date.now() + 3600_000).toISOString()
    const set = await Promise.all(
      Array.from({ length: count }, () => employer.owner.post<{ id: string }>(path, { dueAt })),
    )
    for (const answer of set) expectStatus(answer, 201)
    const ids = set.map(({ body }) => body.id).sort()
    expect(await toldIn(employer)).toEqual([])
    await timePasses(employer)

    const interrupted: number[] = []
    for (const enough of [count / 6, count / 2]) {
      await eventually(async () => (await dueIn(employer)) >= enough, 60_000)
      await Promise.all(atWork.map((worker) => worker.kill()))
      // What the store was told last by a worker that is no more may still be on its way in.
      interrupted.push(
        await eventually(async () => {
          const { length } = await toldIn(employer)
          return (await dueIn(employer)) === length ? length : null
        }),
      )
      atWork = [aWorker()]
    }
    // Else nothing was interrupted, and the test would show nothing.
    expect(interrupted[0]).toBeLessThan(count)

    await eventually(async () => (await dueIn(employer)) >= count, 60_000)
    const due = await employer.owner.get<{ items: { id: string }[] }>(`${employer.api}/reminders?state=due&limit=200`)
    expect(due.body.items.map(({ id }) => id).sort()).toEqual(ids)
    expect((await toldIn(employer)).sort()).toEqual(ids)
  })
})
