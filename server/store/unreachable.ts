import { MongoBulkWriteError, MongoError, MongoNetworkError, MongoServerSelectionError } from 'mongodb'

/** Server codes that mean "not now": cursor gone, no primary, stepping down, shutting down, out of disk, out of time. */
const passing = new Set([43, 50, 89, 91, 189, 9001, 10107, 11600, 11602, 13435, 13436, 14031])

/** What the system says of a connection that breaks while it is written to; the driver passes it on as it is. */
const broken = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT'])

/** True when the store did not answer, or cannot at the moment: the same request may succeed later. */
export function isUnreachable(error: unknown): boolean {
  const cause = unwrapped(error)
  if (hasNoAnswer(cause)) return true
  return cause instanceof MongoError && typeof cause.code === 'number' && passing.has(cause.code)
}

/** True when the connection broke or there was none: whether the request was carried out is not known. */
export function hasNoAnswer(error: unknown): boolean {
  const cause = unwrapped(error)
  if (cause instanceof MongoNetworkError || cause instanceof MongoServerSelectionError) return true
  if (stumbled(cause)) return true
  return cause instanceof Error && broken.has(String((cause as NodeJS.ErrnoException).code))
}

/**
 * When a connection breaks while a commit is written to it, the driver (7.9.0) asks the system's error for labels,
 * which it does not have, and throws this instead.
 */
const stumbled = (error: unknown): boolean =>
  error instanceof TypeError && /\bhasErrorLabel is not a function$/.test(error.message)

/** A bulk write hides the error that ended it in one of the server's errors, often without its labels. */
function unwrapped(error: unknown): unknown {
  const hidden: unknown = error instanceof MongoBulkWriteError ? error.errorResponse : null
  return hidden instanceof Error ? hidden : error
}
