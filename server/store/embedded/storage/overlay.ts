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
    return text
  }

  get(key: Buffer): Change | undefined {
    return this.#changes.size === 0 ? undefined : this.#changes.get(textOf(key))
  }

  /** Forgets a change that has been written, unless a newer one took its place. */
  settle(change: Change): void {
    const text = textOf(change.key)
    if (this.#changes.get(text) === change) this.#changes.delete(text)
  }

  clear(): void {
    this.#changes.clear()
  }

  /** The changes with start ≤ key < end, the first one at the end, ready to be popped. */
  within(start: Buffer, end: Buffer, reverse: boolean): Change[] {
    if (this.#changes.size === 0) return []
    const [first, last] = [textOf(start), textOf(end)]
    const found = [...this.#changes].filter(([text]) => text >= first && text < last)
    const order = reverse ? -1 : 1
    return found.sort(([a], [b]) => (a < b ? order : -order)).map(([, change]) => change)
  }
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
    let next = changes.pop()
    for (const entry of this.#base.range(start, end, reverse)) {
      let replaced = false
      for (; next; next = changes.pop()) {
        const order = Buffer.compare(next.key, entry.key) * (reverse ? -1 : 1)
        if (order > 0) break
        replaced ||= order === 0
        if (next.value) yield { key: next.key, value: next.value }
      }
      if (!replaced) yield entry
    }
    for (; next; next = changes.pop()) if (next.value) yield { key: next.key, value: next.value }
  }
}
