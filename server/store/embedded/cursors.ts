import { ensure } from './errors.ts'
import type { Session } from './session/sessions.ts'
import type { CommittedView } from './storage/environment.ts'
import { runSteps, type Steps } from './yielding.ts'

/** As many documents as MongoDB gives at first. */
export const firstBatchSize = 101
/** The document that reaches this is the last of its batch, which so stays well below what drivers take. */
const enoughBytes = 16 * 1024 * 1024
const idleTimeoutMs = 10 * 60_000

export interface Cursor {
  /** 0 until there may be more than one batch, and again when there is no more. */
  id: bigint
  namespace: string
  /** The encoded documents, as they are found. */
  rows: Steps<Buffer>
  /** Pinned while a batch is made and let go between batches. */
  view: CommittedView | undefined
  session: Session | undefined
  lastUsed: number
  busy: boolean
}

export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>()
  #nextId = BigInt(Date.now()) * 1000n

  open(fields: Pick<Cursor, 'namespace' | 'rows' | 'view' | 'session'>): Cursor {
    return { ...fields, id: 0n, lastUsed: Date.now(), busy: false }
  }

  /** Takes the next batch; afterwards the cursor has an id if there may be more, else 0. */
  async take(cursor: Cursor, size: number): Promise<Buffer[]> {
    cursor.busy = true
    cursor.view?.pin()
    let isOver = true
    try {
      const batch: Buffer[] = []
      isOver = size > 0 && (await fill(batch, cursor, size))
      if (cursor.id === 0n) cursor.id = ++this.#nextId
      this.#cursors.set(cursor.id, cursor)
      return batch
    } finally {
      if (isOver) this.#close(cursor)
      cursor.busy = false
      cursor.lastUsed = Date.now()
      cursor.view?.unpin()
    }
  }

  find(id: bigint, namespace: string): Cursor {
    const cursor = this.#cursors.get(id)
    ensure(cursor?.namespace === namespace, 43, `cursor id ${id} not found`)
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

/** Adds to the batch until it is full; true when there is no more. */
function fill(batch: Buffer[], { rows }: Cursor, size: number): Promise<boolean> {
  let bytes = 0
  // Stopping here does not end the rows, as it would with a loop over them.
  const rest = { [Symbol.iterator]: () => ({ next: () => rows.next() }) }
  return runSteps(rest, (row) => {
    bytes += row.length
    batch.push(row)
    return bytes >= enoughBytes || batch.length >= size
  })
}
