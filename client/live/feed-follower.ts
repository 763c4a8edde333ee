import type { FeedEntry } from '#protocol/feed'
import { isBehind, noteHead, receive, type Sequence, startAt } from './sequence.ts'

/** Answer to `feed:follow`; `refused` ends the following for good. */
export type FollowAnswer =
  | {
      readonly ok: true
      readonly epoch: string
      readonly head: number
      readonly entries?: readonly FeedEntry[] | undefined
      readonly more?: boolean | undefined
      readonly reset?: true | undefined
    }
  | { readonly ok: false; readonly retryable: boolean }

export interface FollowerPorts {
  /** Joins the feed and reads what comes after a number; rejects when no answer came. */
  readonly follow: (after: number | undefined) => Promise<FollowAnswer>
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** Entries in order, without holes, each once. */
  readonly onEntries: (entries: readonly FeedEntry[]) => void
  /** What was read before may miss something that no entry will tell: read it again. */
  readonly onReset: () => void
  readonly onState: (state: FollowerState) => void
}

/** `joining`: not known yet how far the feed is; `catching-up`: something is missing; `refused`: not ours to follow. */
export type FollowerState = 'joining' | 'catching-up' | 'current' | 'down' | 'refused'

/** A push may overtake its neighbour on the way; only what is still missing after this pause is fetched. */
const holePatience = 200
const retryPause = 1500

/** Follows one feed over a connection that may break at any time. It knows neither sockets nor screens. */
export class FeedFollower {
  readonly #ports: FollowerPorts
  #sequence: Sequence<FeedEntry> = startAt(0)
  #epoch: string | null = null
  #state: FollowerState = 'down'
  /** Pushes that arrive while it is not known where the feed stands. */
  #early: FeedEntry[] = []
  /** Raised at each change of connection, so that an answer to an older question is ignored. */
  #connection = 0
  #isReading = false
  #cancelTimer: (() => void) | null = null

  constructor(ports: FollowerPorts) {
    this.#ports = ports
  }

  get state(): FollowerState {
    return this.#state
  }

  /** True once the feed was joined: what is read from now on misses nothing that the entries will not tell. */
  get hasJoined(): boolean {
    return this.#epoch !== null
  }

  connected(): void {
    this.#connection++
    this.#isReading = false
    this.#early = []
    this.#enter('joining')
    this.#read()
  }

  disconnected(): void {
    this.#connection++
    this.#isReading = false
    this.#stopTimer()
    if (this.#state !== 'refused') this.#enter('down')
  }

  pushed(entry: FeedEntry): void {
    if (this.#state === 'joining') this.#early.push(entry)
    else if (this.#state !== 'down') this.#take([entry])
  }

  headed(seq: number): void {
    if (this.#state === 'down' || this.#state === 'joining') return
    this.#sequence = noteHead(this.#sequence, seq)
    this.#settle()
  }

  /** The page has been out of sight, or the line silent: ask whether something was missed. */
  check(): void {
    if (this.#state === 'current' || this.#state === 'catching-up') this.#read()
  }

  #take(entries: readonly FeedEntry[]): void {
    const { sequence, ready } = receive(this.#sequence, entries)
    this.#sequence = sequence
    if (ready.length > 0) this.#ports.onEntries(ready)
    this.#settle()
  }

  #settle(): void {
    if (!isBehind(this.#sequence)) {
      this.#stopTimer()
      if (!this.#isReading) this.#enter('current')
    } else if (!this.#isReading) this.#readIn(holePatience)
  }

  #readIn(milliseconds: number): void {
    if (this.#cancelTimer) return
    this.#cancelTimer = this.#ports.later(() => {
      this.#cancelTimer = null
      this.#read()
    }, milliseconds)
  }

  #read(): void {
    if (this.#isReading) return
    this.#isReading = true
    this.#stopTimer()
    if (isBehind(this.#sequence) && this.#state !== 'joining') this.#enter('catching-up')
    const connection = this.#connection
    this.#ports.follow(this.hasJoined ? this.#sequence.last : undefined).then(
      (answer) => connection === this.#connection && this.#answered(answer),
      () => connection === this.#connection && this.#failed(true),
    )
  }

  #answered(answer: FollowAnswer): void {
    if (!answer.ok) {
      this.#failed(answer.retryable)
      return
    }
    // The first joining is a fresh start too: what was read before it may be older than the head.
    const startsOver = this.#epoch !== answer.epoch || answer.reset === true
    this.#epoch = answer.epoch
    if (startsOver) {
      this.#sequence = startAt(answer.head)
      this.#ports.onReset()
    }
    const told = startsOver ? [] : (answer.entries ?? [])
    const { sequence, ready } = receive(noteHead(this.#sequence, answer.head), [...told, ...this.#early])
    this.#sequence = sequence
    this.#early = []
    this.#isReading = false
    if (ready.length > 0) this.#ports.onEntries(ready)
    if (this.#state === 'joining') this.#enter(isBehind(sequence) ? 'catching-up' : 'current')
    // A page that brought nothing new would be asked for again without end: leave that to the pause.
    if (answer.more && ready.length > 0) this.#read()
    else this.#settle()
  }

  #failed(retryable: boolean): void {
    this.#isReading = false
    if (!retryable) this.#enter('refused')
    else this.#readIn(retryPause)
  }

  #enter(state: FollowerState): void {
    if (state === this.#state) return
    this.#state = state
    this.#ports.onState(state)
  }

  #stopTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }
}
