import { encodeId } from '../bson/key.ts'
import { type Doc, docOf, isDoc, type Value } from '../bson/types.ts'
import { ensure, StoreError } from '../errors.ts'
import { encodeKeys, fieldOf, keyRows } from '../query/index-keys.ts'
import { type Collection, type Index, keyPattern } from './catalog.ts'
import type { View } from './environment.ts'
import { spaceKey, textOf } from './keyspace.ts'

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

const documentKey = ({ id: space }: Collection, id: Value): Buffer => spaceKey(space, encodeId(id))

const uniqueEnd = Buffer.from([0x80])

/** The entries a document has in one index. Unique keys stand alone; others are told apart by the `_id` behind them. */
export function entriesOf(index: Index, doc: Doc, id: Uint8Array): { keys: Buffer[]; multikey: boolean; cut: boolean } {
  if (index.partial && !index.partial.matches(doc)) return { keys: [], multikey: false, cut: false }
  const encoded = encodeKeys(doc, index.fields)
  const end = index.unique ? uniqueEnd : id
  return { ...encoded, keys: encoded.keys.map((key) => spaceKey(index.id, Buffer.concat([key, end]))) }
}

function allEntries(collection: Collection, doc: Doc, id: Uint8Array): IndexEntry[] {
  return collection.indexes.flatMap((index) => {
    const { keys, multikey, cut } = entriesOf(index, doc, id)
    if ((multikey && !index.multikey) || (cut && !index.cut)) {
      index.multikey ||= multikey
      index.cut ||= cut
      collection.save()
    }
    return keys.map((key) => ({ index, key }))
  })
}

/** Each of these either does everything or throws before it has done anything. */
export function insertDocument(writer: Writer, collection: Collection, doc: Doc, bytes: Buffer): void {
  const { _id } = doc
  ensure(!Array.isArray(_id), 53, "The '_id' value cannot be of type array")
  const plain = !isDoc(_id) || !Object.keys(_id).some((name) => name.startsWith('$'))
  ensure(plain, 52, "_id fields may not contain '$'-prefixed fields")
  const key = documentKey(collection, _id)
  const id = key.subarray(4)
  const entries = allEntries(collection, doc, id)
  writer.claim(key)
  if (writer.view.get(key)) throw duplicate(collection, '_id_', [fieldOf('_id')], doc)
  claimUnique(writer, collection, entries, doc, id)
  writer.write(key, bytes)
  for (const entry of entries) writer.write(entry.key, id)
}

export function replaceDocument(writer: Writer, collection: Collection, before: Doc, after: Doc, bytes: Buffer): void {
  const key = documentKey(collection, before._id)
  const id = key.subarray(4)
  const old = new Map(allEntries(collection, before, id).map((entry) => [textOf(entry.key), entry]))
  const added = allEntries(collection, after, id).filter((entry) => !old.delete(textOf(entry.key)))
  writer.claim(key)
  claimUnique(writer, collection, added, after, id)
  for (const entry of old.values()) if (entry.index.unique) writer.claim(entry.key)
  writer.write(key, bytes)
  for (const entry of old.values()) writer.write(entry.key, null)
  for (const entry of added) writer.write(entry.key, id)
}

export function deleteDocument(writer: Writer, collection: Collection, doc: Doc): void {
  const key = documentKey(collection, doc._id)
  const entries = allEntries(collection, doc, key.subarray(4))
  writer.claim(key)
  for (const entry of entries) if (entry.index.unique) writer.claim(entry.key)
  writer.write(key, null)
  for (const entry of entries) writer.write(entry.key, null)
}

function claimUnique(writer: Writer, collection: Collection, entries: IndexEntry[], doc: Doc, id: Uint8Array): void {
  for (const entry of entries) {
    if (!entry.index.unique) continue
    writer.claim(entry.key)
    checkUnique(writer.view, collection, entry, doc, id)
  }
}

export function checkUnique(view: View, collection: Collection, entry: IndexEntry, doc: Doc, id: Uint8Array): void {
  const holder = view.get(entry.key)
  if (holder && Buffer.compare(holder, id) !== 0) throw duplicate(collection, entry.index.name, entry.index.fields, doc)
}

function duplicate({ namespace }: Collection, name: string, fields: Index['fields'], doc: Doc): StoreError {
  const [row = []] = keyRows(doc, fields).rows
  const keyValue = docOf(Object.fromEntries(fields.map(({ path }, position) => [path, row[position] ?? null])))
  const what = `${namespace} index: ${name} dup key: ${JSON.stringify(keyValue)}`
  const details = { keyPattern: keyPattern(fields), keyValue }
  return new StoreError(11000, `E11000 duplicate key error collection: ${what}`, { details })
}
