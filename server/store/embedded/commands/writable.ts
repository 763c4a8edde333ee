import { Blocked } from '../session/transactions.ts'
import type { Collection } from '../storage/catalog.ts'
import type { Context } from './context.ts'

/** The collection to write to, made when it is not there; while an index of it is being built, writes wait. */
export function writable(context: Context, namespace: string): Collection {
  const collection = context.store.catalog.require(namespace)
  if (collection.building) throw new Blocked(collection.building)
  return collection
}
