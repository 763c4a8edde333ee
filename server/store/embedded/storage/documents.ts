import { encodeId } from '../bson/key.ts'
import { type Doc, docOf, isDoc, newDoc, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { encodeKeys, keyRows } from '../query/index-keys.ts'
import { type Collection, type Index, keyPattern } from './catalog.ts'
import type { View } from './environment.ts'
import { spaceKey, textOf } from './keyspace.ts'

/** Where writes go: straight towards the disk, or into a transaction. */
export interface Writer {
  readonly view: View
  /** Asks for a document or a unique key; throws when another transaction holds it. */
  claim(key: Buffer): void
  write(key: Buffer, value: Buffer | null): void
  /** Some property of the collection's indexes changed. */
  saveCatalog(collection: Collection): void
}

interface IndexEntry {
  index: Index
  key: Buffer
}

export const documentKey = (collection: Collection, id: Value): Buffer => spaceKey(collection.id, encodeId(id))

const uniqueEnd = Buffer.from([0x80])

/** The entries a document has in one index. Unique keys stand alone; others are told apart by the `_id` behind them. */
export function entriesOf(index: Index, doc: Doc, id: Uint8Array): { keys: Buffer[]; multikey: boolean; cut: boolean } {
  if (index.partial && !index.partial.matches(doc)) return { keys: [], multikey: false, cut: false }
  const encoded = encodeKeys(doc, index.fields)
  const end = index.unique ? uniqueEnd : id
  return { ...encoded, keys: encoded.keys.map((key) => spaceKey(index.id, Buffer.concat([key, end]))) }
}

function allEntries(writer: Writer, collection: Collection, doc: Doc, id: Uint8Array): IndexEntry[] {
  const entries: IndexEntry[] = []
  for (const index of collection.indexes) {
    const { keys, multikey, cut } = entriesOf(index, doc, id)
    if ((multikey && !index.multikey) || (cut && !index.cut)) {
      index.multikey ||= multikey
      index.cut ||= cut
      writer.saveCatalog(collection)
    }
    for (const key of keys) entries.push({ index, key })
  }
  return entries
}

/** Each of these either does everything or throws before it has done anything. */
export function insertDocument(writer: Writer, collection: Collection, doc: Doc, bytes: Buffer): void {
  checkId(doc._id)
  const key = documentKey(collection, doc._id)
  const id = key.subarray(4)
  const entries = allEntries(writer, collection, doc, id)
  writer.claim(key)
  if (writer.view.get(key)) throw duplicate(collection, '_id_', docOf({ _id: 1 }), doc)
  claimUnique(writer, collection, entries, doc, id)
  writer.write(key, bytes)
  for (const entry of entries) writer.write(entry.key, id)
}

export function replaceDocument(writer: Writer, collection: Collection, before: Doc, after: Doc, bytes: Buffer): void {
  const key = documentKey(collection, before._id)
  const id = key.subarray(4)
  const old = new Map(allEntries(writer, collection, before, id).map((entry) => [textOf(entry.key), entry]))
  const added: IndexEntry[] = []
  for (const entry of allEntries(writer, collection, after, id)) if (!old.delete(textOf(entry.key))) added.push(entry)
  writer.claim(key)
  claimUnique(writer, collection, added, after, id)
  for (const entry of old.values()) if (entry.index.unique) writer.claim(entry.key)
  writer.write(key, bytes)
  for (const entry of old.values()) writer.write(entry.key, null)
  for (const entry of added) writer.write(entry.key, id)
}

export function deleteDocument(writer: Writer, collection: Collection, doc: Doc): void {
  const key = documentKey(collection, doc._id)
  const entries = allEntries(writer, collection, doc, key.subarray(4))
  writer.claim(key)
  for (const entry of entries) if (entry.index.unique) writer.claim(entry.key)
  writer.write(key, null)
  for (const entry of entries) writer.write(entry.key, null)
}

function claimUnique(writer: Writer, collection: Collection, entries: IndexEntry[], doc: Doc, id: Uint8Array): void {
  for (const { index, key } of entries) {
    if (!index.unique) continue
    writer.claim(key)
    const holder = writer.view.get(key)
    if (holder && Buffer.compare(holder, id) !== 0)
      throw duplicate(collection, index.name, keyPattern(index.fields), doc, index)
  }
}

function checkId(id: Value): void {
  if (Array.isArray(id)) throw new StoreError(53, "The '_id' value cannot be of type array")
  if (isDoc(id) && Object.keys(id).some((name) => name.startsWith('$')))
    throw new StoreError(52, "_id fields may not contain '$'-prefixed fields")
}

export function duplicate(collection: Collection, name: string, pattern: Doc, doc: Doc, index?: Index): StoreError {
  const value = newDoc()
  const row = index ? keyRows(doc, index.fields).rows[0] : [doc._id]
  Object.keys(pattern).forEach((path, position) => {
    value[path] = row?.[position] ?? null
  })
  const what = `${collection.namespace} index: ${name} dup key: ${JSON.stringify(value)}`
  const details = { keyPattern: pattern, keyValue: value }
  return new StoreError(11000, `E11000 duplicate key error collection: ${what}`, { details })
}
