import { type Doc, docOf } from '../bson/types.ts'
import { noSuchTransaction, StoreError } from '../errors.ts'
import type { Command, Context } from './context.ts'
import { toBigInt } from './options.ts'

export const transactional: Record<string, Command> = {
  commitTransaction: { run: commit, options: 'recoveryToken', transactional: true },
  abortTransaction: { run: abort, options: 'recoveryToken', transactional: true },
}

/** Data and the record of the commit go to the disk together, so a commit asked for again is known. */
async function commit({ store, session, command }: Context): Promise<Doc> {
  const number = toBigInt(command.txnNumber)
  const transaction = session?.transaction
  if (!session) throw new StoreError(2, 'commitTransaction needs a session')
  if (transaction?.number === number && transaction.state === 'active') {
    store.transactions.commit(transaction)
    store.sessions.saveCommitted(session, number)
  } else if (!store.sessions.wasCommitted(session, number)) throw noSuchTransaction(number)
  await store.commits.durable()
  return docOf({})
}

function abort({ store, session, command }: Context): Doc {
  const number = toBigInt(command.txnNumber)
  const transaction = session?.transaction
  if (transaction?.number !== number) throw noSuchTransaction(number)
  if (transaction.state === 'committed') throw new StoreError(256, `Transaction ${number} has been committed`)
  store.transactions.abort(transaction)
  return docOf({})
}
