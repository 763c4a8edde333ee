import { type Doc, docOf, isDoc } from './bson/types.ts'
import { type Command, type Context, newContext } from './commands/context.ts'
import { checkOptions, toBigInt } from './commands/options.ts'
import { reads } from './commands/reads.ts'
import { schema } from './commands/schema.ts'
import { transactional } from './commands/transactions.ts'
import { writes } from './commands/writes.ts'
import { ensure, noSuchTransaction, StoreError } from './errors.ts'
import type { Session } from './session/sessions.ts'
import type { Client } from './session/transactions.ts'
import type { Store } from './store.ts'

const snapshotReads = ['find', 'aggregate', 'distinct']

/** Runs commands: finds the handler, the session and the transaction, and makes sure nothing runs twice. */
export function createDispatcher(store: Store, extra: Record<string, Command>) {
  const commands = new Map(Object.entries({ ...reads, ...writes, ...schema, ...transactional, ...extra }))
  const { commits, sessions, transactions } = store

  /** The reply to a command; errors are replies too. */
  return async (command: Doc | StoreError, client: Client): Promise<Doc> => {
    try {
      if (command instanceof StoreError) throw command
      return Object.assign(await run(command, client), { ok: 1 })
    } catch (error) {
      return errorReply(error)
    }
  }

  async function run(command: Doc, client: Client): Promise<Doc> {
    const [name = ''] = Object.keys(command)
    const handler = commands.get(name)
    ensure(handler, 59, `no such command: '${name}'`)
    checkOptions(name, command, handler.options)
    const session = command.lsid === undefined ? undefined : sessions.get(command.lsid)
    const context = newContext(store, command, session)
    if (session && command.autocommit === false) return inTransaction(name, handler, context, session, client)
    if (session && command.txnNumber !== undefined && handler.writes) return once(handler, context, session)
    if (session && readsSnapshot(command)) return atSnapshot(name, handler, context, session)
    const reply = await handler.run(context)
    if (handler.writes) await commits.durable()
    return reply
  }

  /** The answer names the moment it was read at; the session's next reads ask for the same. */
  async function atSnapshot(name: string, handler: Command, context: Context, session: Session): Promise<Doc> {
    ensure(snapshotReads.includes(name), 72, `${name} does not support read concern snapshot outside transactions`)
    const { readConcern } = context.command
    const at = isDoc(readConcern) ? readConcern.atClusterTime : undefined
    const snapshot = sessions.snapshotOf(session, at, store.clock)
    const reply = await handler.run({ ...context, snapshot })
    const place = isDoc(reply.cursor) ? reply.cursor : reply
    place.atClusterTime = snapshot.at
    return reply
  }

  /** Retryable writes: the first run's answer is the answer, however often it is asked for. */
  async function once(handler: Command, context: Context, session: Session): Promise<Doc> {
    const number = toBigInt(context.command.txnNumber)
    while (session.running) {
      if (session.running.number === number) return docOf(await session.running.reply)
      await session.running.reply.catch(() => {})
    }
    const progress = sessions.begin(session, number)
    if (progress.done) {
      await commits.durable()
      return progress.reply
    }
    transactions.abort(session.transaction)
    const reply = runOnce(handler, { ...context, progress }, session, number)
    session.running = { number, reply }
    return reply.finally(() => {
      session.running = undefined
    })
  }

  async function runOnce(handler: Command, context: Context, session: Session, number: bigint): Promise<Doc> {
    let reply: Doc | undefined
    try {
      reply = await handler.run(context)
    } finally {
      sessions.finish(session, number, reply)
    }
    await commits.durable()
    return reply
  }

  async function inTransaction(name: string, handler: Command, context: Context, session: Session, client: Client) {
    const number = toBigInt(context.command.txnNumber)
    if (name === 'commitTransaction' || name === 'abortTransaction') return handler.run(context)
    ensure(handler.transactional, 263, `Cannot run '${name}' in a multi-document transaction.`)
    if (context.command.startTransaction === true) begin(session, number)
    const { transaction } = session
    if (!transaction || transaction.number !== number || transaction.state !== 'active') throw noSuchTransaction(number)
    Object.assign(transaction, { client, wanted: false, idleSweeps: 0 })
    transaction.running++
    try {
      const reply = await handler.run({ ...context, transaction, writer: transactions.writerOf(transaction) })
      // Whoever waited in between may have met the end of the transaction's lifetime.
      if (transaction.state !== 'active') throw noSuchTransaction(number)
      return reply
    } catch (error) {
      transactions.abort(transaction)
      throw error
    } finally {
      transaction.running--
    }
  }

  function begin(session: Session, number: bigint): void {
    const before = session.transaction
    ensure(!before || before.number <= number, 225, `Cannot start transaction ${number}: a later one has been used`)
    transactions.abort(before)
    session.transaction = transactions.begin(number, store.clock)
  }
}

/** Drivers repeat the read concern with `getMore`, whose cursor knows its state already. */
const readsSnapshot = ({ readConcern, getMore }: Doc): boolean =>
  isDoc(readConcern) && readConcern.level === 'snapshot' && getMore === undefined

function errorReply(error: unknown): Doc {
  if (!(error instanceof StoreError)) console.error(error)
  const unexpected = () => new StoreError(1, `The store failed unexpectedly: ${String(error)}`)
  const { code, message: errmsg, details, labels } = error instanceof StoreError ? error : unexpected()
  return docOf({ ok: 0, errmsg, code, ...details, errorLabels: labels.length > 0 ? labels : undefined })
}
