/** Items that follow each other faster than this are one burst, in milliseconds: two drawings of a screen. */
const pause = 32

/**
 * Hands on the first item of a burst at once and the rest together, in order: where five hundred cards move, a column is
 * put in order a few times and not five hundred.
 */
export class Bursts<Item> {
  readonly #take: (items: readonly Item[]) => void
  #held: Item[] = []
  #resting: ReturnType<typeof setTimeout> | null = null

  constructor(take: (items: readonly Item[]) => void) {
    this.#take = take
  }

  add(items: readonly Item[]): void {
    if (this.#resting !== null) {
      this.#held.push(...items)
      return
    }
    this.#rest()
    this.#take(items)
  }

  /** Hands on what is held, now. */
  flush(): void {
    if (this.#resting !== null) clearTimeout(this.#resting)
    this.#resting = null
    const items = this.#held
    this.#held = []
    if (items.length > 0) this.#take(items)
  }

  #rest(): void {
    this.#resting = setTimeout(() => {
      this.#resting = null
      if (this.#held.length > 0) {
        const items = this.#held
        this.#held = []
        this.#rest()
        this.#take(items)
      }
    }, pause)
  }
}
