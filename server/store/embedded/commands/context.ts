import { type Doc, docOf, RawBatch, type Value } from '../bson/types.ts'
import { ensure } from '../errors.ts'
import type { Query } from '../query/find.ts'
import { compileFilter } from '../query/match.ts'
import type { Progress, Session, Snapshot } from '../session/sessions.ts'
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
  transaction?: Transaction
  /** Set for reads with read concern `snapshot` outside transactions. */
  snapshot?: Snapshot
  /** Where this command writes: the open transaction, or straight to the store. */
  writer: Writer
  /** Set for retryable writes: what is done is noted here. */
  progress?: Progress
}

export interface Command {
  run: (context: Context) => Promise<Doc> | Doc
  /** What it takes beside the common options, with spaces between; others are refused by name. Undefined: anything. */
  options: string | undefined
  /** Whether it may run inside a transaction. */
  transactional?: boolean
  writes?: boolean
}

export function newContext(store: Store, command: Doc, session?: Session): Context {
  return { store, db: String(command.$db), command, session, writer: store.transactions.plainWriter }
}

export const namespaceOf = ({ db, command }: Context, name: string): string =>
  checkNamespace(typeof command[name] === 'string' && `${db}.${command[name]}`)

/** @param namespace of database and collection */
export function checkNamespace(namespace: Value): string {
  ensure(
    typeof namespace === 'string' && /^[^.\0$]+\.(?!system\.)[^\0$]+$/.test(namespace),
    73,
    `Invalid namespace: ${String(namespace)}`,
  )
  return namespace
}

/** What a read sees: the state of a transaction or snapshot, or what is on the disk. */
export function readView({ transaction, snapshot, store }: Context): { view: View; committed?: CommittedView } {
  const held = transaction ?? snapshot
  if (held) return { view: held.view }
  const committed = store.commits.newView()
  return { view: committed, committed }
}

type QueryPart = Pick<Query, 'view' | 'filter'> & Partial<Query>

/** A query with what goes for all of a command; none when there is no such collection. */
export function queryOf(context: Context, namespace: string, part: QueryPart): Query | undefined {
  const { store, transaction, snapshot } = context
  const collection = store.catalog.get(namespace)
  if (collection) {
    const { asOf } = transaction ?? snapshot ?? {}
    const rest = { sort: [], skip: 0, limit: 0, asOf, stats: store.stats }
    return { collection, ...rest, ...part }
  }
  compileFilter(part.filter)
  return undefined
}

/** @param id 0 when there is no more */
export function cursorReply(id: bigint, ns: string, batch: Buffer[], name = 'firstBatch'): Doc {
  return docOf({ cursor: docOf({ [name]: new RawBatch(batch), id, ns }) })
}
