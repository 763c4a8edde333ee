import { type Document, ObjectId } from 'mongodb'
import { AppError } from '../app-error.ts'
import { timeNow } from '../store/clock.ts'
import { countBefore, isConflict, retrying } from './conflict.ts'
import { type Entry, journalRows, type Stream } from './entry.ts'
import type { WriterParts } from './journal.ts'
import { endOf, type Tail } from './queue.ts'
import { readHead } from './read.ts'
import type { NewEntry } from './tx.ts'

/** An entry and the key by which it is recognised for ever. */
export interface KeyedEntry extends NewEntry {
  readonly key: string
  /** Tells a repeated request from another one with the same key. Left out: by type, data and actor as a whole. */
  readonly isRepeatOf?: (stored: Entry) => boolean
  /**
   * Asked just before each attempt to write: undefined, when the entry may be written as it is; else its data as they
   * now are. Throws what refuses it.
   */
  readonly confirm?: () => Promise<Document> | undefined
}

/** Where the entry stands; `duplicate`: it stood there before this call. */
export interface Appended {
  readonly entry: Entry
  readonly duplicate: boolean
}

interface Waiting {
  readonly input: KeyedEntry
  readonly resolve: (appended: Appended | Promise<Appended>) => void
  readonly reject: (error: unknown) => void
}

/** Everybody in a batch who waits for one key: the first writes, the others are its duplicates. */
interface Group {
  /** Made before the first attempt: by it a write that succeeded unseen is known for our own. */
  readonly _id: ObjectId
  readonly input: KeyedEntry
  readonly callers: Waiting[]
  data: Document
}

const largestBatch = 200

/**
 * Appends single entries without a transaction. What waits for the same stream goes together in one ordered insert;
 * the common case costs one insert and no counter document.
 */
export function createAppend({ db, bus, queues, contents }: WriterParts) {
  const rows = journalRows({ db })
  const add = queues.inBatches<Waiting>(largestBatch, async (batch, tails) => {
    for (const [stream, tail] of tails) await write(stream, tail, batch)
  })

  /** Writes a batch in its order; after a conflict what is stored already is answered and the rest moves up. */
  async function write(stream: Stream, tail: Tail, batch: readonly Waiting[]): Promise<void> {
    const left = groupByKey(batch)
    try {
      await retrying(isConflict, async (attempt) => {
        if (attempt > 0) await answerStored(stream, left)
        await confirm(left)
        if (left.length > 0) await insert(stream, tail, left)
      })
    } catch (error) {
      for (const { callers } of left) for (const { reject } of callers) reject(error)
    }
  }

  /** Who is refused is answered, and is not written. What cannot be found out now is a reason to try again. */
  async function confirm(left: Group[]): Promise<void> {
    const asked = left.flatMap((group) => {
      const data = group.input.confirm?.()
      return data ? [{ group, data }] : []
    })
    if (asked.length === 0) return
    const answers = await Promise.allSettled(asked.map(({ data }) => data))
    for (const [i, { group }] of asked.entries()) {
      const answer = answers[i]
      if (answer?.status === 'fulfilled') group.data = answer.value
      else if (isConflict(answer?.reason)) throw answer?.reason
      else for (const { reject } of left.splice(left.indexOf(group), 1)[0]?.callers ?? []) reject(answer?.reason)
    }
  }

  /** Inserts what is left, and takes from it what is stored: all of it, or a part when this throws. */
  async function insert(stream: Stream, tail: Tail, left: Group[]): Promise<void> {
    const head = await endOf(tail, () => readHead(db, stream))
    const entries = left.map(({ data, input: { key, type, actor, at = timeNow() } }, i): Entry => {
      return { stream, seq: head + 1 + i, key, type, data, actor, at }
    })
    // Whatever stops us, another process may have been here: then the end is learnt anew.
    tail.seq = null
    let count = 0
    try {
      // Rows of their own: the driver writes into what it is given.
      const written = left.map(({ _id }, i) => Object.assign({ _id }, entries[i]))
      const [only] = written
      if (only && written.length === 1) await rows.insertOne(only)
      else await rows.insertMany(written)
      count = entries.length
      tail.seq = head + count
    } catch (error) {
      count = countBefore(error)
      tail.isShared = true
      throw error
    } finally {
      tell(stream, left.splice(0, count), entries.slice(0, count))
    }
  }

  /** Answers those whose key the journal knows (read so that no failover can take it back); the rest stay. */
  async function answerStored(stream: Stream, left: Group[]): Promise<void> {
    const known = await rows.find({ stream, key: { $in: left.map(({ input }) => input.key) } }).toArray()
    for (const { _id, ...entry } of known) {
      const at = left.findIndex(({ input }) => input.key === entry.key)
      const found = left.splice(at, 1)
      if (found[0]?._id.equals(_id)) tell(stream, found, [entry])
      else for (const { callers } of found) answerDuplicates(callers, entry)
    }
  }

  /** These are stored by us: followers hear of them, and whoever gave the key first is answered first. */
  function tell(stream: Stream, groups: readonly Group[], entries: readonly Entry[]): void {
    if (entries.length > 0) bus.publish(stream, entries)
    for (const [i, entry] of entries.entries()) {
      const [first, ...others] = groups[i]?.callers ?? []
      first?.resolve({ entry, duplicate: false })
      answerDuplicates(others, entry)
    }
  }

  function answerDuplicates(callers: readonly Waiting[], entry: Entry): void {
    const check = async (input: KeyedEntry): Promise<Appended> => {
      const isRepeat = input.isRepeatOf?.(entry) ?? (await contents.areEqual(input, entry))
      if (isRepeat) return { entry, duplicate: true }
      throw new AppError('idempotency-conflict')
    }
    for (const { input, resolve } of callers) resolve(check(input))
  }

  return (stream: Stream, input: KeyedEntry): Promise<Appended> =>
    new Promise((resolve, reject) => add([stream], { input, resolve, reject }))
}

function groupByKey(batch: readonly Waiting[]): Group[] {
  const groups = new Map<string, Group>()
  for (const waiting of batch) {
    const { input } = waiting
    const group = groups.get(input.key)
    if (group) group.callers.push(waiting)
    else groups.set(input.key, { _id: new ObjectId(), input, callers: [waiting], data: input.data })
  }
  return [...groups.values()]
}
