import { inflateRawSync } from 'node:zlib'

const endMark = 0x06054b50
const entryMark = 0x02014b50

/**
 * How large the XML parts of a DOCX really are, found by unpacking them within a budget: what a file says of itself can be
 * a lie, and a few kilobytes can be told to unpack to gigabytes.
 * @param budget bytes in all
 * @returns whether they fit
 * @throws when it is no archive that can be read
 */
export function fitsUnpacked(bytes: Uint8Array, budget: number, mostEntries = 2000): boolean {
  const { file, entries } = opened(bytes)
  if (entries > mostEntries) return false
  let left = budget
  for (const { at, name } of listed(file, entries)) {
    if (/\.(?:xml|rels)$/i.test(name)) left -= sizeOf(file, at, left)
    if (left < 0) return false
  }
  return true
}

/**
 * The XML parts so named, unpacked, of an archive that is known to fit.
 * @throws when it is no archive that can be read
 */
export function xmlParts(bytes: Uint8Array, named: RegExp): string[] {
  const { file, entries } = opened(bytes)
  return [...listed(file, entries)]
    .filter(({ name }) => named.test(name))
    .map(({ at }) => {
      const { method, data } = packedOf(file, at)
      return (method === 0 ? data : inflateRawSync(data)).toString('utf8')
    })
}

interface Entry {
  /** Where the directory tells of it. */
  readonly at: number
  readonly name: string
}

function opened(bytes: Uint8Array): { readonly file: Buffer; readonly entries: number } {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { file, entries: file.readUInt16LE(endOf(file) + 10) }
}

function* listed(file: Buffer, entries: number): Generator<Entry> {
  let at = file.readUInt32LE(endOf(file) + 16)
  for (let i = 0; i < entries; i++) {
    if (file.readUInt32LE(at) !== entryMark) throw new Error('Not an archive')
    const [nameLength, extra, comment] = [
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
    ]
    yield { at, name: file.toString('utf8', at + 46, at + 46 + nameLength) }
    at += 46 + nameLength + extra + comment
  }
}

function packedOf(file: Buffer, entry: number): { readonly method: number; readonly data: Buffer } {
  const [method, packed, local] = [
    file.readUInt16LE(entry + 10),
    file.readUInt32LE(entry + 20),
    file.readUInt32LE(entry + 42),
  ]
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  return { method, data: file.subarray(start, start + packed) }
}

/** The size of one entry once unpacked; one more than `most` when it is larger. */
function sizeOf(file: Buffer, entry: number, most: number): number {
  const { method, data } = packedOf(file, entry)
  if (method === 0) return data.byteLength
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) }).byteLength
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return most + 1
    throw error
  }
}

function endOf(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 65_557); at--) {
    if (file.readUInt32LE(at) === endMark) return at
  }
  throw new Error('Not an archive')
}
