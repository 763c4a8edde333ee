import { type Doc, docOf, isDoc } from './bson/types.ts'
import { aggregates } from './commands/aggregate.ts'
import { type Command, type Context, checkOptions, newContext, toBigInt } from './commands/context.ts'
import { reads } from './commands/reads.ts'
import { schema } from './commands/schema.ts'
import { transactional } from './commands/transactions.ts'
import { writes } from './commands/writes.ts'
import { StoreError } from './errors.ts'
import type { Session } from './session/sessions.ts'
import { noSuchTransaction, type Transaction } from './session/transactions.ts'
import type { Store } from './store.ts'

/** Runs commands: finds the handler, the session and the transaction, and makes sure nothing runs twice. */
export class Dispatcher {
  readonly #store: Store
  readonly #commands: Record<string, Command>

  constructor(store: Store, extra: Record<string, Command>) {
    this.#store = store
    this.#commands = { ...reads, ...writes, ...aggregates, ...schema, ...transactional, ...extra }
  }

  /** The reply to a command; errors are replies too. `seen` learns which transaction was used. */
  async run(command: Doc | StoreError, seen: (transaction: Transaction) => void): Promise<Doc> {
    try {
      if (command instanceof StoreError) throw command
      const reply = await this.#run(command, seen)
      reply.ok = 1
      return reply
    } catch (error) {
      return errorReply(error)
    }
  }

  async #run(command: Doc, seen: (transaction: Transaction) => void): Promise<Doc> {
    const name = Object.keys(command)[0] ?? ''
    const handler = Object.hasOwn(this.#commands, name) ? this.#commands[name] : undefined
    if (!handler) throw new StoreError(59, `no such command: '${name}'`)
    checkOptions(name, command, handler.options)
    const session = command.lsid === undefined ? undefined : this.#store.sessions.get(command.lsid)
    const context = newContext(this.#store, command, session)
    try {
      return await this.#route(name, handler, context, seen)
    } finally {
      context.deadline.met()
    }
  }

  async #route(
    name: string,
    handler: Command,
    context: Context,
    seen: (transaction: Transaction) => void,
  ): Promise<Doc> {
    const { session, command } = context
    if (command.autocommit === false && session) return this.#runInTransaction(name, handler, context, session, seen)
    if (command.txnNumber !== undefined && session && handler.writes) return this.#runOnce(handler, context, session)
    if (session && readsSnapshot(command)) return this.#runAtSnapshot(name, handler, context, session)
    const reply = await handler.run(context)
    if (handler.writes) await this.#store.commits.durable()
    return reply
  }

  /** The answer names the moment it was read at; the session's next reads ask for the same. */
  async #runAtSnapshot(name: string, handler: Command, context: Context, session: Session): Promise<Doc> {
    if (!snapshotReads.has(name))
      throw new StoreError(72, `The command ${name} does not support read concern snapshot outside transactions`)
    const { snapshots, transactions } = this.#store
    const at = (context.command.readConcern as Doc).atClusterTime
    const snapshot = await snapshots.of(session, at, transactions.clock)
    const reply = await handler.run({ ...context, snapshot })
    const place = isDoc(reply.cursor) ? reply.cursor : reply
    place.atClusterTime = snapshot.at
    return reply
  }

  /** Retryable writes: the first run's answer is the answer, however often it is asked for. */
  async #runOnce(handler: Command, context: Context, session: Session): Promise<Doc> {
    const number = toBigInt(context.command.txnNumber)
    while (session.running) {
      if (session.running.number === number) return docOf({ ...(await session.running.reply) })
      await session.running.reply.catch(() => {})
    }
    const known = this.#store.sessions.progressOf(session, number)
    if (known?.done) {
      await this.#store.commits.durable()
      return known.reply
    }
    const progress = known ?? { next: 0, reply: docOf({}), done: false }
    if (session.transaction?.state === 'active') this.#store.transactions.abort(session.transaction)
    const reply = this.#runRecorded(handler, { ...context, retry: { number, progress } }, session, number)
    session.running = { number, reply }
    try {
      return await reply
    } finally {
      session.running = undefined
    }
  }

  async #runRecorded(handler: Command, context: Context, session: Session, number: bigint): Promise<Doc> {
    const { sessions, commits } = this.#store
    const reply = await handler.run(context)
    sessions.saveProgress(session, number, { next: 0, reply, done: true })
    await commits.durable()
    return reply
  }

  async #runInTransaction(
    name: string,
    handler: Command,
    context: Context,
    session: Session,
    seen: (transaction: Transaction) => void,
  ): Promise<Doc> {
    const number = toBigInt(context.command.txnNumber)
    if (name === 'commitTransaction' || name === 'abortTransaction') return handler.run(context)
    if (!handler.transactional) throw new StoreError(263, `Cannot run '${name}' in a multi-document transaction.`)
    const transaction = context.command.startTransaction === true ? this.#begin(session, number) : session.transaction
    if (!transaction || transaction.number !== number || transaction.state !== 'active') throw noSuchTransaction(number)
    transaction.lastUsed = Date.now()
    seen(transaction)
    try {
      const reply = await handler.run({ ...context, transaction, writer: transaction })
      // Whoever waited in between may have met the end of the transaction's lifetime.
      if (transaction.state !== 'active') throw noSuchTransaction(number)
      return reply
    } catch (error) {
      this.#store.transactions.abort(transaction)
      throw error
    }
  }

  #begin(session: Session, number: bigint): Transaction {
    const { transaction } = session
    if (transaction && transaction.number > number)
      throw new StoreError(
        225,
        `Cannot start transaction ${number}: ${transaction.number} has been used in this session`,
      )
    if (transaction) this.#store.transactions.abort(transaction)
    session.transaction = this.#store.transactions.begin(number)
    return session.transaction
  }
}

const snapshotReads = new Set(['find', 'aggregate', 'distinct'])

/** Drivers repeat the read concern with `getMore`, whose cursor knows its state already. */
const readsSnapshot = ({ readConcern, getMore }: Doc): boolean =>
  isDoc(readConcern) && readConcern.level === 'snapshot' && getMore === undefined

function errorReply(error: unknown): Doc {
  if (!(error instanceof StoreError)) console.error(error)
  const known =
    error instanceof StoreError ? error : new StoreError(1, `The store failed unexpectedly: ${String(error)}`)
  const { code, codeName, message: errmsg, details, labels } = known
  return docOf({ ok: 0, errmsg, code, codeName, ...details, errorLabels: labels.length > 0 ? labels : undefined })
}
