import type { Db } from 'mongodb'
import { type Entry, journalRows, type Stream } from './entry.ts'

const find = (db: Db, stream: Stream, seq: { $gt: number } | { $lt: number }) =>
  journalRows({ db }).find({ stream, seq }, { projection: { _id: 0 } })

/** Entries after a number, in order, at most `limit`. */
export const readEntries = (db: Db, stream: Stream, after: number, limit: number): Promise<Entry[]> =>
  find(db, stream, { $gt: after }).sort({ stream: 1, seq: 1 }).limit(limit).toArray()

/** Entries before a number, newest first, at most `limit`. */
export const readEntriesBefore = (db: Db, stream: Stream, before: number, limit: number): Promise<Entry[]> =>
  find(db, stream, { $lt: before }).sort({ stream: -1, seq: -1 }).limit(limit).toArray()

/** Number of the newest entry; 0 for a stream without entries. */
export async function readHead(db: Db, stream: Stream): Promise<number> {
  const [newest] = await readEntriesBefore(db, stream, Number.MAX_SAFE_INTEGER, 1)
  return newest?.seq ?? 0
}
