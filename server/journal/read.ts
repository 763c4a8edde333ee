import type { Db } from 'mongodb'
import { type Entry, journalRows, type Stream } from './entry.ts'

/** Entries after a number, in order, at most `limit`. */
export function readEntries(db: Db, stream: Stream, after: number, limit: number): Promise<Entry[]> {
  const rows = journalRows({ db }).find({ stream, seq: { $gt: after } }, { projection: { _id: 0 } })
  return rows.sort({ stream: 1, seq: 1 }).limit(limit).toArray()
}

/** Entries before a number, newest first, at most `limit`. */
export function readEntriesBefore(db: Db, stream: Stream, before: number, limit: number): Promise<Entry[]> {
  const rows = journalRows({ db }).find({ stream, seq: { $lt: before } }, { projection: { _id: 0 } })
  return rows.sort({ stream: -1, seq: -1 }).limit(limit).toArray()
}

/** Number of the newest entry; 0 for a stream without entries. */
export async function readHead(db: Db, stream: Stream): Promise<number> {
  const [newest] = await readEntriesBefore(db, stream, Number.MAX_SAFE_INTEGER, 1)
  return newest?.seq ?? 0
}
