import { decode, encode } from '../bson/codec.ts'
import { type Doc, docOf, isDoc, toNumber } from '../bson/types.ts'
import { fieldOf, type KeyField } from '../query/index-keys.ts'
import { compileFilter, type Predicate } from '../query/match.ts'
import type { View } from './environment.ts'
import { spaceEnd, spaceKey, spaceStart, spaces } from './keyspace.ts'

export interface Index {
  id: number
  name: string
  fields: KeyField[]
  unique: boolean
  partial: { filter: Doc; matches: Predicate } | undefined
  expireAfterSeconds: number | undefined
  /** Some document has several entries: bounds and sorts need more care. */
  multikey: boolean
  /** Some entry was too long and cut: its order is not the order of the values. */
  cut: boolean
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

type Write = (key: Buffer, value: Buffer | null) => void

/** Which collections and indexes there are: kept in memory, written with the same commits as the data. */
export class Catalog {
  readonly #collections = new Map<string, Collection>()
  readonly #write: Write
  #nextId = spaces.firstFree

  constructor(write: Write) {
    this.#write = write
  }

  /** Reads the stored state, at start and after a failed commit. */
  load(view: View): void {
    this.#collections.clear()
    this.#nextId = spaces.firstFree
    for (const { key, value } of view.range(spaceStart(spaces.catalog), spaceEnd(spaces.catalog), false)) {
      const namespace = key.toString('utf8', 4)
      const { id, indexes } = decode(value)
      const collection = this.#newCollection(namespace, toNumber(id) ?? 0)
      if (Array.isArray(indexes)) collection.indexes = indexes.filter(isDoc).map((spec) => toIndex(spec))
      this.#collections.set(namespace, collection)
      for (const { id } of [collection, ...collection.indexes]) this.#nextId = Math.max(this.#nextId, id + 1)
    }
  }

  get(namespace: string): Collection | undefined {
    return this.#collections.get(namespace)
  }

  all(): Iterable<Collection> {
    return this.#collections.values()
  }

  /** The collection, made when it is not there. */
  require(namespace: string): Collection {
    const existing = this.#collections.get(namespace)
    if (existing) return existing
    const collection = this.#newCollection(namespace, this.newId())
    this.#collections.set(namespace, collection)
    collection.save()
    return collection
  }

  remove(collection: Collection): void {
    collection.dropped = true
    this.#collections.delete(collection.namespace)
    this.#write(recordKey(collection.namespace), null)
  }

  #newCollection(namespace: string, id: number): Collection {
    const collection: Collection = {
      namespace,
      id,
      indexes: [],
      building: undefined,
      dropped: false,
      save: () => {
        const specs = collection.indexes.map((index) => {
          const { id, multikey, cut, ready } = index
          return docOf({ ...describe(index), id, multikey, cut, ready })
        })
        this.#write(recordKey(namespace), encode(docOf({ id, indexes: specs })))
      },
    }
    return collection
  }

  newId(): number {
    return this.#nextId++
  }
}

const recordKey = (namespace: string) => spaceKey(spaces.catalog, Buffer.from(namespace))

/** An index as `createIndexes` describes it or as it was saved; the specification has been checked. */
export function toIndex(spec: Doc): Index {
  const filter = spec.partialFilterExpression
  return {
    id: toNumber(spec.id) ?? 0,
    name: String(spec.name),
    fields: Object.entries(spec.key as Doc).map(([path, order]) => fieldOf(path, (toNumber(order) ?? 1) < 0)),
    unique: spec.unique === true,
    partial: isDoc(filter) ? { filter, matches: compileFilter(filter) } : undefined,
    expireAfterSeconds: toNumber(spec.expireAfterSeconds),
    multikey: spec.multikey === true,
    cut: spec.cut === true,
    ready: spec.ready === true,
    since: 0,
  }
}

/** The form `listIndexes` answers, and the one compared when an index is asked for again. */
export function describe({ name, fields, unique, partial, expireAfterSeconds }: Index): Doc {
  const all = { v: 2, key: keyPattern(fields), name, unique: unique || undefined, expireAfterSeconds }
  const options = { ...all, partialFilterExpression: partial?.filter }
  return docOf(Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)))
}

export const keyPattern = (fields: KeyField[]): Doc =>
  docOf(Object.fromEntries(fields.map(({ path, descending }) => [path, descending ? -1 : 1])))
