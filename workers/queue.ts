import { hostname } from 'node:os'
import { Agenda, type Job, type JobParameters } from 'agenda'
import type { Db } from 'mongodb'
import type { JobName } from '#protocol/jobs'
import type { Log } from '../server/log.ts'
import type { OutboxRow } from '../server/store/outbox.ts'
import { AgendaRepository } from './agenda-repository.ts'
import { type RowRunner, TryAgain } from './run-row.ts'
import { WakeUps } from './wake-ups.ts'

/** How often the queue is looked through for what nobody in this process was told of, in milliseconds. */
const pollEvery = 2000
/** Rows of one kind that run at once in this process. */
const atOnce = 10
/** How long a stopping worker waits for what is running, in milliseconds. */
const stopPatience = 10_000
/** After a failure that could not even be recorded (the store is away), in milliseconds. */
const delayUnrecorded = 5000

/** What the queue has to know of a row. */
export type WaitingRow = Pick<OutboxRow, '_id' | 'job' | 'dueAt'>

export interface Queue {
  /**
   * Puts rows in the queue; work that is due starts at once.
   * @returns ids of rows whose work begins here now, and of those that were in the queue already
   */
  add(rows: readonly WaitingRow[]): Promise<{ begun: ReadonlySet<string>; known: ReadonlySet<string> }>
  /** Removes at once what is done. */
  tidy(): Promise<void>
  /** Takes on nothing more and waits for what is running. */
  stop(): Promise<void>
}

/** The queue of outbox rows: agenda locks a job for one worker, and hands it to another when that one died. */
export async function openQueue(parts: {
  db: Db
  log: Log
  names: readonly JobName[]
  runner: RowRunner
  /** Milliseconds after which the job of a dead worker goes on in another. */
  lockLifetime: number
}): Promise<Queue> {
  const { db, log, names, runner, lockLifetime } = parts
  const repository = new AgendaRepository(db, log)
  const wakeUps = new WakeUps()
  const agenda = new Agenda({
    name: `${hostname()}:${process.pid}`,
    backend: {
      name: 'MongoDB',
      repository,
      ownsConnection: false,
      connect: () => repository.connect(),
      disconnect: async () => {},
    },
    notificationChannel: wakeUps,
    processEvery: pollEvery,
    defaultLockLifetime: lockLifetime,
    defaultConcurrency: atOnce,
    // What is locked starts at once: a job that waited locked behind others could outlive its lock.
    defaultLockLimit: atOnce,
    maxConcurrency: atOnce * names.length,
    removeOnComplete: true,
  })
  const running = new Set<Job>()
  agenda.on('error', (error: Error) => log.warn({ err: error }, 'the job queue had a failure'))
  agenda.on('start', (job: Job) => running.add(job))
  agenda.on('complete', (job: Job) => {
    running.delete(job)
    // Agenda frees its place right after this.
    setImmediate(placeIsFree, job.attrs)
  })
  function placeIsFree({ name, nextRunAt }: JobParameters): void {
    const wasFull = repository.held(name) >= atOnce
    repository.letGo(name)
    if (nextRunAt) wakeUps.at(name, nextRunAt)
    // Others wait only where all places were taken: each that comes is told of by itself.
    if (wasFull) wakeUps.at(name, null)
  }
  for (const name of names) {
    agenda.define<string>(name, (job) => keepLocked(job.attrs, () => runner.run(name, job.attrs.data)), {
      backoff: ({ error }) => (error instanceof TryAgain ? error.delay : delayUnrecorded),
    })
  }
  await agenda.start()

  /** Renews the job's lock while the work goes on; not one that ended already, since it may be another worker's now. */
  async function keepLocked(job: JobParameters, work: () => Promise<void>): Promise<void> {
    let renewed = Promise.resolve()
    const timer = setInterval(() => {
      const lockedAt = job.lockedAt?.getTime() ?? 0
      if (Date.now() - lockedAt >= lockLifetime) return
      renewed = repository
        .renewLock(job)
        .catch((error: unknown) => log.warn({ err: error }, 'the lock of a job could not be renewed'))
    }, lockLifetime / 3)
    try {
      await work()
    } finally {
      clearInterval(timer)
      // A renewal that arrived after the outcome would lock the finished job again, without its next attempt.
      await renewed
    }
  }

  const kinds: ReadonlySet<string> = new Set(names)

  return {
    add: async (rows) => {
      const jobs = rows.map(({ _id, job, dueAt }) => ({ name: job, data: _id, nextRunAt: dueAt }))
      const put = await repository.put(jobs, (name) => (kinds.has(name) ? atOnce : 0))
      const [begun, inQueue] = [new Set(put.ours), new Set(put.known)]
      for (const kind of new Set(rows.filter(({ _id }) => begun.has(_id)).map(({ job }) => job))) wakeUps.at(kind, null)
      for (const { _id, job, dueAt } of rows) if (!begun.has(_id) && !inQueue.has(_id)) wakeUps.at(job, dueAt)
      return { begun, known: inQueue }
    },
    tidy: () => repository.tidy(),
    stop: async () => {
      await repository.stop()
      await agenda.stop(false)
      const deadline = Date.now() + stopPatience
      while (running.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10))
      runner.stop()
      await repository.tidy()
    },
  }
}
