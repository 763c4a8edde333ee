import { MongoBulkWriteError, MongoError, MongoServerError } from 'mongodb'
import { isUnreachable } from '../store/unreachable.ts'
import { keyIndex, seqIndex } from './entry.ts'

/**
 * Why a write to the journal did not happen, or is not known to have, as far as the next step depends on it. Whatever
 * it is, trying again with the same keys is safe.
 */
export type Conflict = 'number-taken' | 'key-stored' | 'transient' | 'unknown-outcome' | null

/** Classifies an error of the driver; null: not a conflict, pass it on. */
export function conflictOf(error: unknown): Conflict {
  if (!(error instanceof MongoError)) return null
  if (error.hasErrorLabel('UnknownTransactionCommitResult')) return 'unknown-outcome'
  const duplicate = duplicateOf(error)
  if (duplicate !== null) {
    if (duplicate.includes(seqIndex)) return 'number-taken'
    if (duplicate.includes(keyIndex)) return 'key-stored'
    // A unique index of a feature: two requests raced; run again, the second sees the first and decides anew.
    return 'transient'
  }
  const passing = error.hasErrorLabel('TransientTransactionError') || error.code === 112 || isUnreachable(error)
  return passing ? 'transient' : null
}

/** The message of a duplicate key error, which names the index; null when it is none. */
function duplicateOf(error: MongoError): string | null {
  if (error.code !== 11000) return null
  if (error instanceof MongoBulkWriteError) {
    const first = Array.isArray(error.writeErrors) ? error.writeErrors[0] : error.writeErrors
    return first?.errmsg ?? error.message
  }
  return error instanceof MongoServerError ? error.message : null
}
