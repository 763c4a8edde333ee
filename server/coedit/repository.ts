import type { Binary, Filter } from 'mongodb'
import { type Entry, journalRows, type Stream } from '../journal/entry.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** How far the snapshot covers a lane. */
export interface Covered {
  seq: number
  /** When the last covered entry was written. */
  at: Date
  /** Nobody writes to the lane any more. */
  closed?: true
}

/** Where a document's content is: a snapshot, and the entries of its lanes behind it. */
export interface HeadRecord {
  /** The document's id. */
  _id: string
  /** Rises with every snapshot: whoever puts a newer one in place names the one it replaces. */
  generation: number
  /** Null: no snapshot yet. */
  snapshotId: string | null
  lanes: Record<string, Covered>
  /** When each person last wrote something that the snapshot covers. */
  contributors: Record<string, Date>
  /** Who makes a snapshot now, and until when others leave it to them. */
  lease: { by: string; until: Date } | null
}

/** A piece of a snapshot: immutable, below what one document of the store may be. */
interface ChunkRecord {
  /** Snapshot and number. */
  _id: string
  documentId: string
  snapshotId: string
  /** Versions keep theirs; the head's is replaced. */
  isVersion: boolean
  data: Binary | Buffer
}

export const coeditPlans: readonly CollectionPlan[] = [
  { collection: 'documents', indexes: [] },
  {
    collection: 'document_snapshots',
    indexes: [{ key: { documentId: 1, isVersion: 1 }, name: 'document' }],
  },
  {
    collection: 'document_versions',
    indexes: [{ key: { documentId: 1, _id: -1 }, name: 'document_newest' }],
  },
  {
    collection: 'document_comments',
    indexes: [{ key: { documentId: 1, _id: -1 }, name: 'document_newest' }],
  },
  {
    collection: 'document_suggestions',
    indexes: [
      { key: { documentId: 1, _id: -1 }, name: 'document_newest' },
      { key: { documentId: 1, state: 1, _id: -1 }, name: 'document_state' },
    ],
  },
]

export const headRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<HeadRecord>('documents')
const chunkRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ChunkRecord>('document_snapshots')

export const laneOf = (documentId: string, lane: string): Stream => `doc:${documentId}:${lane}`
const laneIn = (documentId: string, stream: Stream): string => stream.slice(`doc:${documentId}:`.length)

/**
 * The lane that everybody writes to, in their own transactions: forward edits, and word of the other lanes. Whoever
 * writes to it may remember its end from long ago, so its numbers are never free again: covered entries are emptied,
 * not removed.
 */
export const commonLane = 'edits'
/** Type of an entry of the common lane whose content is in a snapshot. */
export const emptied = 'emptied'
export const editsOf = (documentId: string): Stream => laneOf(documentId, commonLane)

export const heads = {
  get: (scope: Scope, documentId: string): Promise<HeadRecord | null> =>
    headRows(scope).findOne({ _id: documentId }, within(scope)),
  /** @throws a duplicate key when there is one already */
  insert: async (scope: Scope, documentId: string, snapshotId: string): Promise<void> => {
    const head: HeadRecord = { _id: documentId, generation: 1, snapshotId, lanes: {}, contributors: {}, lease: null }
    await headRows(scope).insertOne(head, within(scope))
  },
}

/** Bytes in one piece of a snapshot. */
const chunkBytes = 4 * 1024 * 1024

/** Full states of documents, in pieces. */
export const snapshots = {
  insert: async (
    scope: Scope,
    documentId: string,
    snapshotId: string,
    state: Uint8Array,
    isVersion: boolean,
  ): Promise<void> => {
    const data = Buffer.from(state.buffer, state.byteOffset, state.byteLength)
    for (let n = 0; n === 0 || n * chunkBytes < data.length; n++) {
      const piece = data.subarray(n * chunkBytes, (n + 1) * chunkBytes)
      const _id = `${snapshotId}:${String(n).padStart(4, '0')}`
      await chunkRows(scope).insertOne({ _id, documentId, snapshotId, isVersion, data: piece }, within(scope))
    }
  },
  /** Null: it was replaced by a newer one. */
  read: async (scope: Scope, snapshotId: string): Promise<Uint8Array | null> => {
    const range = { _id: { $gte: `${snapshotId}:`, $lt: `${snapshotId};` } }
    const found = await chunkRows(scope).find(range, within(scope)).sort({ _id: 1 }).toArray()
    if (found.length === 0) return null
    return Buffer.concat(found.map(({ data }) => bytesOf(data)))
  },
  remove: async (scope: Scope, snapshotId: string): Promise<void> => {
    await chunkRows(scope).deleteMany({ _id: { $gte: `${snapshotId}:`, $lt: `${snapshotId};` } }, within(scope))
  },
}

export const bytesOf = (data: Binary | Uint8Array): Uint8Array => (data instanceof Uint8Array ? data : data.buffer)

/** Rows read at once while a document is loaded. */
const pageSize = 2000

/** An entry of a document's journal. */
export interface LaneEntry {
  readonly lane: string
  readonly entry: Entry
}

/** Every entry in any lane of the document, lane by lane, in order; of the common lane those after a number. */
export async function readLanes(scope: Scope, documentId: string, afterCommon: number): Promise<LaneEntry[]> {
  const common = editsOf(documentId)
  // The character behind the colon ends the range.
  const [prefix, end] = [`doc:${documentId}:` as Stream, `doc:${documentId};` as Stream]
  // Side by side, since a page waits for them. Each may be read before or after what is written meanwhile, in any order.
  const ranges = await Promise.all([
    collect(readRange(scope, documentId, prefix, common)),
    collect(readOn(scope, documentId, common, afterCommon)),
    collect(readRange(scope, documentId, common, end)),
  ])
  return ranges.flat()
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

/** The streams between two names. */
async function* readRange(scope: Scope, documentId: string, from: Stream, to: Stream): AsyncGenerator<LaneEntry> {
  for (let after = from; ; ) {
    const found = await page(scope, { stream: { $gt: after, $lt: to } })
    yield* named(documentId, found)
    const last = found.at(-1)
    if (!last || found.length < pageSize) return
    // The rest of the lane in which the page ended, then the lanes behind it.
    yield* readOn(scope, documentId, last.stream, last.seq)
    after = last.stream
  }
}

async function* readOn(scope: Scope, documentId: string, stream: Stream, from: number): AsyncGenerator<LaneEntry> {
  for (let after = from; ; ) {
    const found = await page(scope, { stream, seq: { $gt: after } })
    yield* named(documentId, found)
    if (found.length < pageSize) return
    after = found.at(-1)?.seq ?? after
  }
}

const page = (scope: Scope, filter: Filter<Entry>): Promise<Entry[]> =>
  journalRows(scope)
    .find(filter, { projection: { _id: 0 } })
    .sort({ stream: 1, seq: 1 })
    .limit(pageSize)
    .toArray()

const named = (documentId: string, entries: readonly Entry[]): LaneEntry[] =>
  entries.map((entry) => ({ lane: laneIn(documentId, entry.stream), entry }))

/** Remembers when the people who wrote an entry last wrote. */
export function noteAuthors(contributors: Map<string, Date>, { actor, data, at }: Entry): void {
  const others = (data['others'] ?? []) as string[]
  for (const author of actor.kind === 'user' && actor.id !== null ? [actor.id, ...others] : others) {
    if (at > (contributors.get(author) ?? 0)) contributors.set(author, at)
  }
}

/** Removes the entries that a snapshot covers, and no others. */
export async function removeCovered(
  scope: Scope,
  documentId: string,
  lanes: Readonly<Record<string, Covered>>,
): Promise<void> {
  for (const [lane, { seq }] of Object.entries(lanes)) {
    const covered = { stream: laneOf(documentId, lane), seq: { $lte: seq } }
    if (lane !== commonLane) await journalRows(scope).deleteMany(covered)
    else await journalRows(scope).updateMany({ ...covered, type: 'update' }, { $set: { type: emptied, data: {} } })
  }
}
