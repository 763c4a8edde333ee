import { type Database, open, type Transaction } from 'lmdb'

export type Environment = ReturnType<typeof openEnvironment>

/** Address space, not disk: the file grows as data does. What reaches this limit is answered as a full disk. */
const mapSize = 64 * 2 ** 30

/**
 * `overlappingSync` would let a commit be seen, and answered, before it is on the disk; without it LMDB flushes
 * the data, then the page that makes it valid, and only then tells us.
 */
export function openEnvironment(path: string) {
  const plain = { encoding: 'binary', keyEncoding: 'binary' } as const
  const options = { mapSize, overlappingSync: false, maxDbs: 4, maxReaders: 2000, noSubdir: false }
  const root = open<Buffer, Buffer>({ path, ...options, ...plain })
  return { root, data: root.openDB<Buffer, Buffer>('data', plain) }
}

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

/** Keys from `start` on, up to but not including `end`. */
export interface Interval {
  start: Buffer
  end: Buffer
}

const startOf = (space: number): Buffer => spaceKey(space, Buffer.alloc(0))
export const wholeSpace = (space: number): Interval => ({ start: startOf(space), end: startOf(space + 1) })

/** Keys as strings, for maps and sets: one character a byte, so their order is the order of the bytes. */
export const textOf = (key: Uint8Array): string => asBuffer(key).toString('latin1')

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

export const epochKey = spaceKey(spaces.owner, Buffer.from('epoch'))

/** Rises with each owner of the data; 0 before the first. */
export function readEpoch(data: Environment['data']): number {
  const bytes = data.getBinary(epochKey)
  return bytes ? asBuffer(bytes).readDoubleBE(0) : 0
}

export interface Entry {
  key: Buffer
  value: Buffer
}

/** An ordered map of bytes, seen at some moment. */
export interface View {
  get(key: Buffer): Buffer | undefined
  /** The entries of an interval; `reverse` gives them from the end. */
  range(interval: Interval, reverse?: boolean): Generator<Entry>
}

/**
 * What is committed: the newest state, or while pinned the state of that moment. Ranges are read in chunks and
 * found again by key, so that no LMDB cursor stays open while other work goes on.
 */
export class CommittedView implements View {
  readonly #data: Database<Buffer, Buffer>
  /** What LMDB is asked with: nothing for the newest state. */
  readonly #moment: { transaction?: Transaction } = {}

  constructor(environment: Environment) {
    this.#data = environment.data
  }

  pin(): this {
    // biome-ignore lint/correctness/useHookAtTopLevel: LMDB's function, not a hook of React
    this.#moment.transaction ??= this.#data.useReadTransaction()
    return this
  }

  unpin(): void {
    this.#moment.transaction?.done()
    delete this.#moment.transaction
  }

  get(key: Buffer): Buffer | undefined {
    const value = this.#data.get(key, this.#moment)
    return value && asBuffer(value)
  }

  *range({ start, end }: Interval, reverse = false): Generator<Entry> {
    const bounds = { start, end, reverse, exclusiveStart: false, inclusiveEnd: false }
    if (reverse) Object.assign(bounds, { start: end, end: start, exclusiveStart: true, inclusiveEnd: true })
    for (let limit = 8; ; limit = Math.min(limit * 4, 512)) {
      const chunk = [...this.#data.getRange({ ...bounds, limit, ...this.#moment })]
      for (const { key, value } of chunk) yield { key: asBuffer(key), value: asBuffer(value) }
      const last = chunk.at(-1)
      if (!last || chunk.length < limit) return
      Object.assign(bounds, { start: last.key, exclusiveStart: true })
    }
  }
}
