import type { ClientSession, Db, MongoClient } from 'mongodb'
import { AppError } from '../app-error.ts'
import { newId } from '../store/ids.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Bus } from './bus.memory.ts'
import { conflictOf } from './conflict.ts'
import type { Stream } from './entry.ts'
import type { StreamQueues, Tail } from './queue.ts'
import { readHead } from './read.ts'
import type { Tx } from './tx.ts'
import { Writes } from './writes.ts'

/** How long a command is tried again before the caller is told to come back, in milliseconds. */
const patience = 5000
/** Commands that share one transaction at most: enough to amortise a flush, few enough to stay small. */
const largestBatch = 32

export interface CommitDependencies {
  readonly client: MongoClient
  readonly db: Db
  readonly bus: Bus
  readonly queues: StreamQueues
  /** Told after a commit that left rows in the outbox. */
  readonly onOutbox: (rows: readonly OutboxRow[]) => void
}

export interface CommitOptions {
  /** Made before the first attempt; the entries' keys derive from it. Left out: a new one. */
  readonly key?: string
  /** The clock of the transaction, for seeding the past. */
  readonly now?: Date
}

/** Loads, authorizes, decides and writes; may be run again, so it touches nothing but the store. */
export type Command<T> = (tx: Tx) => Promise<T>

interface Waiting {
  readonly command: Command<unknown>
  readonly key: string
  readonly now: Date | undefined
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * State, entries and outbox rows in one majority-committed transaction. The streams are held from the allocation of
 * their numbers until the outcome is known. When another process was first, the *whole* command runs again on a fresh
 * snapshot: neither a decision nor a right is ever older than what it is written upon.
 *
 * Commands that wait for the same streams share a transaction (group commit): each sees what those before it wrote.
 * One that is refused would take the others with it, so then each runs alone.
 */
export class Committer {
  readonly #parts: CommitDependencies
  readonly #waiting = new Map<string, Waiting[]>()

  constructor(parts: CommitDependencies) {
    this.#parts = parts
  }

  /** @throws {AppError} `store-unavailable` when there was no outcome within five seconds */
  commit<T>(streams: readonly Stream[], command: Command<T>, { key = newId(), now }: CommitOptions = {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const one: Waiting = { command, key, now, resolve: (result) => resolve(result as T), reject }
      // Without a stream there is nothing to wait for, and nothing to share.
      if (streams.length === 0) return void this.#run([one], new Map())
      const sorted = [...new Set(streams)].sort()
      const group = sorted.join('\n')
      const waiting = this.#waiting.get(group)
      if (waiting) return void waiting.push(one)
      this.#waiting.set(group, [one])
      void this.#drain(group, sorted)
    })
  }

  /** One batch per turn at the queue, so that others who wait for one of the streams get theirs in between. */
  async #drain(group: string, streams: readonly Stream[]): Promise<void> {
    for (;;) {
      const more = await this.#parts.queues.hold(streams, async (tails) => {
        const waiting = this.#waiting.get(group) ?? []
        const batch = waiting.splice(0, largestBatch)
        await this.#run(batch, tails)
        if (waiting.length === 0) this.#waiting.delete(group)
        return waiting.length > 0
      })
      if (!more) return
    }
  }

  async #run(batch: readonly Waiting[], tails: ReadonlyMap<Stream, Tail>): Promise<void> {
    try {
      const results = await this.#transaction(batch, tails)
      for (const [i, one] of batch.entries()) one.resolve(results[i])
    } catch (error) {
      const shared = batch.length > 1 && !(error instanceof AppError && error.code === 'store-unavailable')
      if (shared) for (const one of batch) await this.#run([one], tails)
      else for (const one of batch) one.reject(error)
    }
  }

  /** Tries until the outcome is known: conflicts with other processes run all the commands again. */
  async #transaction(batch: readonly Waiting[], tails: ReadonlyMap<Stream, Tail>): Promise<unknown[]> {
    const deadline = Date.now() + patience
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt(batch, tails, { deadline, contended: attempt > 0 })
      } catch (error) {
        if (conflictOf(error) === null) throw error
        for (const tail of tails.values()) tail.seq = null
        if (Date.now() >= deadline) throw busy(error)
        await backOff(attempt)
      }
    }
  }

  async #attempt(
    batch: readonly Waiting[],
    tails: ReadonlyMap<Stream, Tail>,
    { deadline, contended }: { deadline: number; contended: boolean },
  ): Promise<unknown[]> {
    const { client, db, bus, onOutbox } = this.#parts
    for (const [stream, tail] of tails) tail.seq ??= await readHead(db, stream)
    const session = client.startSession()
    try {
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } })
      const writes = new Writes(db, session, tails)
      if (contended) await writes.claim()
      const results: unknown[] = []
      for (const { command, key, now } of batch) results.push(await command(writes.of(key, now ?? new Date())))
      await writes.flush()
      await commitWithRetry(session, deadline)
      writes.settle(bus)
      if (writes.rows.length > 0) onOutbox(writes.rows)
      return results
    } catch (error) {
      await abortQuietly(session)
      throw error
    } finally {
      await session.endSession()
    }
  }
}

const busy = (cause: unknown): AppError =>
  new AppError('store-unavailable', 'Too much is changing here at once. Try again in a moment.', {
    cause,
    retryAfter: 1,
  })

/**
 * Asks for the outcome until it is known: a commit may be repeated, and answers with what became of it. Running the
 * command again instead could write it twice where it has no entry to be recognised by.
 */
async function commitWithRetry(session: ClientSession, deadline: number): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await session.commitTransaction()
    } catch (error) {
      if (conflictOf(error) !== 'unknown-outcome') throw error
      if (Date.now() >= deadline) {
        throw new AppError('store-unavailable', 'The store did not answer in time. Try again with the same key.', {
          cause: error,
          retryAfter: 1,
        })
      }
      await backOff(attempt)
    }
  }
}

async function abortQuietly(session: ClientSession): Promise<void> {
  if (!session.inTransaction()) return
  // The server ends a transaction that hears no more; the error that brought us here is the one to report.
  await session.abortTransaction().catch(() => undefined)
}

/** Full jitter: between nothing and a ceiling that doubles from 2 to 16 ms, about the time of one transaction. */
function backOff(attempt: number): Promise<void> {
  const ceiling = 2 * 2 ** Math.min(attempt, 3)
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling))
}
