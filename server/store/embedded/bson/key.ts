import { createHash } from 'node:crypto'
import { Binary, BSONRegExp, Double, ObjectId } from 'bson'
import { StoreError } from '../errors.ts'
import { type Doc, typeRank, type Value } from './types.ts'

/**
 * Values as bytes whose order is MongoDB's order of values, so that LMDB's own order serves ranges and sorts.
 * Each encoding ends by itself, so that several can follow one another in a compound key.
 * A tag is the rank of the value's kind times 16; a zero byte ends strings, arrays and documents.
 */
let target = Buffer.allocUnsafeSlow(4096)
let position = 0

/** Longer parts are cut and closed with a hash; sorting by such an index would be wrong, so it is marked. */
export const maxPart = 700
const truncatedTag = 0xfe

/** Orders any two values as MongoDB does: first by kind, then within it. Strings go by code point, as UTF-8 does. */
export function compare(a: Value, b: Value): number {
  if (a === b) return 0
  if (typeof a === 'number' && typeof b === 'number' && !Number.isNaN(a + b)) return a < b ? -1 : 1
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return typeRank(a) - typeRank(b) || Buffer.compare(encodeKey(a), encodeKey(b))
}

export const equal = (a: Value, b: Value): boolean => compare(a, b) === 0

export function encodeKey(value: Value): Buffer {
  position = 0
  write(value)
  return Buffer.from(target.subarray(0, position))
}

/** The same as text, for maps that find equal values. */
export const keyText = (value: Value): string => encodeKey(value).toString('latin1')

export const tagOf = (value: Value): number => typeRank(value) << 4

/** One component of an index key: cut when too long, its bits turned when the order is descending. */
export function encodePart(value: Value, descending: boolean): { bytes: Buffer; cut: boolean } {
  let bytes = encodeKey(value)
  const cut = bytes.length > maxPart
  if (cut) {
    const hash = createHash('sha256').update(bytes).digest().subarray(0, 16)
    bytes = Buffer.concat([bytes.subarray(0, maxPart), Buffer.from([truncatedTag]), hash])
  }
  if (descending) bytes = bytes.map((byte) => 255 - byte) as Buffer
  return { bytes, cut }
}

export function encodeId(id: Value): Buffer {
  const bytes = encodeKey(id)
  if (bytes.length > 800)
    throw new StoreError(2, `An _id of ${bytes.length} bytes is too long for the embedded store; the most is 800`)
  return bytes
}

/** The least bytes greater than everything that begins with `prefix`. */
export function after(prefix: Buffer): Buffer {
  let end = prefix.length
  while (end > 0 && prefix[end - 1] === 255) end--
  const result = Buffer.from(prefix.subarray(0, end))
  if (end > 0) result[end - 1] = (result[end - 1] ?? 0) + 1
  return result
}

function room(size: number): void {
  if (position + size <= target.length) return
  const grown = Buffer.allocUnsafeSlow(Math.max(target.length * 2, position + size))
  target.copy(grown, 0, 0, position)
  target = grown
}

function write(value: Value): void {
  writeByte(tagOf(value))
  if (typeof value === 'string') writeText(value)
  else if (typeof value === 'number' || typeof value === 'bigint') writeNumber(Number(value))
  else if (typeof value === 'boolean') writeByte(value ? 1 : 0)
  else if (value instanceof Double) writeNumber(value.value)
  else if (value instanceof Date) writeNumber(value.getTime())
  else if (value instanceof ObjectId) writeBytes(value.id)
  else if (value instanceof Binary) {
    room(4)
    position = target.writeUInt32BE(value.position, position)
    writeByte(value.sub_type)
    writeBytes(value.value())
  } else if (Array.isArray(value)) {
    for (const element of value) write(element ?? null)
    writeByte(0)
  } else if (value instanceof BSONRegExp) writeText(`${value.pattern}/${value.options}`)
  else if (tagOf(value) >> 4 === 5) writeFields(value as Doc)
}

function writeByte(byte: number): void {
  room(1)
  target[position++] = byte
}

function writeBytes(bytes: Uint8Array): void {
  room(bytes.length)
  target.set(bytes, position)
  position += bytes.length
}

/** The bits of a double sort like numbers once the sign is turned (all bits of a negative one); NaN is the least. */
function writeNumber(value: number): void {
  room(8)
  if (Number.isNaN(value)) target.fill(0, position, position + 8)
  else {
    target.writeDoubleBE(value === 0 ? 0 : value, position)
    const negative = ((target[position] ?? 0) & 0x80) !== 0
    const last = negative ? position + 8 : position + 1
    for (let at = position; at < last; at++) target[at] = (target[at] ?? 0) ^ (negative ? 0xff : 0x80)
  }
  position += 8
}

/** UTF-8 with a zero byte written as 00 FF, closed by a single 00. */
function writeText(text: string): void {
  room(text.length * 6 + 1)
  if (text.indexOf('\0') < 0) position += target.write(text, position, 'utf8')
  else
    for (const byte of Buffer.from(text)) {
      target[position++] = byte
      if (byte === 0) target[position++] = 0xff
    }
  target[position++] = 0
}

/** Field by field: the kind of the value first, then the name, then the value. */
function writeFields(doc: Doc): void {
  for (const name in doc) {
    writeByte(tagOf(doc[name]))
    writeText(name)
    write(doc[name])
  }
  writeByte(0)
}
