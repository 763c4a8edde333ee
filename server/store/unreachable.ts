import { MongoBulkWriteError, MongoError, MongoNetworkError, MongoServerSelectionError } from 'mongodb'

/** Server codes that mean "not now": no primary, stepping down, shutting down, out of disk, out of time. */
const passing = new Set([50, 89, 91, 189, 9001, 10107, 11600, 11602, 13435, 13436, 14031])

/** What the system says of a connection that breaks while it is written to; the driver passes it on as it is. */
const broken = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT'])

/** True when the store did not answer, or cannot at the moment: the same request may succeed later. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true
  if (!(error instanceof MongoError))
    return error instanceof Error && broken.has((error as NodeJS.ErrnoException).code ?? '')
  // A bulk write hides the network error that ended it; the driver's label stays.
  if (error instanceof MongoBulkWriteError && error.hasErrorLabel('RetryableWriteError')) return true
  return typeof error.code === 'number' && passing.has(error.code)
}
