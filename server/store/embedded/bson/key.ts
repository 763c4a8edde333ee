import { createHash } from 'node:crypto'
import { StoreError } from '../errors.ts'
import { typeRank } from './compare.ts'
import { type Bin, type Doc, Double, type Oid, type Value } from './types.ts'

/**
 * Values as bytes whose order is the order of `compare`, so that LMDB's own order serves ranges and sorts.
 * Each encoding ends by itself, so that several can follow one another in a compound key.
 * A tag is the rank of the value's kind times 16; a zero byte ends strings, arrays and documents.
 */
let target = Buffer.allocUnsafeSlow(4096)
let position = 0

/** Longer parts are cut and closed with a hash; sorting by such an index would be wrong, so it is marked. */
export const maxPart = 700
const truncatedTag = 0xfe

export function encodeKey(value: Value): Buffer {
  position = 0
  write(value)
  return Buffer.from(target.subarray(0, position))
}

export const tagOf = (value: Value): number => typeRank(value) << 4

/** One component of an index key: cut when too long, its bits turned when the order is descending. */
export function encodePart(value: Value, descending: boolean): { bytes: Buffer; cut: boolean } {
  let bytes = encodeKey(value)
  const cut = bytes.length > maxPart
  if (cut) bytes = Buffer.concat([bytes.subarray(0, maxPart), Buffer.from([truncatedTag]), hash(bytes)])
  if (descending) for (let index = 0; index < bytes.length; index++) bytes[index] = 255 - (bytes[index] ?? 0)
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

const hash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest().subarray(0, 16)

function room(size: number): void {
  if (position + size <= target.length) return
  const grown = Buffer.allocUnsafeSlow(Math.max(target.length * 2, position + size))
  target.copy(grown, 0, 0, position)
  target = grown
}

function write(value: Value): void {
  room(16)
  const tag = tagOf(value)
  target[position++] = tag
  switch (tag >> 4) {
    case 3:
      return writeNumber(Number(value instanceof Double ? value.value : value))
    case 4:
      return writeText(value as string)
    case 5:
      return writeFields(value as Doc)
    case 6:
      for (const element of value as Value[]) write(element ?? null)
      room(1)
      target[position++] = 0
      return
    case 7:
      return writeBinary(value as Bin)
    case 8:
      target.set((value as Oid).bytes, position)
      position += 12
      return
    case 9:
      target[position++] = value ? 1 : 0
      return
    case 10:
      return writeNumber((value as Date).getTime())
  }
}

/** The bits of a double sort like numbers once the sign is turned (all bits of a negative one). */
function writeNumber(value: number): void {
  if (Number.isNaN(value)) target.fill(0, position, position + 8)
  else {
    target.writeDoubleBE(value === 0 ? 0 : value, position)
    const negative = ((target[position] ?? 0) & 0x80) !== 0
    if (negative)
      for (let index = 0; index < 8; index++) target[position + index] = 255 - (target[position + index] ?? 0)
    else target[position] = (target[position] ?? 0) | 0x80
  }
  position += 8
}

/** UTF-8 with a zero byte written as 00 FF, closed by a single 00. */
function writeText(text: string): void {
  room(text.length * 3 + 2)
  if (text.indexOf('\0') < 0) position += target.write(text, position, 'utf8')
  else
    for (const byte of Buffer.from(text)) {
      room(4)
      target[position++] = byte
      if (byte === 0) target[position++] = 0xff
    }
  room(2)
  target[position++] = 0
}

function writeFields(doc: Doc): void {
  for (const name of Object.keys(doc)) {
    room(4)
    target[position++] = tagOf(doc[name])
    writeText(name)
    write(doc[name])
  }
  room(1)
  target[position++] = 0
}

function writeBinary(value: Bin): void {
  room(value.bytes.length + 8)
  position = target.writeUInt32BE(value.bytes.length, position)
  target[position++] = value.subType
  target.set(value.bytes, position)
  position += value.bytes.length
}
