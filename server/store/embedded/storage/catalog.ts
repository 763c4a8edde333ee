import { decode, encode } from '../bson/codec.ts'
import { type Doc, docOf, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import type { KeyField } from '../query/index-keys.ts'
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

  /** Reads the stored state, at start and after a failed commit. Collections that stay keep their identity. */
  load(view: View): void {
    const stored = new Map<string, Collection>()
    this.#nextId = spaces.firstFree
    for (const { key, value } of view.range(spaceStart(spaces.catalog), spaceEnd(spaces.catalog), false)) {
      const collection = fromRecord(key.toString('utf8', 4), decode(value))
      stored.set(collection.namespace, collection)
      for (const { id } of [collection, ...collection.indexes]) this.#nextId = Math.max(this.#nextId, id + 1)
    }
    this.#collections.clear()
    for (const [namespace, collection] of stored) this.#collections.set(namespace, collection)
  }

  get(namespace: string): Collection | undefined {
    return this.#collections.get(namespace)
  }

  all(): Iterable<Collection> {
    return this.#collections.values()
  }

  require(namespace: string): Collection {
    return this.#collections.get(namespace) ?? this.create(namespace)
  }

  create(namespace: string): Collection {
    const collection: Collection = { namespace, id: this.newId(), indexes: [], building: undefined, dropped: false }
    this.#collections.set(namespace, collection)
    this.save(collection)
    return collection
  }

  remove(collection: Collection): void {
    collection.dropped = true
    this.#collections.delete(collection.namespace)
    this.#write(recordKey(collection.namespace), null)
  }

  save(collection: Collection): void {
    const indexes = collection.indexes.map((index) =>
      Object.assign(describe(index), { id: index.id, multikey: index.multikey, cut: index.cut, ready: index.ready }),
    )
    this.#write(recordKey(collection.namespace), encode(docOf({ id: collection.id, indexes })))
  }

  newId(): number {
    return this.#nextId++
  }
}

const recordKey = (namespace: string) => spaceKey(spaces.catalog, Buffer.from(namespace))

function fromRecord(namespace: string, record: Doc): Collection {
  const indexes = (record.indexes as Value[]).filter(isDoc).map((spec) =>
    Object.assign(toIndex(toNumber(spec.id) ?? 0, spec), {
      multikey: spec.multikey === true,
      cut: spec.cut === true,
      ready: spec.ready === true,
    }),
  )
  return { namespace, id: toNumber(record.id) ?? 0, indexes, building: undefined, dropped: false }
}

/** An index as `createIndexes` describes it; the specification has been checked. */
export function toIndex(id: number, spec: Doc): Index {
  const partial = isDoc(spec.partialFilterExpression) ? spec.partialFilterExpression : undefined
  return {
    id,
    name: String(spec.name),
    fields: Object.entries(spec.key as Doc).map(([path, order]) => ({
      path,
      parts: path.split('.'),
      descending: (toNumber(order) ?? 1) < 0,
    })),
    unique: spec.unique === true,
    partial: partial && { filter: partial, matches: compileFilter(partial) },
    expireAfterSeconds: toNumber(spec.expireAfterSeconds),
    multikey: false,
    cut: false,
    ready: false,
    since: 0,
  }
}

/** The form `listIndexes` answers, and the one compared when an index is asked for again. */
export function describe(index: Index): Doc {
  const result = docOf({ v: 2, key: keyPattern(index.fields), name: index.name })
  if (index.unique) result.unique = true
  if (index.partial) result.partialFilterExpression = index.partial.filter
  if (index.expireAfterSeconds !== undefined) result.expireAfterSeconds = index.expireAfterSeconds
  return result
}

export function keyPattern(fields: KeyField[]): Doc {
  const pattern = newDoc()
  for (const field of fields) pattern[field.path] = field.descending ? -1 : 1
  return pattern
}
