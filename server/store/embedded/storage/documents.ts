import { encodeId } from '../bson/key.ts'
import { type Doc, docOf } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { encodeKeys, fieldOf, keyRows } from '../query/index-keys.ts'
import type { Collection, Index } from './catalog.ts'
import { spaceKey, textOf, type View } from './environment.ts'

/** Where writes go: straight towards the disk, or into a transaction. */
export interface Writer {
  readonly view: View
  /** Asks for a document or a unique key; throws when another transaction holds it. */
  claim(key: Buffer): void
  write(key: Buffer, value: Buffer | null): void
}

interface IndexEntry {
  index: Index
  key: Buffer
}

const uniqueEnd = Buffer.from([0x80])

/** The entries a document has in one index. Unique keys stand alone; others are told apart by the `_id` behind them. */
export function entriesOf(index: Index, doc: Doc, id: Uint8Array): { keys: Buffer[]; multikey: boolean } {
  if (!index.holds(doc)) return { keys: [], multikey: false }
  const encoded = encodeKeys(doc, index.fields)
  const end = index.unique ? uniqueEnd : id
  return { ...encoded, keys: encoded.keys.map((key) => spaceKey(index.id, Buffer.concat([key, end]))) }
}

function allEntries(collection: Collection, doc: Doc | undefined, id: Uint8Array): IndexEntry[] {
  if (!doc) return []
  return collection.indexes.flatMap((index) => {
    const { keys, multikey } = entriesOf(index, doc, id)
    if (multikey && !index.multikey) {
      index.multikey = true
      collection.save()
    }
    return keys.map((key) => ({ index, key }))
  })
}

/**
 * Puts a document in the place of another with the same `_id`, or of none; without one after it, it is removed. Either
 * does everything or throws before it has done anything.
 */
export function putDocument(
  writer: Writer,
  collection: Collection,
  before: Doc | undefined,
  after: Doc | undefined,
  bytes: Buffer | null,
): void {
  const key = spaceKey(collection.id, encodeId((before ?? after)?._id))
  const id = key.subarray(4)
  const removed = new Map(allEntries(collection, before, id).map((entry) => [textOf(entry.key), entry]))
  const entries = allEntries(collection, after, id)
  const added = removed.size === 0 ? entries : entries.filter((entry) => !removed.delete(textOf(entry.key)))
  writer.claim(key)
  if (after && !before && writer.view.get(key)) throw duplicate(collection, idIndex, after)
  for (const entry of added)
    if (after && entry.index.unique) {
      writer.claim(entry.key)
      checkUnique(writer.view, collection, entry, after, id)
    }
  for (const entry of removed.values()) if (entry.index.unique) writer.claim(entry.key)
  writer.write(key, bytes)
  for (const entry of removed.values()) writer.write(entry.key, null)
  for (const entry of added) writer.write(entry.key, id)
}

const idIndex = { spec: docOf({ name: '_id_', key: docOf({ _id: 1 }) }), fields: [fieldOf('_id')] }

export function checkUnique(view: View, collection: Collection, entry: IndexEntry, doc: Doc, id: Uint8Array): void {
  const holder = view.get(entry.key)
  if (holder && Buffer.compare(holder, id) !== 0) throw duplicate(collection, entry.index, doc)
}

function duplicate({ namespace }: Collection, { spec, fields }: typeof idIndex, doc: Doc): StoreError {
  const { name, key: keyPattern } = spec
  const [row = []] = keyRows(doc, fields).rows
  const keyValue = docOf(Object.fromEntries(fields.map(({ path }, position) => [path, row[position] ?? null])))
  const what = `${namespace} index: ${String(name)} dup key: ${JSON.stringify(keyValue)}`
  return new StoreError(11000, `E11000 duplicate key error collection: ${what}`, [], { keyPattern, keyValue })
}
