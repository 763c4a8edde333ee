import { notImplemented, StoreError } from '../errors.ts'
import { Bin, type Doc, Double, isInt32, newDoc, Oid, Raw, Regex, Timestamp, type Value } from './types.ts'

export interface DecodeOptions {
  /** Documents that will be kept: types that only commands may carry are refused. */
  stored?: boolean
  /** Top-level arrays of documents that stay encoded, such as an insert's `documents`. */
  raw?: string
}

const maxDepth = 180
const otherTypes: Record<number, string> = {
  6: 'undefined',
  12: 'dbPointer',
  13: 'javascript',
  14: 'symbol',
  15: 'javascriptWithScope',
  17: 'timestamp',
  19: 'decimal',
  255: 'minKey',
  127: 'maxKey',
}

let source: Buffer = Buffer.alloc(0)
let position = 0
let stored = false

/** Decodes the document at `start`. The bytes of binary values are views into `bytes`, so these must not change. */
export function decode(bytes: Buffer, start = 0, options: DecodeOptions = {}): Doc {
  source = bytes
  position = start
  stored = options.stored === true
  return readDocument(0, options.raw)
}

export function documentLength(bytes: Buffer, start: number): number {
  if (start + 5 > bytes.length) throw malformed()
  const length = bytes.readInt32LE(start)
  if (length < 5 || start + length > bytes.length) throw malformed()
  return length
}

function malformed(): StoreError {
  return new StoreError(22, 'The BSON of the message is malformed')
}

function readDocument(depth: number, raw?: string): Doc {
  const end = position + documentLength(source, position)
  position += 4
  const doc = newDoc()
  while (position < end - 1) {
    const type = source[position++] ?? 0
    const name = readName()
    if (name === raw && type === 0x04) doc[name] = readRawArray()
    // The one place where a command carries a timestamp: the moment at which a snapshot session reads.
    else if (type === 0x11 && name === 'atClusterTime' && !stored) doc[name] = readTimestamp()
    else doc[name] = readValue(type, depth)
  }
  finish(end)
  return doc
}

function readArray(depth: number): Value[] {
  const end = position + documentLength(source, position)
  position += 4
  const values: Value[] = []
  while (position < end - 1) {
    const type = source[position++] ?? 0
    while (source[position++] !== 0) if (position >= end) throw malformed()
    values.push(readValue(type, depth))
  }
  finish(end)
  return values
}

function readRawArray(): Raw[] {
  const end = position + documentLength(source, position)
  position += 4
  const values: Raw[] = []
  while (position < end - 1) {
    if (source[position++] !== 0x03) throw new StoreError(14, 'An array of documents holds something else')
    readName()
    const length = documentLength(source, position)
    values.push(new Raw(source.subarray(position, position + length)))
    position += length
  }
  finish(end)
  return values
}

function finish(end: number): void {
  if (position !== end - 1 || source[position] !== 0) throw malformed()
  position = end
}

function readName(): string {
  const end = source.indexOf(0, position)
  if (end < 0) throw malformed()
  const name = source.toString('utf8', position, end)
  position = end + 1
  return name
}

function take(size: number): number {
  const at = position
  position += size
  if (size < 0 || position > source.length) throw malformed()
  return at
}

function readValue(type: number, depth: number): Value {
  switch (type) {
    case 0x01:
      return readDouble()
    case 0x02: {
      const length = source.readInt32LE(take(4))
      if (length < 1) throw malformed()
      const at = take(length)
      return source.toString('utf8', at, at + length - 1)
    }
    case 0x03:
    case 0x04:
      if (depth >= maxDepth) throw new StoreError(15, 'The document is nested too deeply')
      return type === 0x03 ? readDocument(depth + 1) : readArray(depth + 1)
    case 0x05: {
      const length = source.readInt32LE(take(4))
      const subType = source[take(1)] ?? 0
      const at = take(length)
      return new Bin(subType, source.subarray(at, at + length))
    }
    case 0x07: {
      const at = take(12)
      return new Oid(source.subarray(at, at + 12))
    }
    case 0x08:
      return source[take(1)] === 1
    case 0x09:
      return readDate()
    case 0x0a:
      return null
    case 0x10:
      return source.readInt32LE(take(4))
    case 0x0b:
      if (!stored) return new Regex(readName(), readName())
      throw notImplemented('storing the BSON type regex')
    case 0x12:
      if (!stored) return source.readBigInt64LE(take(8))
      throw notImplemented('storing the BSON type long (int64)')
  }
  throw notImplemented(`the BSON type ${otherTypes[type] ?? `0x${type.toString(16)}`}`)
}

function readDouble(): number | Double {
  const value = source.readDoubleLE(take(8))
  return isInt32(value) ? new Double(value) : value
}

function readDate(): Date {
  const at = take(8)
  const ms = source.readInt32LE(at + 4) * 0x100000000 + source.readUInt32LE(at)
  if (Math.abs(ms) > 8.64e15) throw notImplemented('dates beyond the range of JavaScript')
  return new Date(ms)
}

function readTimestamp(): Timestamp {
  return new Timestamp(source.readBigInt64LE(take(8)))
}
