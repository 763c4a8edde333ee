/**
 * Everything lives in one ordered LMDB database. The first four bytes of a key say whose it is: a reserved
 * space below, or a collection's documents, or one index's entries.
 */
export const spaces = { catalog: 0, retries: 1, owner: 2, firstFree: 16 }

export function spaceKey(space: number, rest: Uint8Array): Buffer {
  const key = Buffer.allocUnsafe(4 + rest.length)
  key.writeUInt32BE(space, 0)
  key.set(rest, 4)
  return key
}

const nothing = Buffer.alloc(0)
export const spaceStart = (space: number): Buffer => spaceKey(space, nothing)
export const spaceEnd = (space: number): Buffer => spaceKey(space + 1, nothing)

/** Keys as strings, for maps and sets: one character a byte, so their order is the order of the bytes. */
export const textOf = (key: Uint8Array): string => asBuffer(key).toString('latin1')

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
