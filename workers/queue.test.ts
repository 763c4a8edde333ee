import type { Collection } from 'mongodb'
import { pino } from 'pino'
import { describe, expect, it, type TestContext } from 'vitest'
import { ensureIndexes } from '../server/store/mongo.ts'
import { openTestStore, type TestStore } from '../tests/open-store.ts'
import { eventually } from '../tests/server.ts'
import { AgendaRepository, jobsPlan } from './agenda-repository.ts'
import { openQueue, type Queue } from './queue.ts'
import { TryAgain } from './run-row.ts'

const log = pino({ level: 'silent' })
const names = ['send-mail', 'tell-candidate'] as const

const aRow = (_id: string) => ({ _id, job: 'send-mail', dueAt: new Date() })

interface Place {
  readonly store: TestStore
  jobs(): Collection
  /** A process that works; `run` is what it does for a row. */
  aWorker(run: (name: string, rowId: string) => Promise<void>, lockLifetime?: number): Promise<Queue>
}

/** A queue of its own for each test: they take the time of locks, and do so side by side. */
async function aPlace({ onTestFinished }: Pick<TestContext, 'onTestFinished'>): Promise<Place> {
  const store = await openTestStore()
  await ensureIndexes(store.db, [jobsPlan])
  const queues: Queue[] = []
  onTestFinished(async () => {
    await Promise.all(queues.map((queue) => queue.stop()))
    await store.close()
  })
  return {
    store,
    jobs: () => store.db.collection('jobs'),
    aWorker: async (run, lockLifetime = 30_000) => {
      const queue = await openQueue({ db: store.db, log, names, runner: { run, stop: () => undefined }, lockLifetime })
      queues.push(queue)
      return queue
    },
  }
}

describe.concurrent('rows in the queue', () => {
  it('[NOTE-9] beyond those that run at once follow as soon as there is room, each once, and leave nothing behind', async (test) => {
    const { aWorker, jobs } = await aPlace(test)
    const done: string[] = []
    const begun: number[] = []
    const queue = await aWorker(async (_name, rowId) => {
      begun.push(Date.now())
      await new Promise((resolve) => setTimeout(resolve, 20))
      done.push(rowId)
    })
    const ids = Array.from({ length: 60 }, (_, n) => `many-${n}`)
    await queue.add(ids.map(aRow))
    await eventually(() => done.length >= ids.length)
    // By looks every two seconds alone there would be five such gaps.
    const gaps = begun.slice(1).map((at, n) => at - Number(begun[n]))
    expect(gaps.filter((gap) => gap > 1500).length).toBeLessThan(3)
    expect([...done].sort()).toEqual([...ids].sort())
    await eventually(async () => (await jobs().countDocuments()) === 0)
  })

  it('[NOTE-9] that fail are tried again at their time, and others of their kind go on', async (test) => {
    const { aWorker, jobs } = await aPlace(test)
    const tries: [string, number][] = []
    const queue = await aWorker(async (_name, rowId) => {
      tries.push([rowId, Date.now()])
      if (rowId === 'bad' && tries.filter(([id]) => id === 'bad').length < 3) throw new TryAgain(300, 'No answer')
    })
    await queue.add(['bad', 'good'].map(aRow))
    await eventually(() => tries.length >= 4)
    const [first, second, third] = tries.filter(([id]) => id === 'bad').map(([, at]) => at)
    expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(300)
    expect(Number(third) - Number(second)).toBeGreaterThanOrEqual(300)
    expect(tries.filter(([id]) => id === 'good')).toHaveLength(1)
    await eventually(async () => (await jobs().countDocuments()) === 0)
  })

  it('[NOTE-9] that a dead worker had in hand go on in another when its lock ends', async (test) => {
    const { aWorker, jobs, store } = await aPlace(test)
    const lockLifetime = 1000
    const dead = new AgendaRepository(store.db, log)
    await dead.connect()
    const job = { name: 'send-mail', data: 'left', type: 'normal', priority: 0, lockedAt: null, nextRunAt: new Date() }
    await jobs().insertOne(job)
    const locked = await dead.getNextJobToRun('send-mail', new Date(), new Date(0), undefined, {})
    // It had begun, and was killed before it said anything more.
    if (!locked) throw new Error('It is due')
    await dead.saveJobState({ ...locked, lastRunAt: new Date(), nextRunAt: null }, {})
    const begun: [string, number][] = []
    await aWorker(async (_name, rowId) => void begun.push([rowId, Date.now()]), lockLifetime)
    await eventually(async () => begun.length > 0 && (await jobs().countDocuments()) === 0)
    expect(begun).toEqual([['left', expect.any(Number)]])
    expect(Number(begun[0]?.[1]) - Number(locked.lockedAt)).toBeGreaterThanOrEqual(lockLifetime)
  })

  it('[NOTE-9] that take longer than a lock stay with who works on them', async (test) => {
    const { aWorker, jobs } = await aPlace(test)
    // Long enough that it does not end while the machine stands still for a moment: then it is handed out, and rightly.
    const lockLifetime = 3000
    const begun: string[] = []
    const run = async (_name: string, rowId: string) => {
      begun.push(rowId)
      await new Promise((resolve) => setTimeout(resolve, 2 * lockLifetime))
    }
    const [one] = await Promise.all([aWorker(run, lockLifetime), aWorker(run, lockLifetime)])
    await one.add([{ ...aRow('long'), job: 'tell-candidate' }])
    await eventually(async () => begun.length > 0 && (await jobs().countDocuments()) === 0)
    expect(begun).toEqual(['long'])
  })
})
