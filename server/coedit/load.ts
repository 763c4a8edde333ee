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
  /** A snapshot with nothing behind it: all of the document. Else it is made already, and is `doc`. */
  readonly state: Uint8Array | null
  readonly doc: Y.Doc | null
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
      readLanes(scope(), documentId, head?.lanes[commonLane]?.seq ?? 0),
    ])
    if (head?.snapshotId && !state) continue
    if (head === null && rows.length === 0 && (await writeFirst(parts, documentId))) continue
    const after = await heads.get(scope(), documentId)
    if (after?.generation !== head?.generation) continue
    const gap = firstGap(head, rows)
    // While the head stays as it is nothing uncovered is removed, so a gap that stays is none that hides anything.
    if (gap && attempt < 3) continue
    if (gap) log.warn({ documentId, lane: gap }, 'a lane does not go on where its snapshot ends')
    return loadedFrom(head, state, rows)
  }
  throw new AppError('store-unavailable', 'The document is changing too much to be opened. Try again in a moment.')
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

/** The document that these make. @throws when one of them cannot be read */
export function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

function loadedFrom(head: HeadRecord | null, state: Uint8Array | null, rows: readonly LaneEntry[]): Loaded {
  const lanes = Object.entries(head?.lanes ?? {})
  const applied = new Map(lanes)
  const closed = new Map(lanes.flatMap(([lane, covered]) => (covered.closed ? [[lane, covered.seq] as const] : [])))
  const contributors = new Map(Object.entries(head?.contributors ?? {}))
  const fresh = rows.filter(({ lane, entry }) => entry.seq > (applied.get(lane)?.seq ?? 0))
  const updates = fresh.flatMap(({ entry }) => (entry.type === 'update' ? [bytesOf(entry.data['update'])] : []))
  if (state) updates.unshift(state)
  const whole = updates.length === 1 ? state : null
  const doc = whole ? null : docOf(updates)
  const size = updates.reduce((sum, { byteLength }) => sum + byteLength, 0)
  for (const { lane, entry } of fresh) {
    applied.set(lane, { seq: entry.seq, at: entry.at })
    noteAuthors(contributors, entry)
    const named = String(entry.data['lane'])
    // Opened and not written to yet: it is to be looked at all the same.
    if (entry.type === 'lane' && !applied.has(named)) applied.set(named, { seq: 0, at: entry.at })
    if (entry.type === 'closed') closed.set(named, Number(entry.data['seq']))
  }
  return {
    state: whole,
    doc,
    size,
    generation: head?.generation ?? 0,
    applied,
    closed,
    contributors,
    entries: fresh.length,
  }
}
