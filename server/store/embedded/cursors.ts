import { StoreError } from './errors.ts'
import type { Session } from './session/sessions.ts'
import type { CommittedView } from './storage/environment.ts'

/** MongoDB's limits of one answer: 101 documents at first, and never more than 16 MB. */
export const firstBatchSize = 101
const maxBatchBytes = 16 * 1024 * 1024 - 64 * 1024
const idleTimeoutMs = 10 * 60_000

export interface Cursor {
  /** 0 until there may be more than one batch, and again when there is no more. */
  id: bigint
  namespace: string
  /** The encoded documents, as they are found. */
  rows: AsyncGenerator<Buffer[]>
  waiting: Buffer[]
  /** Pinned while a batch is made and let go between batches. */
  view: CommittedView | undefined
  session: Session | undefined
  lastUsed: number
  busy: boolean
  killed: boolean
}

export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>()
  #nextId = BigInt(Date.now()) * 1000n

  get size(): number {
    return this.#cursors.size
  }

  open(fields: Pick<Cursor, 'namespace' | 'rows' | 'view' | 'session'>): Cursor {
    return { ...fields, id: 0n, waiting: [], lastUsed: Date.now(), busy: false, killed: false }
  }

  /** Takes the next batch; afterwards the cursor has an id if there may be more, else 0. */
  async take(cursor: Cursor, size: number): Promise<Buffer[]> {
    cursor.busy = true
    cursor.view?.pin()
    try {
      const { batch, done } = await fill(cursor, size)
      if (done) this.#close(cursor)
      else if (cursor.killed) await cursor.rows.return(undefined)
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

  async kill(id: bigint): Promise<boolean> {
    const cursor = this.#cursors.get(id)
    if (!cursor) return false
    this.#close(cursor)
    cursor.killed = true
    if (!cursor.busy) await cursor.rows.return(undefined)
    return true
  }

  async killOf(session: Session): Promise<void> {
    for (const cursor of this.#cursors.values()) if (cursor.session === session) await this.kill(cursor.id)
  }

  async killIdle(now: number): Promise<void> {
    for (const cursor of this.#cursors.values())
      if (!cursor.busy && now - cursor.lastUsed > idleTimeoutMs) await this.kill(cursor.id)
  }

  #close(cursor: Cursor): void {
    this.#cursors.delete(cursor.id)
    cursor.id = 0n
  }
}

async function fill(cursor: Cursor, size: number): Promise<{ batch: Buffer[]; done: boolean }> {
  const batch: Buffer[] = []
  let bytes = 0
  for (;;) {
    let used = 0
    for (const row of cursor.waiting) {
      if (batch.length >= size || (batch.length > 0 && bytes + row.length > maxBatchBytes)) break
      batch.push(row)
      bytes += row.length
      used++
    }
    cursor.waiting = cursor.waiting.slice(used)
    if (cursor.waiting.length > 0 || batch.length >= size) return { batch, done: false }
    const next = await cursor.rows.next()
    if (next.done) return { batch, done: true }
    cursor.waiting = next.value
  }
}
