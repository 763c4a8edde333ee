import { noSuchTransaction, writeConflict } from '../errors.ts'
import type { Commits } from '../storage/commits.ts'
import type { Writer } from '../storage/documents.ts'
import { type CommittedView, textOf } from '../storage/environment.ts'
import { Overlay, overlaid } from '../storage/overlay.ts'
import { pending } from '../yielding.ts'

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
export type Transaction = ReturnType<typeof newTransaction>

function newTransaction(number: bigint, snapshot: CommittedView, asOf: number, flushing: Iterable<string>) {
  const overlay = new Overlay()
  return {
    ...{ number, snapshot, asOf, overlay },
    view: overlaid(snapshot, overlay),
    locks: new Set<string>(),
    /** Keys that others have written since the snapshot was taken; what is being flushed right now is newer. */
    foreign: new Set(flushing),
    startedAt: Date.now(),
    state: 'active' as 'active' | 'committed' | 'aborted',
    end: pending(),
    /** The connection it was last used on. */
    client: undefined as Client | undefined,
    /** How many of its commands run just now. */
    running: 0,
    /** Somebody has met one of its locks since it was last used. */
    wanted: false,
    /** How often it has been looked at since it was last used. */
    idleSweeps: 0,
  }
}

const lifetimeMs = 60_000
/** Looked at once a second, it counts as idle from this time on. A store that was stopped itself counts no idleness. */
const mostIdleSweeps = 3

export function createTransactions(commits: Commits) {
  const active = new Set<Transaction>()
  const locks = new Map<string, Transaction>()

  function begin(number: bigint, asOf: number): Transaction {
    const transaction = newTransaction(number, commits.newView().pin(), asOf, commits.overlay.keys())
    active.add(transaction)
    return transaction
  }

  /** Who has locked a key, and hears that somebody else wants it. */
  function holderOf(key: string): Transaction | undefined {
    const holder = locks.get(key)
    if (holder) holder.wanted = true
    return holder
  }

  /** Writes outside transactions: they wait for locks, and are foreign to all that are open. */
  const plainWriter: Writer = {
    view: commits.latest,
    write: commits.write,
    claim: (key) => {
      if (active.size === 0) return
      const text = textOf(key)
      const holder = holderOf(text)
      if (holder) throw new Blocked(holder.end.done)
      for (const { foreign } of active) foreign.add(text)
    },
  }

  const writerOf = (transaction: Transaction): Writer => ({
    view: transaction.view,
    write: (key, value) => void transaction.overlay.put({ key, value }),
    claim: (key) => {
      const text = textOf(key)
      if (transaction.locks.has(text)) return
      if (holderOf(text) || transaction.foreign.has(text)) throw writeConflict()
      locks.set(text, transaction)
      transaction.locks.add(text)
    },
  })

  /** Resolves when all that are open now have ended. */
  async function allEnded(): Promise<void> {
    for (const transaction of active) transaction.wanted = true
    await Promise.all([...active].map(({ end }) => end.done))
  }

  /** Hands the changes over to the next flush; the caller waits for it. */
  function commit(transaction: Transaction): void {
    if (transaction.state !== 'active') throw noSuchTransaction(transaction.number)
    for (const { key, value } of transaction.overlay.values()) commits.write(key, value)
    end(transaction, 'committed')
    for (const { foreign } of active) for (const key of transaction.locks) foreign.add(key)
  }

  function abort(transaction: Transaction | undefined): void {
    if (transaction?.state === 'active') end(transaction, 'aborted')
  }

  function end(transaction: Transaction, state: 'committed' | 'aborted'): void {
    for (const key of transaction.locks) locks.delete(key)
    active.delete(transaction)
    transaction.state = state
    transaction.snapshot.unpin()
    transaction.overlay.clear()
    transaction.end.settle()
  }

  function abortAll(): void {
    for (const transaction of active) abort(transaction)
  }

  /**
   * Ends those that take too long, and idle ones whose client is gone or whose locks somebody else needs: a client
   * that is stopped must not stop others. One that is merely slow, and in nobody's way, goes on.
   */
  function sweep(now: number): void {
    for (const transaction of active) {
      transaction.idleSweeps = transaction.running > 0 ? 0 : transaction.idleSweeps + 1
      const isInTheWay = transaction.wanted || transaction.client?.destroyed !== false
      const isIdle = transaction.idleSweeps > mostIdleSweeps
      if ((isIdle && isInTheWay) || now - transaction.startedAt > lifetimeMs) abort(transaction)
    }
  }

  return { begin, plainWriter, writerOf, allEnded, commit, abort, abortAll, sweep }
}
