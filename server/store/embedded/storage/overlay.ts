import type { Entry, View } from './environment.ts'
import { textOf } from './keyspace.ts'

/** A change that is not in LMDB yet; `null` removes. */
export interface Change {
  key: Buffer
  value: Buffer | null
}

/** Changes laid over a view: those on their way to the disk, or those of an open transaction. */
export class Overlay {
  readonly #changes = new Map<string, Change>()
  #sorted: Change[] | undefined

  get size(): number {
    return this.#changes.size
  }

  keys(): Iterable<string> {
    return this.#changes.keys()
  }

  changes(): Iterable<Change> {
    return this.#changes.values()
  }

  /** Gives the key as text, which the caller needs too. */
  set(change: Change): string {
    const text = textOf(change.key)
    this.#changes.set(text, change)
    this.#sorted = undefined
    return text
  }

  get(key: Buffer): Change | undefined {
    return this.#changes.size === 0 ? undefined : this.#changes.get(textOf(key))
  }

  /** Forgets a change that has been written, unless a newer one took its place. */
  settle(change: Change): void {
    const text = textOf(change.key)
    if (this.#changes.get(text) !== change) return
    this.#changes.delete(text)
    this.#sorted = undefined
  }

  clear(): void {
    this.#changes.clear()
    this.#sorted = undefined
  }

  within(start: Buffer, end: Buffer, reverse: boolean): Change[] {
    if (this.#changes.size === 0) return []
    this.#sorted ??= [...this.#changes.values()].sort((a, b) => Buffer.compare(a.key, b.key))
    const found = this.#sorted.slice(lowerBound(this.#sorted, start), lowerBound(this.#sorted, end))
    return reverse ? found.reverse() : found
  }
}

function lowerBound(changes: Change[], key: Buffer): number {
  let low = 0
  let high = changes.length
  while (low < high) {
    const middle = (low + high) >> 1
    const change = changes[middle]
    if (change && Buffer.compare(change.key, key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

/** The base with the overlay's changes in it. */
export class OverlaidView implements View {
  readonly #base: View
  readonly #overlay: Overlay

  constructor(base: View, overlay: Overlay) {
    this.#base = base
    this.#overlay = overlay
  }

  get(key: Buffer): Buffer | undefined {
    const change = this.#overlay.get(key)
    return change ? (change.value ?? undefined) : this.#base.get(key)
  }

  *range(start: Buffer, end: Buffer, reverse: boolean): Generator<Entry> {
    const changes = this.#overlay.within(start, end, reverse)
    if (changes.length === 0) return yield* this.#base.range(start, end, reverse)
    let next = 0
    for (const entry of this.#base.range(start, end, reverse)) {
      let replaced = false
      for (; next < changes.length; next++) {
        const change = changes[next] as Change
        const order = Buffer.compare(change.key, entry.key) * (reverse ? -1 : 1)
        if (order > 0) break
        if (order === 0) replaced = true
        if (change.value) yield { key: change.key, value: change.value }
      }
      if (!replaced) yield entry
    }
    for (; next < changes.length; next++) {
      const change = changes[next] as Change
      if (change.value) yield { key: change.key, value: change.value }
    }
  }
}
