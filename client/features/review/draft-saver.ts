import type { ChangeRatings, MyRatings } from '#protocol/scorecards'
import { createStore } from '../../live/store.ts'
import { CallError, isRetryable } from '../../rest/call-error.ts'
import {
  afterSending,
  bodyOf,
  type Changes,
  type Conflict,
  type Field,
  rebase,
  type Value,
  withChange,
} from './draft.ts'
import { keep, readKept } from './kept-changes.ts'

/** After the last key so long, in milliseconds. */
const pause = 500

interface DraftState {
  readonly stored: MyRatings | null
  readonly changes: Changes
  readonly conflicts: readonly Conflict[]
  /** `waiting`: for a connection. `refused`: the server does not take it. */
  readonly status: 'idle' | 'busy' | 'waiting' | 'refused'
  readonly isKept: boolean
}

interface Parts {
  readonly userId: string
  readonly applicationId: string
  readonly send: (body: ChangeRatings, ifMatch: number) => Promise<MyRatings>
  readonly read: () => Promise<MyRatings | null>
  readonly onStored: (mine: MyRatings) => void
}

/**
 * Sends my changes one after the other, each on the version that it was made on. Until the server has them they are kept
 * in this browser; what another device changed in between is joined, or asked about.
 */
export class DraftSaver {
  readonly #parts: Parts
  readonly #store: ReturnType<typeof createStore<DraftState>>
  #timer: ReturnType<typeof setTimeout> | undefined
  #sending: Promise<void> | null = null
  #isLeft = false

  constructor(parts: Parts) {
    this.#parts = parts
    const changes = readKept(parts.userId, parts.applicationId)
    this.#store = createStore<DraftState>({ stored: null, changes, conflicts: [], status: 'idle', isKept: true })
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener)
  readonly get = (): DraftState => this.#store.get()

  /** What the server has; an older answer than the newest changes nothing. */
  receive(mine: MyRatings): void {
    const { stored, changes } = this.get()
    if (stored !== null && mine.version < stored.version) return
    const based = rebase(changes, mine)
    this.#update({ stored: mine, ...based })
    if (Object.keys(based.changes).length > 0 && this.get().status === 'idle') this.#later()
  }

  readonly set = (field: Field, value: Value): void => {
    const { stored, changes } = this.get()
    if (stored === null) return
    this.#update({ changes: withChange(changes, stored, field, value) })
    this.#later()
  }

  /** A person decided what stands in a field that was changed on two devices. */
  readonly settle = (field: Field, value: Value): void => {
    const { stored, changes, conflicts } = this.get()
    if (stored === null) return
    const { [field]: _decided, ...rest } = changes
    this.#update({
      changes: withChange(rest, stored, field, value),
      conflicts: conflicts.filter((conflict) => conflict.field !== field),
    })
    this.#later()
  }

  /** Sends what there is, now. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.#timer)
    await this.#sending
    this.#sending = this.#send().finally(() => {
      this.#sending = null
    })
    await this.#sending
  }

  retry(): void {
    if (this.get().status === 'waiting') this.#later()
  }

  /** The page is there, maybe again. */
  enter(): void {
    this.#isLeft = false
  }

  /** The page goes: what is not sent yet is tried at once, and once. It is kept for the next page in any case. */
  leave(): void {
    const waits = this.#timer !== undefined
    this.#isLeft = true
    if (waits) void this.flush()
  }

  #later(after = pause): void {
    clearTimeout(this.#timer)
    this.#timer = this.#isLeft ? undefined : setTimeout(() => void this.flush(), after)
  }

  async #send(): Promise<void> {
    this.#timer = undefined
    const { stored, changes: sent, conflicts } = this.get()
    // What a person has to decide is not decided by being first.
    if (stored === null || stored.submittedAt !== null || conflicts.length > 0 || Object.keys(sent).length === 0) return
    this.#update({ status: 'busy' })
    try {
      const mine = await this.#parts.send(bodyOf(sent), stored.version)
      this.#update({ stored: mine, changes: afterSending(this.get().changes, sent, mine), status: 'idle' })
      this.#parts.onStored(mine)
      if (Object.keys(this.get().changes).length > 0) this.#later()
    } catch (error) {
      await this.#failed(error)
    }
  }

  async #failed(error: unknown): Promise<void> {
    if (error instanceof CallError && error.code === 'version-mismatch') {
      // Another device was first: its changes are read, and mine go on top of them.
      const mine = await this.#parts.read().catch(() => null)
      this.#update({ status: mine ? 'idle' : 'waiting' })
      if (mine) this.receive(mine)
      return
    }
    const passes = isRetryable(error)
    this.#update({ status: passes ? 'waiting' : 'refused' })
    if (passes) this.#later(10 * pause)
  }

  #update(change: Partial<DraftState>): void {
    const { userId, applicationId } = this.#parts
    const next = { ...this.get(), ...change }
    // What a page that is gone still has to send is not to take the place of what the next one writes.
    const keeps = change.changes !== undefined && (!this.#isLeft || Object.keys(next.changes).length === 0)
    this.#store.set(keeps ? { ...next, isKept: keep(userId, applicationId, next.changes) } : next)
  }
}
