import { randomBytes } from 'node:crypto'
import { Oid } from './types.ts'

const unique = randomBytes(5)
let counter = randomBytes(3).readUIntBE(0, 3)

/** For documents that arrive without `_id` and for upserts; drivers make their own. */
export function newObjectId(): Oid {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt32BE(Math.floor(Date.now() / 1000), 0)
  bytes.set(unique, 4)
  counter = (counter + 1) & 0xffffff
  bytes.writeUIntBE(counter, 9, 3)
  return new Oid(bytes)
}
