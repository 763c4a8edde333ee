import { hostname } from 'node:os'
import { Agenda, type Job, type JobParameters } from 'agenda'
import type { Db } from 'mongodb'
import type { JobName } from '#protocol/jobs'
import type { Log } from '../server/log.ts'
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

export interface Queue {
  /** Puts a row in the queue; its work starts at once when it is due. */
  add(job: string, rowId: string, dueAt: Date): Promise<void>
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
    // Agenda begins to remove what is done right after this, and frees its place when it is removed.
    setImmediate(() => void repository.removed().then(() => setImmediate(placeIsFree, job.attrs)))
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

  return {
    add: async (job, rowId, dueAt) => {
      await agenda.create(job, rowId).schedule(dueAt).save()
    },
    stop: async () => {
      await repository.stop()
      await agenda.stop(false)
      const deadline = Date.now() + stopPatience
      while (running.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10))
      runner.stop()
    },
  }
}
