import { writeConflict } from '../errors.ts'
import { Blocked } from '../session/transactions.ts'
import type { Collection } from '../storage/catalog.ts'
import type { Context } from './context.ts'

/**
 * The collection to write to, made when it is not there. While an index of it is being built, writes wait; a
 * transaction begins anew instead, as does one whose snapshot is older than an index and so lacks its entries.
 */
export function writable(context: Context, namespace: string): Collection {
  const collection = context.store.catalog.require(namespace)
  const { transaction } = context
  if (transaction && (collection.building || collection.indexes.some(({ since }) => since > transaction.asOf)))
    throw writeConflict()
  if (collection.building) throw new Blocked(collection.building)
  return collection
}
