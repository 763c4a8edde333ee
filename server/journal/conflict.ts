import { MongoBulkWriteError, MongoError } from 'mongodb'
import { AppError } from '../app-error.ts'
import { hasNoAnswer, isUnreachable } from '../store/unreachable.ts'

export const duplicateKey = 11000
const writeConflict = 112

/**
 * True when a write did not happen, or is not known to have, for a reason that passes: another process was first, or
 * the store did not answer. Trying again with the same keys is safe.
 *
 * A duplicate key counts whatever its index: a number or a key of the journal was taken, or two requests raced for a
 * feature's unique value. Whoever runs again sees the first and decides anew.
 */
export function isConflict(error: unknown): boolean {
  if (isUnreachable(error)) return true
  if (!(error instanceof MongoError)) return false
  return error.code === duplicateKey || error.code === writeConflict || error.hasErrorLabel('TransientTransactionError')
}

/**
 * What a command was prepared with, outside its transaction, is not of the state that it would be written upon: it is to
 * be prepared anew.
 */
export class Outdated extends Error {}

/** Prepares and commits, again while others were first in between. */
export const untilCurrent = <T>(prepareAndCommit: () => Promise<T>): Promise<T> =>
  retrying((error) => error instanceof Outdated, prepareAndCommit)

/** True when the store said nothing of a commit's outcome: only asking again tells whether it took place. */
export function isOutcomeUnknown(error: unknown): boolean {
  return (error instanceof MongoError && error.hasErrorLabel('UnknownTransactionCommitResult')) || hasNoAnswer(error)
}

/**
 * How many of an ordered insert are stored for certain, although it failed: it stops at the first duplicate and keeps
 * what came before. After any other failure, a write concern that was not met among them, nothing is certain.
 */
export function countBefore(error: unknown): number {
  if (!(error instanceof MongoBulkWriteError) || error.code !== duplicateKey) return 0
  return error.result.getWriteConcernError() ? 0 : error.insertedCount
}

/** How long a write is tried again before the caller is told to come back, in milliseconds. */
const patience = 5000

/**
 * Runs `work` until it succeeds, fails for good, or the time is over. It is tried twice at least: a process that was
 * stopped meanwhile finds its time over when it wakes, and must not refuse for that alone.
 * @throws {AppError} `store-unavailable` when the time is over
 */
export async function retrying<T>(
  isWorthIt: (error: unknown) => boolean,
  work: (attempt: number, deadline: number) => Promise<T>,
  deadline = Date.now() + patience,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work(attempt, deadline)
    } catch (error) {
      if (!isWorthIt(error)) throw error
      if (attempt > 0 && Date.now() >= deadline) {
        const detail = isUnreachable(error) ? 'The store did not answer in time.' : 'Too much is changing here at once.'
        throw new AppError('store-unavailable', `${detail} Try again in a moment.`, { cause: error, retryAfter: 1 })
      }
      // Full jitter: between nothing and a ceiling that doubles from 2 to 16 ms, about the time of one transaction.
      const ceiling = 2 * 2 ** Math.min(attempt, 3)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling))
    }
  }
}
