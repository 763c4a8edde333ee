import type { Stream } from './entry.ts'

/** What this process knows of a stream's end. */
export interface Tail {
  /** Null: unknown, read it from the store. Whoever holds the stream sets it; while it is held nobody else does. */
  seq: number | null
  /** The last number that was followed here, whoever wrote it; it may be behind. */
  followed: number
  /** Another process was first the last time: it may have been again. */
  isShared: boolean
}
export type Tails = ReadonlyMap<Stream, Tail>

/**
 * Where whoever holds the stream goes on from: from what is known, as long as nobody else is known to write there.
 * @param readEnd what the store says, asked for where that is not enough
 */
export async function endOf(tail: Tail, readEnd: () => Promise<number>): Promise<number> {
  const known = tail.seq === null ? null : Math.max(tail.seq, tail.followed)
  if (known !== null && !tail.isShared) return known
  const seq = await readEnd()
  // Nobody was there since: the next one need not ask.
  if (known !== null) tail.isShared = seq !== known
  return seq
}

const mostTails = 10_000

/**
 * One holder at a time per stream, in order of arrival. Whoever writes to a stream holds it from the allocation of
 * numbers until the outcome is known, so within a process numbers are never contended.
 */
export class StreamQueues {
  /** The stream used longest ago is first. */
  readonly #tails = new Map<Stream, Tail>()
  readonly #last = new Map<Stream, Promise<unknown>>()

  /**
   * Gathers what waits for the same streams and runs it together (group commit). One batch per turn in line, so that
   * others who wait for one of the streams get theirs in between.
   * @param run answers every item; it does not throw
   */
  inBatches<Item>(
    largest: number,
    run: (batch: readonly Item[], tails: Tails) => Promise<void>,
  ): (streams: readonly Stream[], item: Item) => void {
    const gathered = new Map<string, Item[]>()
    const takeTurn = (group: string, streams: readonly Stream[]): void => {
      void this.#hold(streams, async (tails) => {
        const waiting = gathered.get(group) ?? []
        await run(waiting.splice(0, largest), tails)
        if (waiting.length > 0) takeTurn(group, streams)
        else gathered.delete(group)
      })
    }
    return (streams, item) => {
      const sorted = [...new Set(streams)].sort()
      const group = sorted.join('\n')
      const waiting = gathered.get(group)
      if (waiting) return void waiting.push(item)
      gathered.set(group, [item])
      takeTurn(group, sorted)
    }
  }

  /**
   * Entries up to this number are stored, and were given to somebody who follows here. Who writes next goes on from there
   * instead of finding out by a number that is taken, with all that was decided before in vain.
   */
  learn(stream: Stream, seq: number): void {
    const tail = this.#tails.get(stream)
    if (tail && tail.followed < seq) tail.followed = seq
  }

  /** Gets in line for all streams at once, so that no two can wait for each other. */
  async #hold(streams: readonly Stream[], work: (tails: Tails) => Promise<void>): Promise<void> {
    const before = Promise.all(streams.map((stream) => this.#last.get(stream)))
    const done = before.then(() => work(new Map(streams.map((stream) => [stream, this.#tail(stream)]))))
    for (const stream of streams) this.#last.set(stream, done)
    await done
    // Nobody behind us: idle streams cost nothing.
    for (const stream of streams) if (this.#last.get(stream) === done) this.#last.delete(stream)
  }

  #tail(stream: Stream): Tail {
    const tail = this.#tails.get(stream) ?? { seq: null, followed: 0, isShared: false }
    this.#tails.delete(stream)
    this.#tails.set(stream, tail)
    for (const old of this.#tails.keys()) {
      if (this.#tails.size <= mostTails) break
      if (!this.#last.has(old)) this.#tails.delete(old)
    }
    return tail
  }
}
