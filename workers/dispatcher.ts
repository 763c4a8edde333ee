import type { Db } from 'mongodb'
import type { Log } from '../server/log.ts'
import { timeNow } from '../server/store/clock.ts'
import { type OutboxRow, outboxRows } from '../server/store/outbox.ts'
import { jobsPlan } from './agenda-repository.ts'
import type { Queue, WaitingRow } from './queue.ts'
import { repeat } from './repeat.ts'

/** Looks for rows that nobody told of: their process ended between the commit and the nudge, or runs no workers. */
const sweepEvery = 1000
/** Looks for rows whose job is gone from the queue. */
const mendEvery = 60_000
const batch = 200

export interface Dispatcher {
  /** Called right after a commit. Never throws: what fails here, the next sweep finds. */
  nudge(rows: readonly OutboxRow[]): void
  stop(): Promise<void>
}

/** Brings rows from the outbox into the queue, each once. */
export function startDispatcher({ db, log, queue }: { db: Db; log: Log; queue: Queue }): Dispatcher {
  const outbox = outboxRows({ db })
  const queued = db.collection<{ data: string; nextRunAt: Date | null; lockedAt?: Date | null }>(jobsPlan.collection)
  const atWork = new Set<Promise<void>>()
  let stopped = false

  async function bring(rows: readonly WaitingRow[]): Promise<void> {
    for (let i = 0; i < rows.length; i += batch) {
      const together = rows.slice(i, i + batch)
      const begun = await add(together)
      // Whoever begins with a row says so itself.
      const ids = together.flatMap(({ _id }) => (begun.has(_id) ? [] : _id))
      if (ids.length > 0)
        await outbox.updateMany({ _id: { $in: ids }, state: 'pending' }, { $set: { state: 'queued' } })
    }
  }

  /** Answers the ids of those whose work begins here. */
  async function add(rows: readonly WaitingRow[]): Promise<ReadonlySet<string>> {
    const first = await queue.add(rows)
    if (first.known.size === 0) return first.begun
    // They are in the queue. Should one be the rest of a finished job, which is not removed yet or whose worker died
    // before it, that makes way for a row that an administrator woke again; a job that waits or runs elsewhere has one
    // of the two set.
    await queue.tidy()
    await queued.deleteMany({ data: { $in: [...first.known] }, nextRunAt: null, lockedAt: null })
    const second = await queue.add(rows.filter(({ _id }) => first.known.has(_id)))
    return new Set([...first.begun, ...second.begun])
  }

  async function sweep(): Promise<void> {
    for (;;) {
      const rows = await outbox.find({ state: 'pending' }).sort({ createdAt: 1 }).limit(batch).toArray()
      await bring(rows)
      if (rows.length < batch || stopped) return
    }
  }

  /**
   * A restored backup, for one, may hold rows that were queued but not the queue: they are brought anew. Looked at is what
   * is overdue; what waits for a later day would hide it, of which there may be more than a batch.
   */
  async function mend(): Promise<void> {
    const settled = new Date(timeNow().getTime() - mendEvery)
    const rows = await outbox
      .find({ state: 'queued', createdAt: { $lt: settled }, dueAt: { $lt: settled } }, { projection: { _id: 1 } })
      .sort({ createdAt: 1 })
      .limit(batch)
      .toArray()
    const ids = rows.map(({ _id }) => _id)
    const jobs = await queued
      .find({ data: { $in: ids } }, { projection: { data: 1, nextRunAt: 1, lockedAt: 1 } })
      .toArray()
    const alive = new Set(jobs.filter(({ nextRunAt, lockedAt }) => nextRunAt || lockedAt).map(({ data }) => data))
    const lost = ids.filter((id) => !alive.has(id))
    if (lost.length > 0)
      await outbox.updateMany({ _id: { $in: lost }, state: 'queued' }, { $set: { state: 'pending' } })
  }

  function track(work: Promise<void>, failure: string): Promise<void> {
    const tracked = work
      .catch((error: unknown) => log.warn({ err: error }, failure))
      .finally(() => atWork.delete(tracked))
    atWork.add(tracked)
    return tracked
  }

  const repeated = [
    repeat({ every: sweepEvery, work: sweep, log, failure: 'the outbox could not be swept' }),
    repeat({ every: mendEvery, work: mend, log, failure: 'the queue could not be compared with the outbox' }),
  ]

  return {
    nudge: (rows) => {
      if (!stopped && rows.length > 0) void track(bring(rows), 'rows could not be queued; the next sweep brings them')
    },
    stop: async () => {
      stopped = true
      await Promise.all(repeated.map((one) => one.stop()))
      await Promise.all(atWork)
    },
  }
}
