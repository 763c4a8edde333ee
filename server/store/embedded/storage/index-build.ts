import { decode } from '../bson/codec.ts'
import { equal } from '../bson/key.ts'
import { type Doc, docOf, isDoc, toNumber, typeName, type Value } from '../bson/types.ts'
import { badValue, notImplemented, StoreError } from '../errors.ts'
import type { Store } from '../store.ts'
import { pause } from '../yielding.ts'
import { type Collection, describe, type Index, keyPattern, toIndex } from './catalog.ts'
import { duplicate, entriesOf } from './documents.ts'
import { asBuffer, spaceEnd, spaceStart } from './keyspace.ts'

const options = new Set([
  'v',
  'key',
  'name',
  'unique',
  'partialFilterExpression',
  'expireAfterSeconds',
  'background',
  'ns',
])

export function checkIndexSpec(spec: Value): Doc {
  if (!isDoc(spec) || !isDoc(spec.key)) throw new StoreError(9, 'Each index needs a key document')
  for (const option of Object.keys(spec)) if (!options.has(option)) throw notImplemented(`the index option ${option}`)
  const fields = Object.entries(spec.key)
  if (fields.length === 0) throw new StoreError(67, 'Index keys cannot be an empty object')
  for (const [path, order] of fields) {
    if (typeof order === 'string') throw notImplemented(`indexes of the kind ${order}`)
    const direction = toNumber(order)
    if (direction === undefined || direction === 0)
      throw new StoreError(67, `Values in the index key pattern must be numbers, not ${typeName(order)}`)
    if (path === '' || path.split('.').some((part) => part === '' || part.startsWith('$')))
      throw path.includes('$**')
        ? notImplemented('wildcard indexes')
        : new StoreError(67, `Index keys cannot contain the path '${path}'`)
  }
  if (typeof spec.name !== 'string' || spec.name === '') throw badValue('Each index needs a name')
  if (spec.expireAfterSeconds !== undefined && (fields.length > 1 || toNumber(spec.expireAfterSeconds) === undefined))
    throw new StoreError(67, 'TTL indexes are single-field indexes with a number of seconds')
  return spec
}

/** True when the index had to be made; an equal one that exists is fine, a similar one is a mistake. */
export async function createIndex(store: Store, namespace: string, spec: Doc): Promise<boolean> {
  while (store.catalog.get(namespace)?.building) await store.catalog.get(namespace)?.building
  const collection = store.catalog.require(namespace)
  const index = toIndex(store.catalog.newId(), spec)
  if (equal(keyPattern(index.fields), docOf({ _id: 1 }))) return false
  for (const existing of collection.indexes) {
    const same = equal(describe(existing), describe(index))
    if (same) return false
    if (existing.name === index.name)
      throw new StoreError(
        86,
        `An existing index has the same name as the requested index but another specification: ${index.name}`,
      )
    const alike =
      equal(keyPattern(existing.fields), keyPattern(index.fields)) &&
      equal(existing.partial?.filter, index.partial?.filter)
    if (alike) throw new StoreError(85, `Index already exists with a different name or other options: ${existing.name}`)
  }
  await build(store, collection, index)
  return true
}

/** Writes to the collection wait while its documents are read; transactions that have written to it end first. */
async function build(store: Store, collection: Collection, index: Index): Promise<void> {
  let finish = () => {}
  collection.building = new Promise((resolve) => {
    finish = resolve
  })
  collection.indexes.push(index)
  try {
    await Promise.all([...store.transactions.active].map(({ ended }) => ended))
    store.catalog.save(collection)
    await fill(store, collection, index)
    index.ready = true
    index.since = ++store.transactions.clock
    store.catalog.save(collection)
    await store.commits.durable()
  } catch (error) {
    await removeIndex(store, collection, index)
    throw error
  } finally {
    collection.building = undefined
    finish()
  }
}

async function fill(store: Store, collection: Collection, index: Index): Promise<void> {
  const { latest } = store.commits
  for (const { key, value } of latest.range(spaceStart(collection.id), spaceEnd(collection.id), false)) {
    const doc = decode(value)
    const id = key.subarray(4)
    const entries = entriesOf(index, doc, id)
    index.multikey ||= entries.multikey
    index.cut ||= entries.cut
    for (const entry of entries.keys) {
      const holder = index.unique ? latest.get(entry) : undefined
      if (holder && Buffer.compare(holder, id) !== 0)
        throw duplicate(collection, index.name, keyPattern(index.fields), doc, index)
      store.commits.write(entry, asBuffer(id))
    }
    if (store.commits.crowded) await store.commits.durable()
    const turn = pause()
    if (turn) await turn
  }
}

export async function removeIndex(store: Store, collection: Collection, index: Index): Promise<void> {
  index.ready = false
  collection.indexes = collection.indexes.filter((each) => each !== index)
  if (store.catalog.get(collection.namespace) === collection) store.catalog.save(collection)
  await clearSpace(store, index.id)
}

/** Removes all entries of an index or all documents of a collection. */
export async function clearSpace(store: Store, space: number): Promise<void> {
  for (const { key } of store.commits.latest.range(spaceStart(space), spaceEnd(space), false)) {
    store.commits.write(key, null)
    if (store.commits.crowded) await store.commits.durable()
    const turn = pause()
    if (turn) await turn
  }
}

/** A store that died while building one left it half filled. */
export function removeUnfinishedIndexes(store: Store): void {
  for (const collection of store.catalog.all())
    for (const index of collection.indexes.filter(({ ready }) => !ready))
      void removeIndex(store, collection, index).catch(() => {})
}
