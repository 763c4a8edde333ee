import type { Stream } from './entry.ts'

/** What this process knows of a stream's end. `seq` null: unknown, read it from the store. */
export interface Tail {
  seq: number | null
}

/**
 * One holder at a time per stream, in order of arrival. Whoever writes to a stream holds it from the allocation of
 * numbers until the outcome is known, so within a process numbers are never contended.
 */
export class StreamQueues {
  readonly #tails = new Map<Stream, Tail>()
  readonly #last = new Map<Stream, Promise<void>>()

  /** Runs `work` while holding all streams. They are taken in sorted order, so two holders cannot wait for each other. */
  async hold<T>(streams: readonly Stream[], work: (tails: ReadonlyMap<Stream, Tail>) => Promise<T>): Promise<T> {
    const sorted = [...new Set(streams)].sort()
    const releases: (() => void)[] = []
    try {
      for (const stream of sorted) releases.push(await this.#take(stream))
      return await work(new Map(sorted.map((stream) => [stream, this.#tail(stream)])))
    } finally {
      for (const release of releases.reverse()) release()
    }
  }

  async #take(stream: Stream): Promise<() => void> {
    const before = this.#last.get(stream)
    const { promise, resolve } = withResolvers()
    this.#last.set(stream, promise)
    await before
    return () => {
      // Nobody behind us: forget the stream's chain, so that idle streams cost nothing.
      if (this.#last.get(stream) === promise) this.#last.delete(stream)
      resolve()
    }
  }

  #tail(stream: Stream): Tail {
    const known = this.#tails.get(stream)
    if (known) {
      // Move to the young end: the map is its own least-recently-used list.
      this.#tails.delete(stream)
      this.#tails.set(stream, known)
      return known
    }
    const tail: Tail = { seq: null }
    this.#tails.set(stream, tail)
    for (const old of this.#tails.keys()) {
      if (this.#tails.size <= 10_000) break
      if (!this.#last.has(old)) this.#tails.delete(old)
    }
    return tail
  }
}

// Promise.withResolvers is not in Node 20.
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
