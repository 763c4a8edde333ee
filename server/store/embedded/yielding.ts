import { setTimeout as delay } from 'node:timers/promises'
import { StoreError } from './errors.ts'

/** How long one command may hold the process before others get their turn. */
const sliceMs = 1

let sliceStart = performance.now()
let waiting: Promise<void> | undefined

/** Work in small steps, each of which gives something, or nothing yet. Whoever runs it gives way in between. */
export type Steps<T> = Generator<T | undefined, void>

/** Gives way to other connections when the current slice is used up; otherwise costs next to nothing. */
export function pause(): Promise<void> | undefined {
  if (performance.now() - sliceStart < sliceMs) return undefined
  waiting ??= new Promise((resolve) =>
    setImmediate(() => {
      sliceStart = performance.now()
      waiting = undefined
      resolve()
    }),
  )
  return waiting
}

/** Called when a new turn of the event loop begins work, so that a slice is counted from its own start. */
export function beginSlice(): void {
  sliceStart = performance.now()
}

/** When a command has to be done (`maxTimeMS`); looked at where it gives way, and while it waits for others. */
export class Deadline {
  readonly #at: number

  constructor(maxTimeMs: number) {
    this.#at = maxTimeMs > 0 ? performance.now() + maxTimeMs : Number.POSITIVE_INFINITY
  }

  check(): void {
    if (performance.now() > this.#at) throw new StoreError(50, 'operation exceeded time limit')
  }

  /** Waits for others, though not longer than there is time. */
  async wait(others: Promise<unknown>): Promise<void> {
    if (this.#at === Number.POSITIVE_INFINITY) await others
    else {
      const done = new AbortController()
      const left = Math.max(0, this.#at - performance.now()) + 1
      await Promise.race([others, delay(left, undefined, { signal: done.signal }).catch(() => {})])
      done.abort()
    }
    this.check()
  }

  /** Goes through steps, giving way to other work. */
  async run<T>(steps: Steps<T>, visit: (item: T) => void): Promise<void> {
    for (const item of steps) {
      if (item !== undefined) visit(item)
      const turn = pause()
      if (!turn) continue
      await turn
      this.check()
    }
  }
}
