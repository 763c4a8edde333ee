import type { ClientSession, Db, MongoClient } from 'mongodb'
import { AppError } from '../app-error.ts'
import { newId } from '../store/ids.ts'
import { type OutboxRow, outboxRows } from '../store/outbox.ts'
import type { Bus } from './bus.memory.ts'
import { conflictOf } from './conflict.ts'
import { type Entry, journalRows, type Stream } from './entry.ts'
import type { StreamQueues, Tail } from './queue.ts'
import { readHead } from './read.ts'
import type { Tx } from './tx.ts'

/** How long a command is tried again before the caller is told to come back, in milliseconds. */
const patience = 5000

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

/**
 * State, entries and outbox rows in one majority-committed transaction. The streams are held from the allocation of
 * their numbers until the outcome is known. When another process was first, the *whole* command runs again on a fresh
 * snapshot: neither a decision nor a right is ever older than what it is written upon.
 * @throws {AppError} `store-unavailable` when that did not succeed within five seconds
 */
export async function commit<T>(
  { client, db, bus, queues, onOutbox }: CommitDependencies,
  streams: readonly Stream[],
  command: Command<T>,
  { key = newId(), now }: CommitOptions = {},
): Promise<T> {
  return queues.hold(streams, async (tails) => {
    const deadline = Date.now() + patience
    for (let attempt = 0; ; attempt++) {
      await Promise.all([...tails].map(([stream, tail]) => knowTail(db, stream, tail)))
      const session = client.startSession()
      const writes = new Writes(db, session, tails, key, now ?? new Date())
      try {
        session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } })
        const result = await command(writes)
        await writes.flush()
        await commitWithRetry(session, deadline)
        writes.settle(bus)
        if (writes.rows.length > 0) onOutbox(writes.rows)
        return result
      } catch (error) {
        await abortQuietly(session)
        const conflict = conflictOf(error)
        if (conflict === null) throw error
        for (const tail of tails.values()) tail.seq = null
        if (Date.now() >= deadline) {
          throw new AppError('store-unavailable', 'Too much is changing here at once. Try again in a moment.', {
            cause: error,
            retryAfter: 1,
          })
        }
        await backOff(attempt)
      } finally {
        await session.endSession()
      }
    }
  })
}

/** The transaction as a command sees it: numbers are given at once, rows are written at the end in two inserts. */
class Writes implements Tx {
  readonly db: Db
  readonly session: ClientSession
  readonly now: Date
  readonly rows: OutboxRow[] = []
  readonly #tails: ReadonlyMap<Stream, Tail>
  readonly #entries = new Map<Stream, Entry[]>()
  readonly #key: string
  #count = 0

  constructor(db: Db, session: ClientSession, tails: ReadonlyMap<Stream, Tail>, key: string, now: Date) {
    this.db = db
    this.session = session
    this.now = now
    this.#tails = tails
    this.#key = key
  }

  append: Tx['append'] = (stream, entry) => {
    const tail = this.#tails.get(stream)
    if (!tail) throw new Error(`The command writes to ${stream}, which was not named to commit`)
    const entries = this.#entries.get(stream) ?? []
    this.#entries.set(stream, entries)
    const seq = (tail.seq ?? 0) + entries.length + 1
    const { type, data, actor, at = this.now } = entry
    entries.push({ stream, seq, key: `${this.#key}:${this.#count++}`, type, data, actor, at })
    return seq
  }

  outbox: Tx['outbox'] = (job, payload, { dueAt = this.now } = {}) => {
    this.rows.push({
      _id: `${this.#key}:${this.#count++}`,
      job,
      payload,
      state: 'pending',
      attempts: 0,
      dueAt,
      createdAt: this.now,
      finishedAt: null,
      lastError: null,
    })
  }

  async flush(): Promise<void> {
    const entries = [...this.#entries.values()].flat()
    if (entries.length > 0) await journalRows(this).insertMany(entries, { session: this.session })
    if (this.rows.length > 0) await outboxRows(this).insertMany(this.rows, { session: this.session })
  }

  /** After the commit, still holding the streams: this process now knows the new ends, and followers hear in order. */
  settle(bus: Bus): void {
    for (const [stream, entries] of this.#entries) {
      const tail = this.#tails.get(stream)
      if (tail) tail.seq = entries.at(-1)?.seq ?? tail.seq
      bus.publish(stream, entries)
    }
  }
}

async function knowTail(db: Db, stream: Stream, tail: Tail): Promise<void> {
  tail.seq ??= await readHead(db, stream)
}

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

/** Full jitter: between nothing and a ceiling that doubles from 2 to 128 ms. */
function backOff(attempt: number): Promise<void> {
  const ceiling = 2 * 2 ** Math.min(attempt, 6)
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling))
}
