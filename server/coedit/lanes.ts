import type { Following } from '../journal/follow.ts'
import type { Loaded } from './load.ts'
import type { Covered } from './repository.ts'

type Start = (lane: string, after: number) => Following

/** What a copy knows of the lanes of its document: how far each is in it, which are closed, which are followed. */
export class Lanes {
  /** How far each lane of others is in the document, and our own as far as it is durable. */
  readonly applied: Map<string, Covered>
  /** Closed lanes, and the number of their last entry. */
  readonly #closed: Map<string, number>
  readonly #followings = new Map<string, Following>()
  readonly #start: Start
  #isStopped = false

  constructor({ applied, closed }: Pick<Loaded, 'applied' | 'closed'>, start: Start) {
    this.applied = applied
    this.#closed = closed
    this.#start = start
  }

  /** Number of the last entry that is in the document. */
  seqOf(lane: string): number {
    return this.applied.get(lane)?.seq ?? 0
  }

  get followed(): string[] {
    return [...this.#followings.keys()]
  }

  /** True when all of the lane is in the document and nobody writes to it any more. */
  isClosed(lane: string): boolean {
    return this.seqOf(lane) >= (this.#closed.get(lane) ?? Number.POSITIVE_INFINITY)
  }

  /** Entries of others are heard from here on, unless the lane is done. */
  follow(lane: string): void {
    if (this.#isStopped || this.#followings.has(lane) || this.isClosed(lane)) return
    this.#followings.set(lane, this.#start(lane, this.seqOf(lane)))
  }

  /** Named in snapshots before its first entry, so that whoever loads one later looks at it. */
  name(lane: string, at: Date): void {
    if (!this.applied.has(lane)) this.applied.set(lane, { seq: 0, at })
  }

  /** The document holds the lane so far. */
  note(lane: string, covered: Covered): void {
    if (covered.seq > this.seqOf(lane)) this.applied.set(lane, covered)
    this.#unfollowIfDone(lane)
  }

  /** Nothing comes in it behind this number. */
  close(lane: string, seq: number): void {
    this.#closed.set(lane, seq)
    this.#unfollowIfDone(lane)
  }

  stop(): void {
    this.#isStopped = true
    for (const following of this.#followings.values()) following.close()
  }

  #unfollowIfDone(lane: string): void {
    if (!this.isClosed(lane)) return
    this.#followings.get(lane)?.close()
    this.#followings.delete(lane)
  }
}
