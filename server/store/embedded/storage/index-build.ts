import { decode } from '../bson/codec.ts'
import { equal } from '../bson/key.ts'
import { type Doc, docOf, isDoc, toNumber, type Value } from '../bson/types.ts'
import { ensure, notImplemented, refuseOthers } from '../errors.ts'
import type { Store } from '../store.ts'
import { pause, pending, runSteps } from '../yielding.ts'
import { type Collection, type Index, toIndex } from './catalog.ts'
import { checkUnique, entriesOf } from './documents.ts'
import { asBuffer, type Entry, wholeSpace } from './environment.ts'

const options = 'v key name unique partialFilterExpression expireAfterSeconds background ns'.split(' ')

export function checkIndexSpec(spec: Value): Doc {
  ensure(isDoc(spec) && isDoc(spec.key), 9, 'Each index needs a key document')
  refuseOthers(spec, options, 'indexes')
  const fields = Object.entries(spec.key)
  ensure(fields.length > 0, 67, 'Index keys cannot be an empty object')
  for (const [path, order] of fields) {
    if (typeof order === 'string') throw notImplemented(`indexes of the kind ${order}`)
    if (path.includes('$**')) throw notImplemented('wildcard indexes')
    ensure(toNumber(order), 67, 'Values in the index key pattern must be numbers other than 0')
    ensure(!/^\$|\.\$|^\.|\.\.|\.$|^$/.test(path), 67, `Index keys cannot contain the path '${path}'`)
  }
  ensure(typeof spec.name === 'string' && spec.name !== '', 2, 'Each index needs a name')
  const fitsTtl = fields.length === 1 && toNumber(spec.expireAfterSeconds) !== undefined
  ensure(spec.expireAfterSeconds === undefined || fitsTtl, 67, 'TTL indexes have one field and a number of seconds')
  return spec
}

/** An equal index that exists is fine, a similar one is a mistake. */
export async function createIndex(store: Store, namespace: string, spec: Doc): Promise<void> {
  const building = () => store.catalog.get(namespace)?.building
  for (let other = building(); other; other = building()) await other
  const collection = store.catalog.require(namespace)
  const index = toIndex(docOf({ ...spec, id: store.catalog.newId() }))
  const { key, name, partialFilterExpression: filter } = index.spec
  if (equal(key, docOf({ _id: 1 }))) return
  for (const { spec: existing } of collection.indexes) {
    if (equal(existing, index.spec)) return
    ensure(existing.name !== name, 86, `An index ${name} exists, but with another specification`)
    const isAlike = equal(existing.key, key) && equal(existing.partialFilterExpression, filter)
    ensure(!isAlike, 85, `Index already exists with a different name or other options: ${existing.name}`)
  }
  await build(store, collection, index)
}

/** Writes to the collection wait while its documents are read; transactions that have written to it end first. */
async function build(store: Store, collection: Collection, index: Index): Promise<void> {
  const { done, settle } = pending()
  collection.building = done
  collection.indexes.push(index)
  try {
    await store.transactions.allEnded()
    collection.save()
    await fill(store, collection, index)
    index.ready = true
    index.since = ++store.clock
    collection.save()
    await store.commits.durable()
  } catch (error) {
    await removeIndex(store, collection, index)
    throw error
  } finally {
    collection.building = undefined
    settle()
  }
}

function fill(store: Store, collection: Collection, index: Index): Promise<unknown> {
  return eachKey(store, collection.id, ({ key, value }) => {
    const doc = decode(value)
    const id = key.subarray(4)
    const entries = entriesOf(index, doc, id)
    index.multikey ||= entries.multikey
    for (const entry of entries.keys) {
      if (index.unique) checkUnique(store.commits.latest, collection, { index, key: entry }, doc, id)
      store.commits.write(entry, asBuffer(id))
    }
  })
}

/** Goes through all documents of a collection or all entries of an index, letting others in between. */
function eachKey({ commits }: Store, space: number, visit: (entry: Entry) => void) {
  return runSteps(commits.latest.range(wholeSpace(space)), visit, () =>
    commits.isCrowded() ? commits.durable() : pause(),
  )
}

export async function removeIndex(store: Store, collection: Collection, index: Index): Promise<void> {
  index.ready = false
  collection.indexes = collection.indexes.filter((each) => each !== index)
  if (store.catalog.get(collection.namespace) === collection) collection.save()
  await clearSpace(store, index.id)
}

/** Removes all entries of an index or all documents of a collection. */
export const clearSpace = (store: Store, space: number): Promise<unknown> =>
  eachKey(store, space, ({ key }) => store.commits.write(key, null))

/** A store that died while building one left it half filled. */
export function removeUnfinishedIndexes(store: Store): void {
  const report = (error: unknown) => console.error('the rest of an unfinished index stays until the next start:', error)
  for (const collection of store.catalog.all())
    for (const index of collection.indexes.filter(({ ready }) => !ready))
      removeIndex(store, collection, index).catch(report)
}
