import { isBehind, type Numbered, noteHead, receive, type Sequence, startAt } from './sequence.ts'

/** Answer to `feed:follow` or `chat:follow`; a refusal that no retry can change ends the following for good. */
export type FollowAnswer<Entry extends Numbered> =
  | {
      readonly ok: true
      readonly epoch: string
      readonly head: number
      readonly entries?: readonly Entry[] | undefined
      readonly more?: boolean | undefined
      readonly reset?: true | undefined
    }
  | { readonly ok: false; readonly retryable: boolean }

export interface FollowerPorts<Entry extends Numbered> {
  /** Joins the stream and reads what comes after a number; rejects when no answer came. */
  readonly follow: (after: number | undefined) => Promise<FollowAnswer<Entry>>
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** Entries in order, without holes, each once. */
  readonly onEntries: (entries: readonly Entry[]) => void
  /** What was read before may miss something that no entry will tell: read it again. Entries go on after `head`. */
  readonly onReset: (head: number) => void
  readonly onState: (state: FollowerState) => void
}

/** `joining`: not known yet how far the feed is; `catching-up`: something is missing; `refused`: not ours to follow. */
export type FollowerState = 'joining' | 'catching-up' | 'current' | 'down' | 'refused'

/** A push may overtake its neighbour on the way; only what is still missing after this pause is fetched. */
const holePatience = 200
const retryPause = 1500

/** Follows one stream over a connection that may break at any time. It knows neither sockets nor screens. */
export class StreamFollower<Entry extends Numbered> {
  readonly #ports: FollowerPorts<Entry>
  #sequence: Sequence<Entry> = startAt(0)
  #epoch: string | null = null
  /** It is known what comes next: after a snapshot, or once the stream was joined. */
  #isPlaced = false
  #hasJoined = false
  #state: FollowerState = 'down'
  /** Pushes that arrive while it is not known where the feed stands. */
  #early: Entry[] = []
  /** Raised at each change of connection, so that an answer to an older question is ignored. */
  #connection = 0
  #isReading = false
  #cancelTimer: (() => void) | null = null

  constructor(ports: FollowerPorts<Entry>) {
    this.#ports = ports
  }

  get state(): FollowerState {
    return this.#state
  }

  /** True once the stream was joined: what is read from now on misses nothing that the entries will not tell. */
  get hasJoined(): boolean {
    return this.#hasJoined
  }

  /** Number of the last entry that was handed over; null: it is not known yet how far the stream is. */
  get position(): number | null {
    return this.#hasJoined ? this.#sequence.last : null
  }

  /** A snapshot holds everything up to a number: go on after it. Only before the first joining. */
  startFrom(epoch: string | null, seq: number): void {
    if (this.#isPlaced) return
    this.#isPlaced = true
    this.#epoch = epoch
    this.#sequence = startAt(seq)
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

  pushed(entry: Entry): void {
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

  #take(entries: readonly Entry[]): void {
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
    this.#ports.follow(this.#isPlaced ? this.#sequence.last : undefined).then(
      (answer) => connection === this.#connection && this.#answered(answer),
      () => connection === this.#connection && this.#failed(true),
    )
  }

  #answered(answer: FollowAnswer<Entry>): void {
    if (!answer.ok) {
      this.#failed(answer.retryable)
      return
    }
    const isReplaced = this.#epoch !== null && this.#epoch !== answer.epoch
    // Joining without a place is a fresh start too: what was read before it may be older than the head.
    const startsOver = !this.#isPlaced || isReplaced || answer.reset === true
    this.#epoch = answer.epoch
    this.#hasJoined = true
    if (startsOver) {
      this.#isPlaced = true
      this.#sequence = startAt(answer.head)
      this.#ports.onReset(answer.head)
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
