import type { Db, WithId } from 'mongodb'
import { type Entry, journalRows, type Stream } from './entry.ts'

/**
 * Rows are read as they are stored, and all of a page in one answer: a projection costs the store the decoding and
 * encoding of each, and beyond a hundred the driver would come back with a second command.
 */
export const asEntry = ({ _id, ...entry }: WithId<Entry>): Entry => entry

async function find(db: Db, stream: Stream, seq: { $gt: number } | { $lt: number }, order: 1 | -1, limit: number) {
  const rows = journalRows({ db }).find({ stream, seq }, { batchSize: limit })
  return (await rows.sort({ stream: order, seq: order }).limit(limit).toArray()).map(asEntry)
}

/** Entries after a number, in order, at most `limit`. */
export const readEntries = (db: Db, stream: Stream, after: number, limit: number): Promise<Entry[]> =>
  find(db, stream, { $gt: after }, 1, limit)

/** Entries before a number, newest first, at most `limit`. */
export const readEntriesBefore = (db: Db, stream: Stream, before: number, limit: number): Promise<Entry[]> =>
  find(db, stream, { $lt: before }, -1, limit)

/** Number of the newest entry; 0 for a stream without entries. */
export async function readHead(db: Db, stream: Stream): Promise<number> {
  const [newest] = await readEntriesBefore(db, stream, Number.MAX_SAFE_INTEGER, 1)
  return newest?.seq ?? 0
}
