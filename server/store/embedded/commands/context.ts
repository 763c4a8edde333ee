import { type Doc, docOf, isDoc, newDoc, type Raw, toNumber, type Value } from '../bson/types.ts'
import { badValue, notImplemented, StoreError } from '../errors.ts'
import type { Progress, Session } from '../session/sessions.ts'
import type { Snapshot } from '../session/snapshots.ts'
import type { Transaction } from '../session/transactions.ts'
import type { Writer } from '../storage/documents.ts'
import type { CommittedView, View } from '../storage/environment.ts'
import type { Store } from '../store.ts'

/** One command on its way through the store. */
export interface Context {
  store: Store
  db: string
  command: Doc
  session: Session | undefined
  transaction: Transaction | undefined
  /** Set for reads with read concern `snapshot` outside transactions. */
  snapshot: Snapshot | undefined
  /** Where this command writes: the open transaction, or straight to the store. */
  writer: Writer
  /** Set for retryable writes. */
  retry: { number: bigint; progress: Progress } | undefined
}

export type Handler = (context: Context) => Promise<Doc> | Doc

export interface Command {
  run: Handler
  /** Options beside the common ones; everything else is refused by name. */
  options: string[]
  /** Whether it may run inside a transaction. */
  transactional?: boolean
  writes?: boolean
}

const common = new Set(['$db', 'lsid', 'txnNumber', 'autocommit', 'startTransaction', 'readConcern', 'writeConcern', '$readPreference', '$clusterTime', 'comment', 'maxTimeMS', 'apiVersion', 'apiStrict', 'apiDeprecationErrors']) // biome-ignore format: a list

export function checkOptions(name: string, command: Doc, allowed: string[]): void {
  for (const [option, value] of Object.entries(command)) {
    if (option === name || common.has(option) || allowed.includes(option)) continue
    if (option === 'collation' && isDoc(value) && value.locale === 'simple') continue
    throw notImplemented(`the option ${option} of the command ${name}`)
  }
  const level = isDoc(command.readConcern) ? command.readConcern.level : undefined
  if (level !== undefined && !['local', 'majority', 'available', 'snapshot', 'linearizable'].includes(String(level)))
    throw badValue(`Unknown read concern level: ${String(level)}`)
}

export function namespaceOf(context: Context, name: string): string {
  const collection = context.command[name]
  if (typeof collection !== 'string' || collection === '')
    throw new StoreError(73, `Collection name must be a non-empty string, in ${name}`)
  if (collection.includes('\0') || collection.startsWith('system.') || collection.includes('$'))
    throw new StoreError(73, `Invalid collection name: ${collection}`)
  return `${context.db}.${collection}`
}

/** What a read sees: the state of a transaction or snapshot, or what is on the disk. */
export function readView(context: Context): { view: View; committed: CommittedView | undefined } {
  const held = context.transaction ?? context.snapshot
  if (held) return { view: held.view, committed: undefined }
  const committed = context.store.newView()
  return { view: committed, committed }
}

/** Which indexes a held state may be read by. */
export function asOf({ transaction, snapshot }: Context): { asOf?: number } {
  const held = transaction ?? snapshot
  return held ? { asOf: held.asOf } : {}
}

export function docOption(command: Doc, name: string): Doc {
  const value = command[name]
  if (value === undefined || value === null) return newDoc()
  if (!isDoc(value)) throw new StoreError(14, `The option ${name} must be a document`)
  return value
}

export function numberOption(command: Doc, name: string, fallback: number): number {
  const value = command[name]
  if (value === undefined || value === null) return fallback
  const number = toNumber(value)
  if (number === undefined || !Number.isFinite(number)) throw new StoreError(14, `The option ${name} must be a number`)
  return Math.trunc(number)
}

export function listOption(command: Doc, name: string): Value[] {
  const value = command[name]
  if (!Array.isArray(value)) throw new StoreError(14, `The option ${name} must be an array`)
  return value
}

export function cursorReply(id: bigint, namespace: string, batch: Raw[], name: 'firstBatch' | 'nextBatch'): Doc {
  return docOf({ cursor: docOf({ [name]: batch, id, ns: namespace }), ok: 1 })
}
