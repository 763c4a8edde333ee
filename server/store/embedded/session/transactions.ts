import { noSuchTransaction, writeConflict } from '../errors.ts'
import type { Commits } from '../storage/commits.ts'
import type { Writer } from '../storage/documents.ts'
import { CommittedView, type Environment, type View } from '../storage/environment.ts'
import { textOf } from '../storage/keyspace.ts'
import { OverlaidView, Overlay } from '../storage/overlay.ts'

/** Thrown by a plain write that meets a lock: it waits until the transaction ends, then tries again. */
export class Blocked {
  readonly until: Promise<unknown>
  constructor(until: Promise<unknown>) {
    this.until = until
  }
}

/** Whose commands a transaction gets: a connection. */
export interface Client {
  readonly destroyed: boolean
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
  readonly asOf: number
  state: 'active' | 'committed' | 'aborted' = 'active'
  /** The connection it was last used on. */
  client: Client | undefined
  /** How many of its commands run just now. */
  running = 0
  /** Somebody has met one of its locks since it was last used. */
  wanted = false
  /** How often it has been looked at since it was last used. */
  idleSweeps = 0
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

  end(state: 'committed' | 'aborted'): void {
    this.state = state
    this.#snapshot.unpin()
    this.overlay.clear()
    this.#resolve()
  }
}

const lifetimeMs = 60_000
/** Looked at once a second, it counts as idle from this time on. A store that was stopped itself counts no idleness. */
const mostIdleSweeps = 3

export class Transactions {
  readonly active = new Set<Transaction>()
  readonly #environment: Environment
  readonly #commits: Commits
  readonly #locks = new Map<string, Transaction>()
  /** Rises with each index that becomes usable. */
  clock = 0

  constructor(environment: Environment, commits: Commits) {
    this.#environment = environment
    this.#commits = commits
  }

  begin(number: bigint): Transaction {
    // What is being flushed right now is newer than the snapshot.
    const foreign = new Set(this.#commits.overlay.keys())
    const transaction = new Transaction(this, number, new CommittedView(this.#environment).pin(), foreign, this.clock)
    this.active.add(transaction)
    return transaction
  }

  claim(key: string, transaction: Transaction): void {
    const holder = this.#locks.get(key)
    if (holder === transaction) return
    if (holder) holder.wanted = true
    if (holder || transaction.foreign.has(key)) throw writeConflict()
    this.#locks.set(key, transaction)
    transaction.locks.add(key)
  }

  /** A write outside transactions: waits for locks, and is foreign to all that are open. */
  claimPlain(key: Buffer): void {
    if (this.active.size === 0) return
    const text = textOf(key)
    const holder = this.#locks.get(text)
    if (holder) {
      holder.wanted = true
      throw new Blocked(holder.ended)
    }
    for (const transaction of this.active) transaction.foreign.add(text)
  }

  /** Resolves when all that are open now have ended. */
  async allEnded(): Promise<void> {
    for (const transaction of this.active) transaction.wanted = true
    await Promise.all([...this.active].map(({ ended }) => ended))
  }

  /** Hands the changes over to the next flush; the caller waits for it. */
  commit(transaction: Transaction): void {
    if (transaction.state !== 'active') throw noSuchTransaction(transaction.number)
    for (const { key, value } of transaction.overlay.changes()) this.#commits.write(key, value)
    for (const other of this.active)
      if (other !== transaction) for (const key of transaction.locks) other.foreign.add(key)
    this.#release(transaction, 'committed')
  }

  abort(transaction: Transaction | undefined): void {
    if (transaction?.state === 'active') this.#release(transaction, 'aborted')
  }

  abortAll(): void {
    for (const transaction of this.active) this.abort(transaction)
  }

  /**
   * Ends those that take too long, and idle ones whose client is gone or whose locks somebody else needs: a client
   * that is stopped must not stop others. One that is merely slow, and in nobody's way, goes on.
   */
  sweep(now: number): void {
    for (const transaction of this.active) {
      transaction.idleSweeps = transaction.running > 0 ? 0 : transaction.idleSweeps + 1
      const isInTheWay = transaction.wanted || transaction.client?.destroyed !== false
      const isIdle = transaction.idleSweeps > mostIdleSweeps
      if ((isIdle && isInTheWay) || now - transaction.startedAt > lifetimeMs) this.abort(transaction)
    }
  }

  #release(transaction: Transaction, state: 'committed' | 'aborted'): void {
    for (const key of transaction.locks) this.#locks.delete(key)
    this.active.delete(transaction)
    transaction.end(state)
  }
}
