import { StoreError } from './errors.ts'
import type { Session } from './session/sessions.ts'
import type { CommittedView } from './storage/environment.ts'
import { type Deadline, pause, type Steps } from './yielding.ts'

/** MongoDB's limits of one answer: 101 documents at first, and never more than 16 MB. */
export const firstBatchSize = 101
const maxBatchBytes = 16 * 1024 * 1024 - 64 * 1024
const idleTimeoutMs = 10 * 60_000

export interface Cursor {
  /** 0 until there may be more than one batch, and again when there is no more. */
  id: bigint
  namespace: string
  /** The encoded documents, as they are found. */
  rows: Steps<Buffer>
  /** One that did not fit into the last batch. */
  left: Buffer | undefined
  /** Pinned while a batch is made and let go between batches. */
  view: CommittedView | undefined
  session: Session | undefined
  lastUsed: number
  busy: boolean
}

export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>()
  #nextId = BigInt(Date.now()) * 1000n

  get size(): number {
    return this.#cursors.size
  }

  open(fields: Pick<Cursor, 'namespace' | 'rows' | 'view' | 'session'>): Cursor {
    return { ...fields, id: 0n, left: undefined, lastUsed: Date.now(), busy: false }
  }

  /** Takes the next batch; afterwards the cursor has an id if there may be more, else 0. */
  async take(cursor: Cursor, size: number, deadline: Deadline): Promise<Buffer[]> {
    cursor.busy = true
    cursor.view?.pin()
    try {
      const { batch, done } = await fill(cursor, size, deadline)
      if (done) this.#close(cursor)
      else {
        if (cursor.id === 0n) cursor.id = ++this.#nextId
        this.#cursors.set(cursor.id, cursor)
      }
      return batch
    } catch (error) {
      this.#close(cursor)
      throw error
    } finally {
      cursor.busy = false
      cursor.lastUsed = Date.now()
      cursor.view?.unpin()
    }
  }

  find(id: bigint, namespace: string): Cursor {
    const cursor = this.#cursors.get(id)
    if (!cursor || cursor.namespace !== namespace) throw new StoreError(43, `cursor id ${id} not found`)
    return cursor
  }

  kill(id: bigint): boolean {
    const cursor = this.#cursors.get(id)
    if (cursor) this.#close(cursor)
    return cursor !== undefined
  }

  killOf(session: Session): void {
    for (const cursor of this.#cursors.values()) if (cursor.session === session) this.#close(cursor)
  }

  killIdle(now: number): void {
    for (const cursor of this.#cursors.values())
      if (!cursor.busy && now - cursor.lastUsed > idleTimeoutMs) this.#close(cursor)
  }

  /** A batch that is being made just then ends with what it has. */
  #close(cursor: Cursor): void {
    this.#cursors.delete(cursor.id)
    cursor.id = 0n
    cursor.rows.return()
  }
}

async function fill(cursor: Cursor, size: number, deadline: Deadline): Promise<{ batch: Buffer[]; done: boolean }> {
  const batch: Buffer[] = []
  let bytes = 0
  while (batch.length < size) {
    const { done, value: row } = cursor.left ? { value: cursor.left } : cursor.rows.next()
    if (done) return { batch, done }
    cursor.left = undefined
    if (row) {
      bytes += row.length
      if (batch.length > 0 && bytes > maxBatchBytes) {
        cursor.left = row
        break
      }
      batch.push(row)
    }
    const turn = pause()
    if (!turn) continue
    await turn
    deadline.check()
  }
  return { batch, done: false }
}
