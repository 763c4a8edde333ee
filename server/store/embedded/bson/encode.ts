import { StoreError } from '../errors.ts'
import { Bin, type Doc, Double, isInt32, Oid, Raw, Regex, Timestamp, type Value } from './types.ts'

export const maxDocumentSize = 16 * 1024 * 1024

let target = Buffer.allocUnsafeSlow(64 * 1024)
let position = 0

/** Encodes a document; fields that are `undefined` are left out. */
export function encode(doc: Doc): Buffer {
  position = 0
  writeDocument(doc)
  return Buffer.from(target.subarray(0, position))
}

/** For documents that will be stored: `_id` leads, as MongoDB keeps it, and the size has its limit. */
export function encodeStored(doc: Doc): Buffer {
  const bytes = encode(doc)
  if (bytes.length > maxDocumentSize) throw tooLarge(bytes.length)
  return idFirst(bytes)
}

export function tooLarge(size: number): StoreError {
  return new StoreError(
    10334,
    `The document has ${size} bytes; the most is ${maxDocumentSize}. Keep large data in GridFS.`,
  )
}

/** Moves the element `_id` to the front without encoding the document anew. */
export function idFirst(bytes: Buffer): Buffer {
  let at = 4
  while (at < bytes.length - 1) {
    const size = elementSize(bytes, at)
    if (bytes[at + 1] === 0x5f && bytes[at + 2] === 0x69 && bytes[at + 3] === 0x64 && bytes[at + 4] === 0) {
      if (at === 4) return bytes
      return Buffer.concat([
        bytes.subarray(0, 4),
        bytes.subarray(at, at + size),
        bytes.subarray(4, at),
        bytes.subarray(at + size),
      ])
    }
    at += size
  }
  return bytes
}

/** Puts an element in front of a document's others, e.g. an `_id` made by the store. */
export function withId(bytes: Buffer, id: Oid): Buffer {
  const element = Buffer.concat([Buffer.from('\x07_id\0', 'latin1'), id.bytes])
  const result = Buffer.concat([bytes.subarray(0, 4), element, bytes.subarray(4)])
  result.writeInt32LE(result.length, 0)
  return result
}

const fixedSizes: Record<number, number> = { 1: 8, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 18: 8 }

function elementSize(bytes: Buffer, at: number): number {
  const type = bytes[at] ?? 0
  const value = bytes.indexOf(0, at + 1) + 1
  const fixed = fixedSizes[type]
  if (fixed !== undefined) return value + fixed - at
  const length = bytes.readInt32LE(value)
  return value - at + (type === 0x02 ? 4 + length : type === 0x05 ? 5 + length : length)
}

function room(size: number): void {
  if (position + size <= target.length) return
  const grown = Buffer.allocUnsafeSlow(Math.max(target.length * 2, position + size))
  target.copy(grown, 0, 0, position)
  target = grown
}

function writeDocument(doc: Doc): void {
  const start = position
  room(5)
  position += 4
  for (const name in doc) {
    const value = doc[name]
    if (value !== undefined) writeElement(name, value)
  }
  close(start)
}

function writeArray(values: Value[]): void {
  const start = position
  room(5)
  position += 4
  for (let index = 0; index < values.length; index++) writeElement(String(index), values[index] ?? null)
  close(start)
}

function close(start: number): void {
  room(1)
  target[position++] = 0
  target.writeInt32LE(position - start, start)
}

function writeElement(name: string, value: Value): void {
  room(name.length * 3 + 24)
  const type = position++
  position += target.write(name, position, 'utf8')
  target[position++] = 0
  // First the value: writing it may replace the target by a larger one.
  const code = writeValue(value)
  target[type] = code
}

/** Writes the value and gives its type byte. */
function writeValue(value: Value): number {
  switch (typeof value) {
    case 'string': {
      room(value.length * 3 + 5)
      const length = target.write(value, position + 4, 'utf8')
      target.writeInt32LE(length + 1, position)
      position += 4 + length
      target[position++] = 0
      return 0x02
    }
    case 'number':
      return isInt32(value) ? writeInt32(value) : writeDouble(value)
    case 'boolean':
      target[position++] = value ? 1 : 0
      return 0x08
    case 'bigint':
      position = target.writeBigInt64LE(value, position)
      return 0x12
  }
  if (value === null || value === undefined) return 0x0a
  if (Array.isArray(value)) {
    writeArray(value)
    return 0x04
  }
  if (value instanceof Date) {
    position = target.writeBigInt64LE(BigInt(value.getTime()), position)
    return 0x09
  }
  if (value instanceof Double) return writeDouble(value.value)
  if (value instanceof Oid) {
    writeBytes(value.bytes)
    return 0x07
  }
  if (value instanceof Raw) {
    writeBytes(value.bytes)
    return 0x03
  }
  if (value instanceof Bin) {
    position = target.writeInt32LE(value.bytes.length, position)
    target[position++] = value.subType
    writeBytes(value.bytes)
    return 0x05
  }
  if (value instanceof Regex) {
    writeBytes(Buffer.from(`${value.pattern}\0${value.options}\0`))
    return 0x0b
  }
  if (value instanceof Timestamp) {
    position = target.writeBigInt64LE(value.value, position)
    return 0x11
  }
  writeDocument(value)
  return 0x03
}

function writeInt32(value: number): number {
  position = target.writeInt32LE(value, position)
  return 0x10
}

function writeDouble(value: number): number {
  position = target.writeDoubleLE(value, position)
  return 0x01
}

function writeBytes(bytes: Uint8Array): void {
  room(bytes.length + 16)
  target.set(bytes, position)
  position += bytes.length
}
