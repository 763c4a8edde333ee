import { noSuchTransaction, writeConflict } from '../errors.ts'
import type { Catalog, Collection } from '../storage/catalog.ts'
import type { Commits } from '../storage/commits.ts'
import type { Writer } from '../storage/documents.ts'
import { CommittedView, type Environment, type View } from '../storage/environment.ts'
import { textOf } from '../storage/keyspace.ts'
import { OverlaidView, Overlay } from '../storage/overlay.ts'

/** Thrown by a plain write that meets a lock: it waits until the transaction ends, then tries again. */
export class Blocked {
  readonly until: Promise<void>
  constructor(until: Promise<void>) {
    this.until = until
  }
}

/**
 * One open transaction: a pinned snapshot, its own changes over it, and the keys it has locked. Whoever changes a
 * document second loses at once, as in MongoDB: by a lock that is held, or by a write after the snapshot.
 */
export class Transaction implements Writer {
  readonly view: View
  readonly number: bigint
  readonly ended: Promise<void>
  readonly overlay = new Overlay()
  readonly locks = new Set<string>()
  /** Keys that others have written since the snapshot was taken. */
  readonly foreign: Set<string>
  readonly startedAt = Date.now()
  lastUsed = Date.now()
  readonly asOf: number
  state: 'active' | 'committed' | 'aborted' = 'active'
  readonly #owner: Transactions
  readonly #snapshot: CommittedView
  #resolve: () => void = () => {}

  constructor(owner: Transactions, number: bigint, snapshot: CommittedView, foreign: Set<string>, asOf: number) {
    this.#owner = owner
    this.number = number
    this.#snapshot = snapshot
    this.foreign = foreign
    this.asOf = asOf
    this.view = new OverlaidView(snapshot, this.overlay)
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve
    })
  }

  claim(key: Buffer): void {
    this.#owner.claim(textOf(key), this)
  }

  write(key: Buffer, value: Buffer | null): void {
    this.overlay.set({ key, value })
  }

  saveCatalog(collection: Collection): void {
    this.#owner.catalog.save(collection)
  }

  end(state: 'committed' | 'aborted'): void {
    this.state = state
    this.#snapshot.unpin()
    this.overlay.clear()
    this.#resolve()
  }
}

export class Transactions {
  readonly catalog: Catalog
  readonly #environment: Environment
  readonly #commits: Commits
  readonly #active = new Set<Transaction>()
  readonly #locks = new Map<string, Transaction>()
  /** Rises with each index that becomes usable. */
  clock = 0

  constructor(environment: Environment, commits: Commits, catalog: Catalog) {
    this.#environment = environment
    this.#commits = commits
    this.catalog = catalog
  }

  get active(): Iterable<Transaction> {
    return this.#active
  }

  begin(number: bigint): Transaction {
    // What is being flushed right now is newer than the snapshot.
    const foreign = new Set(this.#commits.overlay.keys())
    const transaction = new Transaction(this, number, new CommittedView(this.#environment).pin(), foreign, this.clock)
    this.#active.add(transaction)
    return transaction
  }

  claim(key: string, transaction: Transaction): void {
    const holder = this.#locks.get(key)
    if (holder === transaction) return
    if (holder || transaction.foreign.has(key)) throw writeConflict()
    this.#locks.set(key, transaction)
    transaction.locks.add(key)
  }

  /** A write outside transactions: waits for locks, and is foreign to all that are open. */
  claimPlain(key: Buffer): void {
    if (this.#active.size === 0) return
    const text = textOf(key)
    const holder = this.#locks.get(text)
    if (holder) throw new Blocked(holder.ended)
    for (const transaction of this.#active) transaction.foreign.add(text)
  }

  /** Hands the changes over to the next flush; the caller waits for it. */
  commit(transaction: Transaction): void {
    if (transaction.state !== 'active') throw noSuchTransaction(transaction.number)
    for (const { key, value } of transaction.overlay.changes()) this.#commits.write(key, value)
    for (const other of this.#active)
      if (other !== transaction) for (const key of transaction.locks) other.foreign.add(key)
    this.#release(transaction, 'committed')
  }

  abort(transaction: Transaction): void {
    if (transaction.state === 'active') this.#release(transaction, 'aborted')
  }

  #release(transaction: Transaction, state: 'committed' | 'aborted'): void {
    for (const key of transaction.locks) this.#locks.delete(key)
    this.#active.delete(transaction)
    transaction.end(state)
  }
}
