import type { QueryClient } from '@tanstack/react-query'

/** Some answers change with time alone: an older one, in milliseconds, is read again whatever the feed told. */
const longestTrust = 10_000

interface Read {
  readonly state: { readonly dataUpdatedAt: number }
}

/** Knows how far the feed was when each answer was asked for: one that no entry came after is as good as a new one. */
export class Readings {
  readonly #begun = new WeakMap<object, number | null>()
  readonly #held = new WeakMap<object, number | null>()

  /**
   * Notes every reading until the answered function is called.
   * @param position number of the last entry that was told here; null: the feed is not joined yet
   */
  watch(queries: QueryClient, position: () => number | null): () => void {
    return queries.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated') return
      const { action, query } = event
      if (action.type === 'fetch') this.#begun.set(query, position())
      // What a page wrote into it by itself makes it no newer.
      if (action.type === 'success' && !action.manual) this.#held.set(query, this.#begun.get(query) ?? null)
    })
  }

  /** Whether the answer that is there holds every entry that was told so far. */
  isCurrent(query: Read, position: number | null): boolean {
    const held = this.#held.get(query) ?? null
    return held !== null && held === position && Date.now() - query.state.dataUpdatedAt < longestTrust
  }
}
