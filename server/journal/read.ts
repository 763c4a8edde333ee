import type { Db, WithId } from 'mongodb'
import { type Entry, journalRows, type Stream } from './entry.ts'

/**
 * Rows are read as they are stored, and all of a page in one answer: a projection costs the store the decoding and
 * encoding of each, and beyond a hundred the driver would come back with a second command.
 */
export const asEntry = ({ _id, ...entry }: WithId<Entry>): Entry => entry

/** Entries after a number, in order, at most `limit`. */
export async function readEntries(db: Db, stream: Stream, after: number, limit: number): Promise<Entry[]> {
  const rows = journalRows({ db }).find({ stream, seq: { $gt: after } }, { batchSize: limit })
  return (await rows.sort({ stream: 1, seq: 1 }).limit(limit).toArray()).map(asEntry)
}

/** Entries before a number, newest first, at most `limit`. */
export async function readEntriesBefore(db: Db, stream: Stream, before: number, limit: number): Promise<Entry[]> {
  const rows = journalRows({ db }).find({ stream, seq: { $lt: before } }, { batchSize: limit })
  return (await rows.sort({ stream: -1, seq: -1 }).limit(limit).toArray()).map(asEntry)
}

/** Number of the newest entry; 0 for a stream without entries. */
export async function readHead(db: Db, stream: Stream): Promise<number> {
  const [newest] = await readEntriesBefore(db, stream, Number.MAX_SAFE_INTEGER, 1)
  return newest?.seq ?? 0
}
