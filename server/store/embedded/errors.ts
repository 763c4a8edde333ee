import type { Value } from './bson/types.ts'

/** An error as MongoDB words it: the driver reads `code`, and by the labels decides whether to try again. */
export class StoreError extends Error {
  readonly code: number
  readonly labels: string[]
  readonly details: Record<string, Value>

  constructor(code: number, message: string, labels: string[] = [], details: Record<string, Value> = {}) {
    super(message)
    this.code = code
    this.labels = labels
    this.details = details
  }
}

/** What the store leaves out on purpose is refused by name, so that nobody ever gets a silently different answer. */
export function notImplemented(what: string): StoreError {
  return new StoreError(238, `The embedded store does not support ${what}. Set MONGODB_URI to use MongoDB instead.`)
}

/** Refuses by name what a document of options holds beside what is known. */
export function refuseOthers(options: object, known: string[], whose: string): void {
  const other = Object.keys(options).find((name) => !known.includes(name))
  if (other !== undefined) throw notImplemented(`the option ${other} of ${whose}`)
}

/** Throws unless the condition holds; for what is checked once for each command rather than for each document. */
export function ensure(condition: unknown, code: number, message: string): asserts condition {
  if (!condition) throw new StoreError(code, message)
}

export const badValue = (message: string): StoreError => new StoreError(2, message)
export const failedToParse = (message: string): StoreError => new StoreError(9, message)
export const typeMismatch = (message: string): StoreError => new StoreError(14, message)

const transient = ['TransientTransactionError']
export const writeConflict = (): StoreError =>
  new StoreError(112, 'WriteConflict: another write changed the same document or key. Run it again.', transient)
export const noSuchTransaction = (number: bigint): StoreError =>
  new StoreError(251, `Transaction ${number} has been ended or never began. Run it again from its start.`, transient)
