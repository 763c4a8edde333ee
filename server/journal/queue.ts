import type { Stream } from './entry.ts'

/** What this process knows of a stream's end. `seq` null: unknown, read it from the store. */
export interface Tail {
  seq: number | null
}
export type Tails = ReadonlyMap<Stream, Tail>

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
    const tail = this.#tails.get(stream) ?? { seq: null }
    this.#tails.delete(stream)
    this.#tails.set(stream, tail)
    for (const old of this.#tails.keys()) {
      if (this.#tails.size <= mostTails) break
      if (!this.#last.has(old)) this.#tails.delete(old)
    }
    return tail
  }
}
