import { AppError } from '../app-error.ts'
import type { Cause } from '../request-id.ts'
import { timeNow } from '../store/clock.ts'
import { newId } from '../store/ids.ts'
import { isConflict, isOutcomeUnknown, retrying } from './conflict.ts'
import type { Stream } from './entry.ts'
import type { WriterParts } from './journal.ts'
import { endOf, type Tails } from './queue.ts'
import { readHead } from './read.ts'
import type { Tx } from './tx.ts'
import { createWrites, type Writes } from './writes.ts'

/** Commands that share one transaction at most: enough to amortise a flush, few enough to stay small. */
const largestBatch = 32

const guarantees = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true } } as const

export interface CommitOptions {
  /** The clock of the transaction, for seeding the past. */
  readonly now?: Date
}

/** Loads, authorizes, decides and writes; may be run again, so it touches nothing but the store. */
export type Command<T> = (tx: Tx) => Promise<T>

interface Waiting {
  readonly command: Command<unknown>
  /** Made before the first attempt; the entries' keys derive from it. */
  readonly key: string
  readonly now: Date | undefined
  /** For what it is run, whoever else is in the transaction. */
  readonly cause: Cause
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
export function createCommit(parts: WriterParts) {
  const { client, db, onOutbox } = parts
  const add = parts.queues.inBatches<Waiting>(largestBatch, run)

  async function run(batch: readonly Waiting[], tails: Tails): Promise<void> {
    const done = await untilKnown(batch, tails).catch(async (error: unknown) => {
      const shared = batch.length > 1 && !(error instanceof AppError && error.code === 'store-unavailable')
      if (shared) for (const one of batch) await run([one], tails)
      else for (const one of batch) one.reject(error)
    })
    if (!done) return
    // Committed: whatever happens from here on must not run anything again.
    done.writes.settle()
    const answer = () => {
      for (const [i, one] of batch.entries()) one.resolve(done.results[i])
    }
    // The streams are not held meanwhile: nobody but those who asked waits.
    if (done.writes.heldFor > 0) setTimeout(answer, done.writes.heldFor)
    else answer()
    if (done.writes.rows.length > 0) onOutbox(done.writes.rows)
  }

  /** Tries until the outcome is known: conflicts with other processes run all the commands again. */
  function untilKnown(batch: readonly Waiting[], tails: Tails): Promise<{ results: unknown[]; writes: Writes }> {
    return retrying(isConflict, async (attempt, deadline) => {
      // Before the snapshot is taken: whatever was written up to this end, rights among it, is in the snapshot.
      for (const [stream, tail] of tails) {
        if (attempt > 0) tail.isShared = true
        tail.seq = await endOf(tail, () => readHead(db, stream))
      }
      const session = client.startSession()
      try {
        session.startTransaction(guarantees)
        const writes = createWrites(parts, session, tails)
        if (attempt > 0) await writes.claim()
        const results: unknown[] = []
        for (const { command, key, now, cause } of batch) {
          await writes.flushState()
          results.push(await command(writes.of(key, now ?? timeNow(), cause)))
        }
        await writes.flush()
        // Asks for the outcome until it is known: a commit may be repeated, and answers with what became of it. Running
        // the commands again instead could do twice what has no entry to be recognised by.
        await retrying(isOutcomeUnknown, () => session.commitTransaction(), deadline)
        return { results, writes }
      } finally {
        // Aborts what was not committed; the error that brought us here is the one to report.
        await session.endSession()
      }
    })
  }

  return <T>(cause: Cause, streams: readonly Stream[], command: Command<T>, { now }: CommitOptions = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const one: Waiting = { command, key: newId(), now, cause, resolve: (result) => resolve(result as T), reject }
      // Without a stream there is nothing to wait for, and nothing to share.
      if (streams.length === 0) void run([one], new Map())
      else add(streams, one)
    })
}
