import { setTimeout as delay } from 'node:timers/promises'
import * as Y from 'yjs'
import { AppError } from '../app-error.ts'
import { isConflict } from '../journal/conflict.ts'
import type { Log } from '../log.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import type { Kinds } from './kinds.ts'
import {
  bytesOf,
  type Covered,
  commonLane,
  type HeadRecord,
  heads,
  type LaneEntry,
  noteAuthors,
  readLanes,
  snapshots,
} from './repository.ts'

/** A document as the store has it. */
export interface Loaded {
  readonly doc: Y.Doc
  /** Bytes of the updates that it was made of: its state has about as many, or fewer. */
  readonly size: number
  /** Of the snapshot that it began with; 0: there is none. */
  readonly generation: number
  /** How far each lane is in it. */
  readonly applied: Map<string, Covered>
  /** Lanes that nobody writes to any more, with the number of their last entry. */
  readonly closed: Map<string, number>
  /** When each person last wrote. */
  readonly contributors: Map<string, Date>
  /** Entries behind the snapshot. */
  readonly entries: number
}

export interface LoadParts {
  readonly scope: () => Scope
  readonly kinds: Kinds
  readonly log: Log
}

const attempts = 20

/**
 * Reads snapshot, lanes, and the head again: when another snapshot took its place meanwhile, entries may be gone that
 * this one does not cover, and all begins anew.
 * @throws {AppError} `store-unavailable` when it was replaced again and again
 */
export async function load(parts: LoadParts, documentId: string): Promise<Loaded> {
  const { scope, log } = parts
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (attempt > 0) await delay(Math.random() * 50)
    const head = await heads.get(scope(), documentId)
    const [state, rows] = await Promise.all([
      head?.snapshotId ? snapshots.read(scope(), head.snapshotId) : null,
      rowsBehind(scope(), documentId, head),
    ])
    if (head?.snapshotId && !state) continue
    if (head === null && rows.length === 0 && (await writeFirst(parts, documentId))) continue
    const after = await heads.get(scope(), documentId)
    if (after?.generation !== head?.generation) continue
    const gap = firstGap(head, rows)
    // While the head stays as it is nothing uncovered is removed, so a gap that stays is none that hides anything.
    if (gap && attempt < 3) continue
    if (gap) log.warn({ documentId, lane: gap }, 'a lane does not go on where its snapshot ends')
    return build(head, state, rows)
  }
  throw new AppError('store-unavailable', 'The document is changing too much to be opened. Try again in a moment.')
}

async function rowsBehind(scope: Scope, documentId: string, head: HeadRecord | null): Promise<LaneEntry[]> {
  const rows: LaneEntry[] = []
  for await (const row of readLanes(scope, documentId, head?.lanes[commonLane]?.seq ?? 0)) rows.push(row)
  return rows
}

/** True when the document has content now: ours, or that of somebody who was first. */
async function writeFirst({ scope, kinds }: LoadParts, documentId: string): Promise<boolean> {
  const update = await kinds.first(scope(), documentId)
  if (!update) return false
  const snapshotId = newId()
  await snapshots.insert(scope(), documentId, snapshotId, update, false)
  try {
    await heads.insert(scope(), documentId, snapshotId)
  } catch (error) {
    if (!isConflict(error)) throw error
    await snapshots.remove(scope(), snapshotId)
  }
  return true
}

function firstGap(head: HeadRecord | null, rows: readonly LaneEntry[]): string | null {
  const ends = new Map(Object.entries(head?.lanes ?? {}).map(([lane, { seq }]) => [lane, seq]))
  for (const { lane, entry } of rows) {
    const end = ends.get(lane) ?? 0
    if (entry.seq > end + 1) return lane
    ends.set(lane, Math.max(end, entry.seq))
  }
  return null
}

function build(head: HeadRecord | null, state: Uint8Array | null, rows: readonly LaneEntry[]): Loaded {
  const doc = new Y.Doc()
  const lanes = Object.entries(head?.lanes ?? {})
  const applied = new Map(lanes)
  const closed = new Map(lanes.flatMap(([lane, covered]) => (covered.closed ? [[lane, covered.seq] as const] : [])))
  const contributors = new Map(Object.entries(head?.contributors ?? {}))
  const fresh = rows.filter(({ lane, entry }) => entry.seq > (applied.get(lane)?.seq ?? 0))
  const updates = fresh.flatMap(({ entry }) => (entry.type === 'update' ? [bytesOf(entry.data['update'])] : []))
  if (state) updates.unshift(state)
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const size = updates.reduce((sum, { byteLength }) => sum + byteLength, 0)
  for (const { lane, entry } of fresh) {
    applied.set(lane, { seq: entry.seq, at: entry.at })
    noteAuthors(contributors, entry)
    const named = String(entry.data['lane'])
    // Opened and not written to yet: it is to be looked at all the same.
    if (entry.type === 'lane' && !applied.has(named)) applied.set(named, { seq: 0, at: entry.at })
    if (entry.type === 'closed') closed.set(named, Number(entry.data['seq']))
  }
  return { doc, size, generation: head?.generation ?? 0, applied, closed, contributors, entries: fresh.length }
}
