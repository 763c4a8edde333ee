import { decode, encode } from '../bson/codec.ts'
import { type Doc, docOf, isDoc, toNumber } from '../bson/types.ts'
import { fieldOf, type KeyField } from '../query/index-keys.ts'
import { compileFilter, type Predicate } from '../query/match.ts'
import { spaceKey, spaces, type View, wholeSpace } from './environment.ts'

export interface Index {
  id: number
  /** As `listIndexes` answers it, and as it is compared when the index is asked for again. */
  spec: Doc
  fields: KeyField[]
  unique: boolean
  /** Which documents it holds: all of them, unless it is partial. */
  holds: Predicate
  /** Some document has several entries, or one too long and cut: their order is not that of the documents. */
  multikey: boolean
  /** False while it is being built from existing documents. */
  ready: boolean
  /** Transactions that began before this moment see a state without its entries. */
  since: number
}

export interface Collection {
  namespace: string
  id: number
  indexes: Index[]
  /** Set while an index is built: writes wait for it. */
  building: Promise<void> | undefined
  dropped: boolean
  /** Writes what has changed in its indexes, with the next commit. */
  save(): void
}

/** Which collections and indexes there are: kept in memory, written with the same commits as the data. */
export function createCatalog(write: (key: Buffer, value: Buffer | null) => void) {
  const collections = new Map<string, Collection>()
  let nextId = spaces.firstFree
  const newId = (): number => nextId++

  /** Reads the stored state, at start and after a failed commit. */
  function load(view: View): void {
    collections.clear()
    nextId = spaces.firstFree
    for (const { key, value } of view.range(wholeSpace(spaces.catalog))) {
      const { id, indexes } = decode(value)
      const collection = add(key.toString('utf8', 4), toNumber(id) ?? 0)
      if (Array.isArray(indexes)) collection.indexes = indexes.filter(isDoc).map(toIndex)
      for (const { id } of [collection, ...collection.indexes]) nextId = Math.max(nextId, id + 1)
    }
  }

  function add(namespace: string, id: number): Collection {
    const save = () => {
      const specs = collection.indexes.map(({ id, spec, multikey, ready }) => docOf({ ...spec, id, multikey, ready }))
      write(recordKey(namespace), encode(docOf({ id, indexes: specs })))
    }
    const collection: Collection = { namespace, id, indexes: [], building: undefined, dropped: false, save }
    collections.set(namespace, collection)
    return collection
  }

  /** The collection, made when it is not there. */
  function require(namespace: string): Collection {
    const existing = collections.get(namespace)
    if (existing) return existing
    const collection = add(namespace, newId())
    collection.save()
    return collection
  }

  function remove(collection: Collection): void {
    collection.dropped = true
    collections.delete(collection.namespace)
    write(recordKey(collection.namespace), null)
  }

  const get = (namespace: string): Collection | undefined => collections.get(namespace)
  const all = (prefix = ''): Collection[] =>
    [...collections.values()].filter((each) => each.namespace.startsWith(prefix))
  return { load, get, all, require, remove, newId }
}

const recordKey = (namespace: string) => spaceKey(spaces.catalog, Buffer.from(namespace))

/** An index as `createIndexes` describes it or as it was saved; the specification has been checked. */
export function toIndex({ id, key, name, unique, multikey, cut, ready, ...options }: Doc): Index {
  const { expireAfterSeconds, partialFilterExpression: filter } = options
  const fields = Object.entries(key as Doc).map(([path, order]) => fieldOf(path, (toNumber(order) ?? 1) < 0))
  const pattern = docOf(Object.fromEntries(fields.map(({ path, descending }) => [path, descending ? -1 : 1])))
  const given = { unique: unique === true || undefined, expireAfterSeconds, partialFilterExpression: filter }
  return {
    id: toNumber(id) ?? 0,
    spec: docOf({ v: 2, key: pattern, name, ...given }),
    holds: isDoc(filter) ? compileFilter(filter) : () => true,
    multikey: multikey === true || cut === true,
    ...{ fields, unique: unique === true, ready: ready === true, since: 0 },
  }
}
