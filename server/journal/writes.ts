import { type ClientSession, type Collection, type Db, ObjectId } from 'mongodb'
import { type OutboxRow, outboxRows } from '../store/outbox.ts'
import type { Bus } from './bus.memory.ts'
import { type Entry, journalRows, type Stream } from './entry.ts'
import type { Tail } from './queue.ts'
import type { NewEntry, Tx } from './tx.ts'

/** What the commands of one transaction write: numbers are given at once, rows are inserted together at the end. */
export class Writes {
  readonly rows: OutboxRow[] = []
  readonly #db: Db
  readonly #session: ClientSession
  readonly #tails: ReadonlyMap<Stream, Tail>
  readonly #entries = new Map<Stream, Entry[]>()
  /** Rows that hold the next number of a stream for this transaction. */
  readonly #claims = new Map<Stream, ObjectId>()

  constructor(db: Db, session: ClientSession, tails: ReadonlyMap<Stream, Tail>) {
    this.#db = db
    this.#session = session
    this.#tails = tails
  }

  /** The transaction as one command sees it; what it writes is keyed by the command's key. */
  of(commandKey: string, now: Date): Tx {
    let count = 0
    const key = () => `${commandKey}:${count++}`
    return {
      db: this.#db,
      session: this.#session,
      now,
      append: (stream, entry) => this.#append(stream, { at: now, key: key(), ...entry }),
      outbox: (job, payload, { dueAt = now } = {}) => {
        this.rows.push({ _id: key(), job, payload, dueAt, createdAt: now, ...waitingRow })
      },
    }
  }

  #append(stream: Stream, { key, type, data, actor, at }: Required<NewEntry>): number {
    const tail = this.#tails.get(stream)
    if (!tail) throw new Error(`The command writes to ${stream}, which was not named to commit`)
    const entries = this.#entries.get(stream) ?? []
    this.#entries.set(stream, entries)
    const seq = (tail.seq ?? 0) + entries.length + 1
    entries.push({ stream, seq, key, type, data, actor, at })
    return seq
  }

  /**
   * Takes the next number of each stream before anything is read. Somebody who lost a number to another process would
   * lose the next one too, since the other reaches its insert first; from now on whoever comes second conflicts at once.
   */
  async claim(): Promise<void> {
    for (const [stream, tail] of this.#tails) {
      const _id = new ObjectId()
      const seq = (tail.seq ?? 0) + 1
      await this.#rows().insertOne({ _id, stream, seq, key: `claim:${_id.toHexString()}` }, { session: this.#session })
      this.#claims.set(stream, _id)
    }
  }

  async flush(): Promise<void> {
    const session = this.#session
    for (const [stream, _id] of this.#claims) {
      const first = this.#entries.get(stream)?.[0]
      if (first) await this.#rows().replaceOne({ _id }, { ...first }, { session })
      else await this.#rows().deleteOne({ _id }, { session })
    }
    const entries = [...this.#entries].flatMap(([stream, all]) => (this.#claims.has(stream) ? all.slice(1) : all))
    if (entries.length > 0) await this.#rows().insertMany(entries, { session })
    if (this.rows.length > 0) await outboxRows({ db: this.#db }).insertMany(this.rows, { session })
  }

  /** Claims are rows without content, which nobody ever sees: they are filled or removed before the commit. */
  #rows(): Collection<Partial<Entry>> {
    return journalRows({ db: this.#db }) as unknown as Collection<Partial<Entry>>
  }

  /** After the commit, still holding the streams: this process now knows the new ends, and followers hear in order. */
  settle(bus: Bus): void {
    for (const [stream, entries] of this.#entries) {
      const tail = this.#tails.get(stream)
      if (tail) tail.seq = entries.at(-1)?.seq ?? tail.seq
      bus.publish(stream, entries)
    }
  }
}

const waitingRow = { state: 'pending', attempts: 0, finishedAt: null, lastError: null } as const
