import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type JobName, jobs } from '#protocol/jobs'
import { newId } from '../server/store/ids.ts'
import { ensureIndexes } from '../server/store/mongo.ts'
import { type OutboxRow, outboxPlan, outboxRows } from '../server/store/outbox.ts'
import { openTestStore, type TestStore } from '../tests/open-store.ts'
import { eventually } from '../tests/server.ts'
import { jobsPlan } from './agenda-repository.ts'
import { defaultRetries } from './back-off.ts'
import { type Dispatcher, startDispatcher } from './dispatcher.ts'
import { openQueue } from './queue.ts'
import { createRowRunner, type Handlers } from './run-row.ts'

const log = pino({ level: 'silent' })
const names = Object.keys(jobs) as JobName[]

let store: TestStore
/** What changes something, in order. What only looks comes by the clock. */
let writes: string[] = []
const endings: (() => Promise<void>)[] = []

beforeAll(async () => {
  store = await openTestStore({ monitorCommands: true })
  await ensureIndexes(store.db, [jobsPlan, outboxPlan])
  store.client.on('commandStarted', ({ commandName, command }) => {
    if (/^(insert|update|delete|findAndModify)$/.test(commandName))
      writes.push(`${commandName} ${command[commandName]}`)
  })
})
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})
afterAll(() => store.close())

const outbox = () => outboxRows(store)
const queued = () => store.db.collection('jobs')

type Work = (row: Pick<OutboxRow, '_id'>) => Promise<void>

function aRunner(work: Work) {
  const handlers = Object.fromEntries(names.map((name) => [name, (_payload: unknown, row: OutboxRow) => work(row)]))
  return createRowRunner({ db: store.db, log, handlers: handlers as unknown as Handlers, retries: defaultRetries })
}

/** A process that does every row by `work`. */
async function aWorker(work: Work): Promise<Dispatcher> {
  const runner = aRunner(work)
  const queue = await openQueue({ db: store.db, log, names, runner, lockLifetime: 30_000 })
  const dispatcher = startDispatcher({ db: store.db, log, queue })
  endings.push(
    () => queue.stop(),
    () => dispatcher.stop(),
  )
  return dispatcher
}

const aRow = (dueAt = new Date()): OutboxRow => ({
  ...{ _id: newId(), job: 'discard-import', payload: { fileId: 'f' }, state: 'pending', attempts: 0, dueAt },
  ...{ createdAt: new Date(), finishedAt: null, lastError: null },
})

/** Rows as a commit leaves them, of which no sweep hears before the process is told. */
async function committed(count: number, dueAt?: Date): Promise<OutboxRow[]> {
  const rows = Array.from({ length: count }, () => aRow(dueAt))
  await outbox().insertMany(rows.map((row) => ({ ...row, state: 'queued' as const })))
  writes = []
  return rows
}

const areDone = (rows: readonly OutboxRow[]) => async () =>
  (await outbox().countDocuments({ _id: { $in: rows.map(({ _id }) => _id) }, state: 'done' })) === rows.length &&
  (await queued().countDocuments()) === 0

describe('work that is due when its commit tells of it', () => {
  it('[COST-2] takes four commands: into the queue, begun, done, out of the queue', async () => {
    const dispatcher = await aWorker(async () => undefined)
    const rows = await committed(1)
    dispatcher.nudge(rows)
    await eventually(areDone(rows))
    expect(writes).toEqual(['insert jobs', 'findAndModify outbox', 'update outbox', 'delete jobs'])
  })

  it('[COST-2] goes into the queue by one command, and out of it by one, where several come together', async () => {
    // They end together, too, on a machine that is busy with other things.
    let [begun, endAll] = [0, () => {}]
    const allBegun = new Promise<void>((resolve) => {
      endAll = resolve
    })
    const dispatcher = await aWorker(async () => {
      begun++
      if (begun === 5) endAll()
      await allBegun
    })
    const rows = await committed(5)
    dispatcher.nudge(rows)
    await eventually(areDone(rows))
    const count = (name: string) => writes.filter((write) => write === name).length
    expect([count('insert jobs'), count('findAndModify jobs'), writes.length]).toEqual([
      1,
      0,
      11 + count('delete jobs'),
    ])
    expect(count('delete jobs')).toBeLessThanOrEqual(2)
  })

  it('[NOTE-9] is done once where more come than can be at work, and where two processes are told', async () => {
    const done: string[] = []
    const work: Work = async ({ _id }) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      done.push(_id)
    }
    const both = [await aWorker(work), await aWorker(work)]
    const rows = await committed(45)
    for (const dispatcher of both) dispatcher.nudge(rows)
    await eventually(areDone(rows))
    expect(done.sort()).toEqual(rows.map(({ _id }) => _id).sort())
  })

  it('[NOTE-9] is done at its time where that is yet to come', async () => {
    const begun: number[] = []
    const dispatcher = await aWorker(async () => void begun.push(Date.now()))
    const dueAt = new Date(Date.now() + 300)
    const rows = await committed(3, dueAt)
    dispatcher.nudge(rows)
    await eventually(areDone(rows))
    expect(begun.map((at) => at >= dueAt.getTime())).toEqual([true, true, true])
  })

  it('[NOTE-9] is done by another process where the one that was told stops before it began', async () => {
    const done: string[] = []
    const first = await aWorker(() => new Promise((resolve) => setTimeout(resolve, 200)))
    const rows = await committed(14)
    first.nudge(rows)
    await eventually(() => writes.includes('insert jobs'))
    for (const end of endings.splice(0).reverse()) await end()
    await aWorker(async ({ _id }) => void done.push(_id))
    await eventually(areDone(rows))
    expect(done.length).toBeGreaterThanOrEqual(4)
    expect(new Set(done).size).toBe(done.length)
  })
})

describe('work that is not in the queue though it was', () => {
  it('[FAULT-10] is brought there anew, however much waits there for a later day', async () => {
    const old = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    const later = Array.from({ length: 210 }, () => aRow(new Date(Date.now() + 3 * 24 * 3600_000)))
    const lost = { ...aRow(old(5)), createdAt: old(5) }
    const waiting = [...later.map((row) => ({ ...row, createdAt: old(10) })), lost]
    await outbox().insertMany(waiting.map((row) => ({ ...row, state: 'queued' as const })))
    await queued().insertMany(later.map(({ _id, job, dueAt }) => ({ name: job, data: _id, nextRunAt: dueAt })))
    await aWorker(async () => undefined)
    await eventually(() => outbox().findOne({ _id: lost._id, state: 'done' }))
    await outbox().deleteMany({})
    await queued().deleteMany({})
  })
})

describe('work whose lock ended while it was done', () => {
  it('[NOTE-9] ends, where it is handed out again, with what is done already: until then it stays in the queue', async () => {
    const happened: string[] = []
    let release = () => undefined as unknown
    const released = new Promise((resolve) => {
      release = () => resolve(null)
    })
    const runner = aRunner(async () => {
      happened.push('begun')
      await released
    })
    const [row] = await committed(1)
    const run = async (which: string) => {
      await runner.run('discard-import', row?._id ?? '')
      happened.push(`${which} ended`)
    }
    const first = run('first')
    await eventually(() => happened.includes('begun'))
    const second = run('second')
    expect(await outbox().findOne({ _id: row?._id ?? '' })).toMatchObject({ state: 'queued', attempts: 1 })
    happened.push('released')
    release()
    await Promise.all([first, second])
    expect(happened).toEqual(['begun', 'released', 'first ended', 'second ended'])
    expect(await outbox().findOne({ _id: row?._id ?? '' })).toMatchObject({ state: 'done', attempts: 1 })
  })
})
