import { MongoJobRepository } from '@agendajs/mongo-backend'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../server/log.ts'
import { ensureIndexes } from '../server/store/mongo.ts'
import { openTestStore, type TestStore } from '../tests/open-store.ts'
import { AgendaRepository, jobsPlan } from './agenda-repository.ts'

const kinds = ['call', 'mail', 'report', 'sweep']
const minute = 60_000

let store: TestStore
let repository: AgendaRepository
/** The kinds of which a job was looked for by a write, in the order of the alphabet. */
let locking: string[] = []

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [jobsPlan])
  repository = new AgendaRepository(store.db, createLog('silent'))
  await repository.connect()
  const { getNextJobToRun } = MongoJobRepository.prototype
  vi.spyOn(MongoJobRepository.prototype, 'getNextJobToRun').mockImplementation(function (
    this: MongoJobRepository,
    ...asked
  ) {
    locking.push(asked[0])
    return getNextJobToRun.apply(this, asked)
  })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await store.close()
})
beforeEach(async () => {
  await jobs().deleteMany({})
  locking = []
})

const jobs = () => store.db.collection(jobsPlan.collection)
const put = (name: string, facts: object) => jobs().insertOne({ name, data: name, lockedAt: null, ...facts })
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * minute)

const ask = (kind: string) => repository.getNextJobToRun(kind, new Date(), inMinutes(-1), undefined, undefined)

/** As a poll asks: for every kind at once. Answers the kinds of what was locked. */
async function polled(): Promise<string[]> {
  const found = await Promise.all(kinds.map(ask))
  return found.flatMap((job) => job?.name ?? []).sort()
}

describe('a poll of the queue', () => {
  it('writes nothing when nothing is due', async () => {
    await put('mail', { nextRunAt: inMinutes(1) })
    await put('call', { nextRunAt: null, lockedAt: new Date() })
    expect([await polled(), locking]).toEqual([[], []])
  })

  it('locks what is due, and what a dead worker had locked', async () => {
    await put('mail', { nextRunAt: inMinutes(-1) })
    await put('call', { nextRunAt: null, lockedAt: inMinutes(-2) })
    await put('report', { nextRunAt: inMinutes(-1), disabled: true })
    expect([await polled(), locking.sort()]).toEqual([
      ['call', 'mail'],
      ['call', 'mail'],
    ])
    expect(await polled()).toEqual([])
  })

  it('asks no further question about a single kind, of which it was told', async () => {
    expect(await ask('mail')).toBeUndefined()
    expect(locking).toEqual(['mail'])
  })
})

describe('a job that is worked on', () => {
  const stored = () => jobs().findOne({ name: 'mail' })

  it('keeps its lock, and its next attempt when it fails; how it began is not written', async () => {
    await put('mail', { nextRunAt: inMinutes(-1) })
    const before = repository.held('mail')
    const job = await ask('mail')
    if (!job) throw new Error('It is due')
    expect(repository.held('mail')).toBe(before + 1)
    await jobs().updateOne({ name: 'mail' }, { $set: { lockedAt: inMinutes(-1) } })
    await repository.renewLock(job)
    expect(await stored()).toMatchObject({ lockedAt: job.lockedAt })
    expect(Number(job.lockedAt)).toBeGreaterThan(Number(inMinutes(-0.5)))
    await repository.saveJobState({ ...job, nextRunAt: null }, {})
    expect(await stored()).toMatchObject({ lockedAt: job.lockedAt, nextRunAt: expect.any(Date) })
    const { lockedAt: _over, ...ended } = job
    const again = inMinutes(1)
    await repository.saveJobState({ ...ended, failedAt: new Date(), nextRunAt: again }, {})
    expect(await stored()).toMatchObject({ lockedAt: null, nextRunAt: again })
  })
})
