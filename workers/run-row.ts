import type { Db } from 'mongodb'
import { ZodError } from 'zod'
import { type JobName, type JobPayload, jobs } from '#protocol/jobs'
import type { Log } from '../server/log.ts'
import { maskAddresses } from '../server/notifications/address.ts'
import { MailRefused } from '../server/notifications/mail.ts'
import type { Cause } from '../server/request-id.ts'
import { timeNow } from '../server/store/clock.ts'
import { type OutboxRow, outboxRows } from '../server/store/outbox.ts'
import { delayAfter, type RetryPolicy } from './back-off.ts'

/**
 * Does one piece of work; may be called again for the same row when it failed or its worker died. What it writes is
 * for the row's cause.
 */
export type Handler<Name extends JobName> = (
  payload: JobPayload<Name>,
  row: Pick<OutboxRow, '_id' | 'dueAt' | 'createdAt'> & Cause,
) => Promise<void>
export type Handlers = { readonly [Name in JobName]: Handler<Name> }

/** The attempt failed and was recorded; another is wanted after `delay` milliseconds. */
export class TryAgain extends Error {
  readonly delay: number

  constructor(delay: number, reason: string) {
    super(reason)
    this.delay = delay
  }
}

export interface RowRunner {
  /** @throws {TryAgain} when the attempt failed and is not the last */
  run(name: JobName, rowId: string): Promise<void>
  /** Stops insisting on recording outcomes in a store that does not answer. */
  stop(): void
}

/**
 * Runs outbox rows. The row, not the queue, says what was done: whatever the queue repeats, a row that is done or
 * given up does not run again.
 */
export function createRowRunner(parts: { db: Db; log: Log; handlers: Handlers; retries: RetryPolicy }): RowRunner {
  const { db, log, handlers, retries } = parts
  const rows = outboxRows({ db })
  const running = new Map<string, Promise<void>>()
  let stopped = false

  /**
   * The queue may hand out a row again whose lock ended while the store was away or the process stood still: the first run
   * is still at it, and both end with it. Ended sooner, the row would leave the queue, and nobody went on with it should
   * this process die.
   */
  function run(name: JobName, rowId: string): Promise<void> {
    const first = running.get(rowId)
    if (first) return first
    const begun = claim(rowId)
      .then((row) => (row ? attempt(name, row) : undefined))
      .finally(() => running.delete(rowId))
    running.set(rowId, begun)
    return begun
  }

  /** Counted before it begins, so that work that kills its worker each time is given up too. */
  const claim = (rowId: string): Promise<OutboxRow | null> =>
    rows.findOneAndUpdate(
      { _id: rowId, state: { $in: ['pending', 'queued'] } },
      { $set: { state: 'queued' }, $inc: { attempts: 1 } },
      { returnDocument: 'after' },
    )

  async function attempt(name: JobName, row: OutboxRow): Promise<void> {
    const about = { request: row.request, job: name, row: row._id, attempt: row.attempts }
    if (row.attempts > retries.tries)
      return giveUp(row, row.lastError ?? 'The worker ended during every attempt', about)
    try {
      await handle(name, row)
    } catch (error) {
      const reason = maskAddresses(error instanceof Error ? error.message : String(error)).slice(0, 1000)
      const delay = delayAfter(row.attempts, { isFinal: isFinal(error), random: Math.random() }, retries)
      if (delay === null) return giveUp(row, reason, about)
      log.warn({ ...about, reason, delay }, 'an attempt failed')
      await rows.updateOne({ _id: row._id, state: 'queued' }, { $set: { lastError: reason } })
      throw new TryAgain(delay, reason)
    }
    await insist(about, () =>
      // The payload holds secrets of links; nobody needs it any more.
      rows.updateOne(
        { _id: row._id },
        { $set: { state: 'done', payload: {}, finishedAt: timeNow(), lastError: null } },
      ),
    )
    log.debug(about, 'done')
  }

  async function handle(name: JobName, row: OutboxRow): Promise<void> {
    // Tells the compiler what it cannot see: the handler and the schema under one name fit together.
    const handler = handlers[name] as Handler<JobName>
    const { _id, dueAt, createdAt, request } = row
    await handler(jobs[name].parse(row.payload), { _id, dueAt, createdAt, request })
  }

  async function giveUp(row: OutboxRow, reason: string, about: Cause): Promise<void> {
    log.error({ ...about, reason }, 'given up; it waits among the dead letters')
    await insist(about, () =>
      rows.updateOne(
        { _id: row._id, state: 'queued' },
        { $set: { state: 'dead', lastError: reason, finishedAt: timeNow() } },
      ),
    )
  }

  /**
   * Records an outcome, however often the store has to be asked: what was sent but not recorded would be sent again.
   * Once stopped, the last failure counts.
   */
  async function insist(about: Cause, record: () => Promise<unknown>): Promise<void> {
    for (let wait = 100; ; wait = Math.min(wait * 2, 5000)) {
      try {
        await record()
        return
      } catch (error) {
        if (stopped) throw error
        log.warn({ ...about, err: error }, 'an outcome could not be recorded; trying again')
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  return {
    run,
    stop: () => {
      stopped = true
    },
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof ZodError || (error instanceof MailRefused && error.isFinal)
