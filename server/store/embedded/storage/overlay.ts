import { type Entry, type Interval, textOf, type View } from './environment.ts'

/** A change that is not in LMDB yet; `null` removes. */
export interface Change {
  key: Buffer
  value: Buffer | null
}

/** Changes laid over a view, by their keys as text: those on their way to the disk, or of an open transaction. */
export class Overlay extends Map<string, Change> {
  /** Gives the key as text, which the caller needs too. */
  put(change: Change): string {
    const text = textOf(change.key)
    this.set(text, change)
    return text
  }

  /** Forgets a change that has been written, unless a newer one took its place. */
  settle(change: Change): void {
    const text = textOf(change.key)
    if (this.get(text) === change) this.delete(text)
  }

  /** The changes in an interval, the first one at the end, ready to be popped. */
  within({ start, end }: Interval, reverse: boolean): Change[] {
    if (this.size === 0) return []
    const [first, last] = [textOf(start), textOf(end)]
    const found = [...this].filter(([text]) => text >= first && text < last)
    const order = reverse ? -1 : 1
    return found.sort(([a], [b]) => (a < b ? order : -order)).map(([, change]) => change)
  }
}

/** The base with the overlay's changes in it. */
export function overlaid(base: View, overlay: Overlay): View {
  function get(key: Buffer): Buffer | undefined {
    const change = overlay.size > 0 ? overlay.get(textOf(key)) : undefined
    return change ? (change.value ?? undefined) : base.get(key)
  }

  function* range(interval: Interval, reverse = false): Generator<Entry> {
    const changes = overlay.within(interval, reverse)
    let next = changes.pop()
    for (const entry of base.range(interval, reverse)) {
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

  return { get, range }
}
