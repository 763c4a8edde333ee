import { Binary, BSONRegExp, Double, deserialize, Int32, Long, ObjectId, serialize, Timestamp } from 'bson'
import { notImplemented, StoreError } from '../errors.ts'
import { type Doc, docOf, fromDouble, isDoc, newDoc, RawBatch, typeName, type Value } from './types.ts'

export const maxDocumentSize = 16 * 1024 * 1024
const maxDepth = 180

/** The library's own numbers would lose the difference between the int32 5 and the double 5.0. */
const exactly = { promoteValues: false, promoteBuffers: false, bsonRegExp: true } as const

/** Throws the library's BSONError where the bytes are no document, and a StoreError where it holds refused types. */
export function decode(bytes: Uint8Array): Doc {
  return documentFrom(deserialize(bytes, exactly), 0)
}

function documentFrom(fields: Record<string, unknown>, depth: number): Doc {
  if (depth > maxDepth) throw new StoreError(15, 'The document is nested too deeply')
  const doc = newDoc()
  for (const name in fields) doc[name] = valueFrom(fields[name], depth)
  return doc
}

function valueFrom(value: unknown, depth: number): Value {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (value instanceof Int32) return value.value
  if (value instanceof Double) return fromDouble(value.value)
  if (value instanceof ObjectId || value instanceof Binary || value instanceof BSONRegExp) return value
  if (Array.isArray(value)) return value.map((item) => valueFrom(item, depth + 1))
  if (value instanceof Timestamp) return value
  if (value instanceof Long) return value.toBigInt()
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw notImplemented('dates beyond the range of JavaScript')
    return value
  }
  if (isPlain(value)) return documentFrom(value, depth + 1)
  throw notImplemented(`the BSON type ${value?.constructor.name ?? 'undefined'}`)
}

/** What the library makes of a document, rather than of one of the types that are refused. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype

/** Encodes a document; fields that are `undefined` are left out. */
export function encode(doc: Doc): Buffer {
  try {
    const { buffer, byteOffset, byteLength } = serialize(doc, { ignoreUndefined: true })
    return Buffer.from(buffer, byteOffset, byteLength)
  } catch (error) {
    // The library works in 17 MB, and this is how it says that they are not enough.
    if (error instanceof RangeError) throw tooLarge()
    throw error
  }
}

const tooLarge = () =>
  new StoreError(10334, `A document can have ${maxDocumentSize} bytes at most. Keep large data in GridFS.`)

/** For documents that will be stored: `_id` leads, as MongoDB keeps it, and types and size have their limits. */
export function encodeStored(doc: Doc): Buffer {
  checkStorable(doc)
  const bytes = encode(Object.keys(doc)[0] === '_id' ? doc : docOf({ _id: doc._id, ...doc }))
  if (bytes.length > maxDocumentSize) throw tooLarge()
  return bytes
}

function checkStorable(value: Value): void {
  if (Array.isArray(value)) for (const item of value) checkStorable(item)
  else if (isDoc(value)) for (const name in value) checkStorable(value[name])
  else if (typeof value === 'bigint' || value instanceof BSONRegExp || value instanceof Timestamp)
    throw notImplemented(`storing the BSON type ${typeName(value)}`)
}

/** The parts of a reply, to be joined once: a cursor's documents, which are encoded already, stay as they are. */
export function encodeReply(reply: Doc): Buffer[] {
  const { cursor, ...rest } = reply
  const [[name, batch] = []] = isDoc(cursor) ? Object.entries(cursor) : []
  if (!isDoc(cursor) || name === undefined || !(batch instanceof RawBatch)) return [encode(reply)]
  const rows = documentOf(batch.rows.flatMap((row, index) => [elementHead(3, String(index)), row]))
  const others = content(encode(docOf({ ...cursor, [name]: undefined })))
  const inner = documentOf([elementHead(4, name), ...rows, others])
  return documentOf([elementHead(3, 'cursor'), ...inner, content(encode(docOf(rest)))])
}

const elementHead = (type: number, name: string): Buffer => Buffer.from(`${String.fromCharCode(type)}${name}\0`)
/** The elements of a document without what encloses them. */
const content = (bytes: Buffer): Buffer => bytes.subarray(4, -1)

function documentOf(elements: Buffer[]): Buffer[] {
  const length = Buffer.alloc(4)
  length.writeInt32LE(elements.reduce((sum, { length }) => sum + length, 5))
  return [length, ...elements, Buffer.alloc(1)]
}
