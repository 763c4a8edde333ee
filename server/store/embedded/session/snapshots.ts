import { Timestamp } from 'bson'
import type { Value } from '../bson/types.ts'
import type { Cursors } from '../cursors.ts'
import { StoreError } from '../errors.ts'
import { CommittedView, type Environment } from '../storage/environment.ts'
import type { Session } from './sessions.ts'

/** One moment that a session reads over several commands (read concern `snapshot` outside transactions). */
export interface Snapshot {
  readonly at: Timestamp
  readonly view: CommittedView
  /** Indexes younger than this lack entries for it. */
  readonly asOf: number
}

/** While it is held, LMDB cannot use freed pages again: a session that falls silent for so long loses it. */
const idleMs = 60_000

/** A session holds one snapshot at most; it ends with the session, or when the session asks for the next. */
export class Snapshots {
  readonly #held = new Map<Session, Snapshot>()
  readonly #environment: Environment
  readonly #cursors: Cursors
  #count = 0n

  constructor(environment: Environment, cursors: Cursors) {
    this.#environment = environment
    this.#cursors = cursors
  }

  /** @param at the moment a former answer named; undefined: now, by a new snapshot */
  async of(session: Session, at: Value, clock: number): Promise<Snapshot> {
    const held = this.#held.get(session)
    if (at !== undefined) {
      if (held && at instanceof Timestamp && at.equals(held.at)) return held
      throw new StoreError(
        239,
        'The snapshot has been let go: a minute passed without a use, or the store was restarted.',
      )
    }
    await this.release(session)
    const seconds = BigInt(Math.floor(Date.now() / 1000))
    const snapshot = {
      at: new Timestamp((seconds << 32n) | ++this.#count),
      view: new CommittedView(this.#environment).pin(),
      asOf: clock,
    }
    this.#held.set(session, snapshot)
    return snapshot
  }

  /** Its cursors go first: without the snapshot they would go on in another state. */
  async release(session: Session): Promise<void> {
    const held = this.#held.get(session)
    if (!held) return
    this.#held.delete(session)
    await this.#cursors.killOf(session)
    held.view.unpin()
  }

  async releaseIdle(now: number): Promise<void> {
    for (const session of this.#held.keys()) if (now - session.lastUsed > idleMs) await this.release(session)
  }
}
