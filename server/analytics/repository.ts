import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import type { Fact } from './fact.ts'

/**
 * How facts and counts are made. Whoever changes what is counted raises it: every employer's book is then written anew
 * from the feed, beside the old one, when it is next asked for.
 */
const edition = 4

/** One telling of an employer's feed: its facts, its counts and how far it has got. */
export const bookOf = (employerId: string, name = `v${edition}`): string => `${employerId}.${name}`

export interface BookRecord {
  _id: string
  /** Number of the last entry that is in the facts and the counts. */
  seq: number
  /** When that entry was written; null: there is none. */
  at: Date | null
}

export interface FactRecord extends Fact {
  /** Book and application. */
  _id: string
  book: string
  /** On which it arrived, in UTC, as `2026-11-27`. */
  day: string
  tags: string[]
}

/** Of a fact, what a report tells: not each step of the way. */
export type ToldFact = Omit<Fact, 'moves' | 'undo'>

/** The sums of one posting's applications that arrived on one day. */
export interface CellRecord {
  _id: string
  book: string
  jobId: string
  day: string
  /** Number of the entry that changed it last: a node asks for what changed since it looked. */
  seq: number
  counts: Record<string, number>
}

export const analyticsPlans: readonly CollectionPlan[] = [
  { collection: 'figure_books', indexes: [] },
  {
    collection: 'figure_facts',
    indexes: [
      { key: { book: 1, applicationId: -1 }, name: 'book_newest' },
      { key: { book: 1, jobId: 1, applicationId: -1 }, name: 'book_job_newest' },
      { key: { book: 1, jobId: 1, day: 1 }, name: 'book_job_day' },
      { key: { book: 1, 'standing.status': 1, applicationId: -1 }, name: 'book_status_newest' },
    ],
  },
  {
    collection: 'figure_cells',
    indexes: [
      { key: { book: 1, seq: 1 }, name: 'book_seq' },
      {
        key: { book: 1, 'counts.interviewed': 1 },
        name: 'book_interviewed',
        partialFilterExpression: { 'counts.interviewed': { $gt: 0 } },
      },
    ],
  },
]

const bookRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<BookRecord>('figure_books')
export const factRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<FactRecord>('figure_facts')
const cellRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<CellRecord>('figure_cells')

export const factId = (book: string, applicationId: string): string => `${book}:${applicationId}`
const cellId = (book: string, jobId: string, day: string): string => `${book}:${jobId}:${day}`

/** What a batch of entries adds to one cell. */
export interface CellChange {
  readonly jobId: string
  readonly day: string
  readonly added: Readonly<Record<string, number>>
}

export const books = {
  find: (scope: Scope, book: string): Promise<BookRecord | null> =>
    bookRows(scope).findOne({ _id: book }, within(scope)),
  /**
   * Moves on from the number it was read at. Two nodes that do so at once meet here: one loses the transaction and sees
   * what the other has done.
   */
  advance: async (tx: Tx, book: string, from: number, to: { seq: number; at: Date }): Promise<void> => {
    const options = { session: tx.session }
    if (from === 0) await bookRows(tx).insertOne({ _id: book, ...to }, options)
    else await bookRows(tx).updateOne({ _id: book, seq: from }, { $set: to }, options)
  },
}

export const facts = {
  many: async (scope: Scope, book: string, applicationIds: readonly string[]): Promise<Map<string, FactRecord>> => {
    const found = await factRows(scope)
      .find({ _id: { $in: applicationIds.map((id) => factId(book, id)) } }, within(scope))
      .toArray()
    return new Map(found.map((fact) => [fact.applicationId, fact]))
  },
  save: async (tx: Tx, records: readonly FactRecord[]): Promise<void> => {
    if (records.length === 0) return
    const operations = records.map((record) => ({
      replaceOne: { filter: { _id: record._id }, replacement: record, upsert: true },
    }))
    await factRows(tx).bulkWrite(operations, { session: tx.session })
  },
}

/** Read with one command: not many commands for many facts, and few enough to hold nobody else up. */
const readTogether = 1000

/** The facts of these postings that arrived in a period, in batches, in no order that could be relied on. */
export async function* reportFacts(
  scope: Scope,
  book: string,
  jobIds: readonly string[],
  { from, to }: { readonly from: Date | null; readonly to: Date | null },
): AsyncGenerator<ToldFact[]> {
  const appliedAt = { ...(from === null ? {} : { $gte: from }), ...(to === null ? {} : { $lt: to }) }
  const period = from === null && to === null ? {} : { appliedAt }
  for (let at = 0; at < jobIds.length; at += readTogether) {
    const some = jobIds.slice(at, at + readTogether)
    const options = { ...within(scope), projection: { moves: 0, undo: 0, tags: 0 }, batchSize: readTogether }
    const cursor = factRows(scope).find<ToldFact>({ book, jobId: { $in: some }, ...period }, options)
    let batch: ToldFact[] = []
    for await (const fact of cursor) {
      batch.push(fact)
      if (batch.length < readTogether) continue
      yield batch
      batch = []
    }
    if (batch.length > 0) yield batch
  }
}

export const cells = {
  add: async (tx: Tx, book: string, seq: number, changes: readonly CellChange[]): Promise<void> => {
    if (changes.length === 0) return
    const operations = changes.map(({ jobId, day, added }) => ({
      updateOne: {
        filter: { _id: cellId(book, jobId, day) },
        update: {
          $inc: Object.fromEntries(Object.entries(added).map(([name, n]) => [`counts.${name}`, n])),
          $set: { book, jobId, day, seq },
        },
        upsert: true,
      },
    }))
    await cellRows(tx).bulkWrite(operations, { session: tx.session })
  },
  /** How many of each posting's applications were interviewed, of all days. */
  interviewed: async (scope: Scope, book: string): Promise<Map<string, number>> => {
    const sums = new Map<string, number>()
    const found = cellRows(scope).find(
      { book, 'counts.interviewed': { $gt: 0 } },
      { ...within(scope), projection: { jobId: 1, 'counts.interviewed': 1 } },
    )
    for await (const { jobId, counts } of found) {
      sums.set(jobId, (sums.get(jobId) ?? 0) + (counts['interviewed'] ?? 0))
    }
    return sums
  },
  /** Those that changed after an entry. */
  after: (scope: Scope, book: string, seq: number): Promise<CellRecord[]> =>
    cellRows(scope)
      .find({ book, seq: { $gt: seq } }, { ...within(scope), batchSize: 100_000 })
      .toArray(),
}
