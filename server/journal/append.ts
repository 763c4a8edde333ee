import { type Db, MongoBulkWriteError } from 'mongodb'
import { AppError } from '../app-error.ts'
import type { Bus } from './bus.memory.ts'
import { type Conflict, conflictOf } from './conflict.ts'
import { type Entry, journalRows, type Stream } from './entry.ts'
import type { StreamQueues, Tail } from './queue.ts'
import { readHead } from './read.ts'
import type { NewEntry } from './tx.ts'

/** An entry and the key by which it is recognised for ever. */
export interface KeyedEntry extends NewEntry {
  readonly key: string
}

/** Where the entry stands; `duplicate`: it stood there before this call. */
export interface Appended {
  readonly entry: Entry
  readonly duplicate: boolean
}

interface Waiting {
  readonly input: KeyedEntry
  readonly resolve: (appended: Appended) => void
  readonly reject: (error: unknown) => void
}

const largestBatch = 200
/** How long a conflicted batch is tried again, in milliseconds. */
const patience = 5000

/**
 * Appends single entries without a transaction. What waits for the same stream goes together in one ordered insert
 * (group commit); the common case costs one insert and no counter document.
 */
export class Appender {
  readonly #db: Db
  readonly #bus: Bus
  readonly #queues: StreamQueues
  readonly #waiting = new Map<Stream, Waiting[]>()

  constructor(db: Db, bus: Bus, queues: StreamQueues) {
    this.#db = db
    this.#bus = bus
    this.#queues = queues
  }

  append(stream: Stream, input: KeyedEntry): Promise<Appended> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(stream)
      if (waiting) {
        waiting.push({ input, resolve, reject })
        return
      }
      this.#waiting.set(stream, [{ input, resolve, reject }])
      void this.#drain(stream)
    })
  }

  /** Holds the stream and writes batch after batch until nobody waits. */
  async #drain(stream: Stream): Promise<void> {
    await this.#queues.hold([stream], async (tails) => {
      const tail = tails.get(stream) ?? { seq: null }
      for (;;) {
        const batch = this.#waiting.get(stream)?.splice(0, largestBatch) ?? []
        if (batch.length === 0) break
        try {
          await this.#write(stream, tail, batch)
        } catch (error) {
          tail.seq = null
          for (const { reject } of batch) reject(error)
        }
      }
      this.#waiting.delete(stream)
    })
  }

  /** Writes a batch; entries whose key is stored already are answered with what is stored. */
  async #write(stream: Stream, tail: Tail, batch: readonly Waiting[]): Promise<void> {
    const deadline = Date.now() + patience
    let left = groupByKey(batch)
    while (left.length > 0) {
      tail.seq ??= await readHead(this.#db, stream)
      const first = tail.seq + 1
      const entries = left.map((group, i) => toEntry(stream, first + i, group.input))
      const { count, conflict } = await this.#insert(entries)
      tail.seq += count
      if (count > 0) this.#bus.publish(stream, entries.slice(0, count))
      for (const [i, entry] of entries.slice(0, count).entries()) left[i]?.answer(entry, false)
      left = left.slice(count)
      if (conflict === null) continue
      if (Date.now() >= deadline) throw new AppError('store-unavailable', undefined, { retryAfter: 1 })
      // Whatever stopped the insert, another process may have been here: learn the end anew.
      tail.seq = null
      left = await this.#answerStored(stream, left)
    }
  }

  /** Inserts in order; an ordered insert stops at the first conflict and keeps what came before it. */
  async #insert(entries: readonly Entry[]): Promise<{ count: number; conflict: Conflict }> {
    try {
      await journalRows({ db: this.#db }).insertMany([...entries], { ordered: true })
      return { count: entries.length, conflict: null }
    } catch (error) {
      const conflict = conflictOf(error)
      if (conflict === null) throw error
      return { count: error instanceof MongoBulkWriteError ? error.insertedCount : 0, conflict }
    }
  }

  /** Answers those whose key the journal knows (read so that no failover can take it back); the rest stay. */
  async #answerStored(stream: Stream, left: readonly Group[]): Promise<Group[]> {
    const known = await journalRows({ db: this.#db })
      .find({ stream, key: { $in: left.map((group) => group.input.key) } }, { projection: { _id: 0 } })
      .toArray()
    const byKey = new Map(known.map((entry) => [entry.key, entry]))
    return left.filter((group) => {
      const entry = byKey.get(group.input.key)
      if (entry) group.answer(entry, true)
      return entry === undefined
    })
  }
}

/** Everybody who waits for one key: the first writes, the others are its duplicates. */
interface Group {
  readonly input: KeyedEntry
  answer(entry: Entry, duplicate: boolean): void
}

function groupByKey(batch: readonly Waiting[]): Group[] {
  const byKey = new Map<string, Waiting[]>()
  for (const waiting of batch) {
    const same = byKey.get(waiting.input.key)
    if (same) same.push(waiting)
    else byKey.set(waiting.input.key, [waiting])
  }
  return [...byKey.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const answer = (entry: Entry, duplicate: boolean) => {
      first.resolve({ entry, duplicate })
      for (const other of others) other.resolve({ entry, duplicate: true })
    }
    return [{ input: first.input, answer }]
  })
}

function toEntry(stream: Stream, seq: number, { key, type, data, actor, at = new Date() }: KeyedEntry): Entry {
  return { stream, seq, key, type, data, actor, at }
}
