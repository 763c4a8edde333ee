import { setTimeout as delay } from 'node:timers/promises'
import { type Db, MongoError, ObjectId } from 'mongodb'
import { duplicateKey, isConflict } from '../journal/conflict.ts'
import type { Entry } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { insertRows, type JournalRow, RowRefused } from './insert-rows.ts'

/** Something with at most one entry under way at a time. */
export interface RowSource {
  /** True once nobody waits for it any more. */
  readonly isDead: boolean
  /** What is to be written now; null: nothing, after all. It is asked again only after `stored` and `wants`. */
  take(): Entry | null
  stored(): void
  failed(error: unknown): void
}

export interface GroupWriter {
  /** This source has something to write. */
  wants(source: RowSource): void
}

/**
 * How long what comes gathers when much is written, in milliseconds: an insert costs the driver more than its rows do. In
 * one document it may be longer: what gathers there is one entry, and one frame for each page. It goes with the next edit
 * that comes after `soonest`; only where none comes does a timer send it, at `latest`: to be woken by one costs the processor
 * about as much as an insert does. Where little is written nothing waits.
 */
const gathering = { soonest: 9, latest: 25 }
const largestBatch = 500
/** Begun with less, in bytes: with the largest update of all it still fits into a command. */
const largestBytes = 4 * 1024 * 1024

/**
 * Writes the entries of all documents of this process together: one insert under way, and what comes meanwhile is the
 * next. Each lane has one writer that numbers its entries itself, so no two processes contend and no end is looked up.
 * What is stored is announced: other nodes follow the lanes.
 */
export function createGroupWriter({ db, announce }: { db: Db } & Pick<Journal, 'announce'>): GroupWriter {
  const dirty = new Set<RowSource>()
  let running = false
  let lastStart = 0
  /** Told of what comes while the next insert gathers. */
  let onMore = () => {}

  async function run(): Promise<void> {
    while (dirty.size > 0) {
      await new Promise<void>(gathered)
      const batch = gather()
      lastStart = performance.now()
      if (batch.length > 0) await insert(batch)
    }
    running = false
  }

  function gathered(go: () => void): void {
    let timer: NodeJS.Timeout | undefined
    const start = () => {
      clearTimeout(timer)
      onMore = () => {}
      // At least a turn, so that frames which arrive together are one entry.
      setImmediate(go)
    }
    let after: number | undefined
    onMore = () => {
      const now = performance.now()
      if (now - lastStart >= gathering.soonest) return start()
      // Set with the first document, and once more with the second.
      const limit = dirty.size > 1 ? gathering.soonest : gathering.latest
      if (limit === after) return
      after = limit
      clearTimeout(timer)
      timer = setTimeout(start, lastStart + limit - now)
    }
    onMore()
  }

  function gather(): Batch {
    const batch: Batch = []
    let bytes = 0
    for (const source of dirty) {
      if (batch.length >= largestBatch || bytes >= largestBytes) break
      dirty.delete(source)
      const entry = source.take()
      if (!entry) continue
      batch.push({ source, entry, row: { _id: new ObjectId(), ...entry } })
      bytes += (entry.data['update'] as Uint8Array).byteLength
    }
    return batch
  }

  /** Tries until all are stored, or nobody waits for any of them any more. The rows keep their ids from try to try. */
  async function insert(batch: Batch): Promise<void> {
    let left = batch
    for (let attempt = 0; left.length > 0; attempt++) {
      try {
        await insertRows(
          db,
          left.map(({ row }) => row),
        )
        tell(left)
        return
      } catch (error) {
        const before = error instanceof RowRefused ? error.stored : 0
        const isTaken = isDuplicate(error) && attempt === 0
        const stored = isDuplicate(error) && !isTaken ? before + 1 : before
        tell(left.slice(0, stored))
        left = left.slice(stored).filter(({ source }) => !source.isDead)
        if (stored > 0 && !isTaken) continue
        if (isTaken || !isConflict(error)) {
          for (const { source } of left) source.failed(error)
          return
        }
        await delay(Math.min(200, 10 * 2 ** attempt))
      }
    }
  }

  function tell(stored: Batch): void {
    settle(stored)
    for (const { entry } of stored) announce(entry.stream, [entry])
  }

  return {
    wants: (source) => {
      dirty.add(source)
      if (running) return onMore()
      running = true
      void run()
    },
  }
}

type Batch = { readonly source: RowSource; readonly entry: Entry; readonly row: JournalRow }[]

function settle(batch: Batch): void {
  for (const { source } of batch) if (!source.isDead) source.stored()
}

/** Of a row that was tried before: the first try did store it. Nobody else writes to these lanes. */
const isDuplicate = (error: unknown): boolean => error instanceof MongoError && error.code === duplicateKey
