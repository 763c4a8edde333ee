/** In milliseconds. */
interface Patience {
  readonly after: number
  readonly atMost?: number
}

/**
 * Calls once nobody has touched it for `after`, and no later than `atMost` after it was touched first. A touch is next to
 * nothing, since it moves no timer: that looks for itself, when it ends, how long is left.
 */
export class Pause {
  readonly #patience: Patience
  readonly #run: () => void
  #touched: { readonly first: number; last: number } | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(patience: Patience, run: () => void) {
    this.#patience = patience
    this.#run = run
  }

  touch(): void {
    const now = performance.now()
    if (this.#touched) this.#touched.last = now
    else this.#touched = { first: now, last: now }
    this.#timer ??= setTimeout(() => this.#look(), this.#patience.after)
  }

  /** Calls at once, if it was touched. */
  hurry(): void {
    if (!this.#touched) return
    this.stop()
    this.#run()
  }

  /** Does not call for what it was touched for. */
  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#touched = undefined
  }

  #look(): void {
    if (!this.#touched) return
    const { after, atMost = Number.POSITIVE_INFINITY } = this.#patience
    const { first, last } = this.#touched
    const left = Math.min(last + after, first + atMost) - performance.now()
    if (left > 0) this.#timer = setTimeout(() => this.#look(), left)
    else this.hurry()
  }
}
