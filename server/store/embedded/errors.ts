import type { Value } from './bson/types.ts'

/** An error as MongoDB words it: the driver reads `code`, and the labels decide whether it tries again. */
export class StoreError extends Error {
  readonly code: number
  readonly codeName: string
  readonly labels: string[]
  readonly details: Record<string, Value>

  constructor(code: number, message: string, options: { labels?: string[]; details?: Record<string, Value> } = {}) {
    super(message)
    this.code = code
    this.codeName = names[code] ?? `Error${code}`
    this.labels = options.labels ?? []
    this.details = options.details ?? {}
  }
}

const names: Record<number, string> = {
  2: 'BadValue',
  9: 'FailedToParse',
  11: 'UserNotFound',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  16: 'InvalidLength',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  112: 'WriteConflict',
  175: 'QueryPlanKilled',
  206: 'NoSuchSession',
  225: 'TransactionTooOld',
  238: 'NotImplemented',
  239: 'SnapshotTooOld',
  251: 'NoSuchTransaction',
  256: 'TransactionCommitted',
  263: 'OperationNotSupportedInTransaction',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  14031: 'OutOfDiskSpace',
}

/** What the store leaves out on purpose is refused by name, so that nobody ever gets a silently different answer. */
export function notImplemented(what: string): StoreError {
  return new StoreError(238, `The embedded store does not support ${what}. Set MONGODB_URI to use MongoDB instead.`)
}

/** Throws unless the condition holds; for what is checked once for each command rather than for each document. */
export function ensure(condition: unknown, code: number, message: string): asserts condition {
  if (!condition) throw new StoreError(code, message)
}

export const badValue = (message: string): StoreError => new StoreError(2, message)
export const failedToParse = (message: string): StoreError => new StoreError(9, message)
export const typeMismatch = (message: string): StoreError => new StoreError(14, message)

export function writeConflict(): StoreError {
  return new StoreError(
    112,
    'WriteConflict: another write changed the same document or key. Run the transaction again.',
    {
      labels: ['TransientTransactionError'],
    },
  )
}
