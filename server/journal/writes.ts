import { type ClientSession, type Collection, type Document, ObjectId } from 'mongodb'
import { type Cause, unasked } from '../request-id.ts'
import { timeNow } from '../store/clock.ts'
import { gatherWrites } from '../store/gathered-writes.ts'
import { type OutboxRow, outboxRows } from '../store/outbox.ts'
import { type Entry, journalRows, type Stream } from './entry.ts'
import type { WriterParts } from './journal.ts'
import type { Tails } from './queue.ts'
import type { NewEntry, Tx } from './tx.ts'

/** As a row keeps it: without a request it has no such field. */
const requestOf = ({ request }: Cause): Pick<OutboxRow, 'request'> => (request === undefined ? {} : { request })

const waitingRow = { state: 'pending', attempts: 0, finishedAt: null, lastError: null } as const

export type Writes = ReturnType<typeof createWrites>

/** What the commands of one transaction write: numbers are given at once, rows are inserted together at the end. */
export function createWrites(parts: WriterParts, session: ClientSession, tails: Tails) {
  const { client, bus, contents, follows } = parts
  const gathered = gatherWrites(client, parts.db, session)
  const { db } = gathered
  const rows: OutboxRow[] = []
  const entries = new Map<Stream, Entry[]>([...tails.keys()].map((stream) => [stream, []]))
  const claims: ObjectId[] = []
  const causes = new Map<Stream, Cause>()
  const journal = journalRows({ db })
  let heldFor = 0
  // What is written to one company's feed is that company's work.
  const [ownFeed, ...otherFeeds] = [...tails.keys()].filter((stream) => stream.startsWith('feed:'))
  const ownEmployer = ownFeed && otherFeeds.length === 0 ? ownFeed.slice('feed:'.length) : null

  function append(stream: Stream, { key, type, data, actor, at }: Required<NewEntry>): number {
    const here = entries.get(stream)
    if (!here) throw new Error(`The command writes to ${stream}, which was not named to commit`)
    // A command looks its key up in the store, where this transaction's entries are not yet. Alone, it finds the first.
    if (here.some((entry) => entry.key === key)) throw new Error(`Two entries of one transaction have the key ${key}`)
    const seq = (tails.get(stream)?.seq ?? 0) + here.length + 1
    here.push({ stream, seq, key, type, data, actor, at })
    return seq
  }

  async function blank(stream: Stream, seq: number, left: Document = {}): Promise<void> {
    const entry = await journal.findOne({ stream, seq }, { session })
    if (!entry) throw new Error(`There is no entry ${seq} in ${stream}`)
    const blanked = await contents.digestOf(entry)
    await journal.updateOne({ stream, seq }, { $set: { data: left, blanked } }, { session })
  }

  return {
    rows,

    /** How long everybody in this transaction waits for the answer, in milliseconds. */
    get heldFor(): number {
      return heldFor
    },

    /** The transaction as one command sees it; what it writes is keyed by the command's key. */
    of(commandKey: string, now: Date, cause: Cause): Tx {
      let count = 0
      const key = () => `${commandKey}:${count++}`
      return {
        db,
        session,
        now,
        employerId: ownEmployer,
        write: gathered.write,
        append: (stream, entry) => {
          const seq = append(stream, { at: now, key: key(), ...entry })
          // Followed are the entries of a stream together: by the request of the first of them.
          if (!causes.has(stream)) causes.set(stream, cause)
          return seq
        },
        blank,
        outbox: (job, payload, { dueAt = now, employerId = ownEmployer } = {}) => {
          rows.push({ _id: key(), job, payload, dueAt, createdAt: now, employerId, ...requestOf(cause), ...waitingRow })
        },
        holdAnswer: (milliseconds) => {
          heldFor = Math.max(heldFor, milliseconds)
        },
        get heldFor() {
          return heldFor
        },
      }
    },

    /**
     * Takes the next number of each stream before anything is read. Somebody who lost a number to another process
     * would lose the next one too, since the other reaches its insert first; from now on whoever comes second conflicts
     * at once. The rows that do it have no content and are gone before the commit: nobody ever sees them.
     */
    async claim(): Promise<void> {
      for (const [stream, { seq }] of tails) {
        const _id = new ObjectId()
        const row = { _id, stream, seq: (seq ?? 0) + 1, key: `claim:${_id.toHexString()}` }
        await (journal as unknown as Collection<Partial<Entry>>).insertOne(row, { session })
        claims.push(_id)
      }
    },

    /** What a command put aside: the next one sees it. */
    flushState: gathered.flush,

    async flush(): Promise<void> {
      const outbox = outboxRows({ db })
      if (claims.length > 0) gathered.write(journal, { deleteMany: { filter: { _id: { $in: claims } } } })
      for (const [stream, here] of entries) {
        const asked = here.filter(({ type }) => follows?.types.has(type))
        if (!follows || asked.length === 0) continue
        const now = timeNow()
        const seqs = (await follows.wanted({ db, session, now }, stream, asked)).map(({ seq }) => seq)
        const [first] = here
        if (!first || seqs.length === 0) continue
        const about = { job: 'follow-entries', payload: { stream, seqs }, employerId: ownEmployer }
        // Its id follows from the entries: however often the transaction runs, it is one row.
        const caused = requestOf(causes.get(stream) ?? unasked)
        const times = { dueAt: first.at, createdAt: now }
        rows.push({ _id: `${first.key}:follow`, ...about, ...times, ...caused, ...waitingRow })
      }
      // Rows of their own: the driver writes into what it is given.
      const written = [...entries.values()].flat().map((entry) => ({ ...entry }))
      gathered.write(journal, ...written.map((document) => ({ insertOne: { document } })))
      gathered.write(outbox, ...rows.map((document) => ({ insertOne: { document } })))
      await gathered.flush()
    },

    /** After the commit, still holding the streams: this process now knows the new ends, and followers hear in order. */
    settle(): void {
      for (const [stream, written] of entries) {
        const [tail, last] = [tails.get(stream), written.at(-1)]
        if (!tail || !last) continue
        tail.seq = last.seq
        bus.publish(stream, written)
      }
    },
  }
}
