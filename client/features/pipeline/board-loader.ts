import type { Application } from '#protocol/applications'
import type { Page } from '#protocol/common'
import type { FeedEvent } from '../../live/live-feed.ts'
import { createStore } from '../../live/store.ts'
import type { BoardStore } from './board-store.ts'

export interface BoardSource {
  readonly page: (cursor: string | null, signal: AbortSignal) => Promise<Page<Application>>
  /** Null: it is not there any more, or not mine to know of. */
  readonly one: (id: string) => Promise<Application | null>
}

export type LoadState =
  | { readonly status: 'loading'; readonly loaded: number }
  | { readonly status: 'ready' }
  | { readonly status: 'failed'; readonly error: unknown }

/** Fills a board by pages and keeps it by entries; entries that come meanwhile are applied as they come. */
export class BoardLoader {
  readonly state = createStore<LoadState>({ status: 'loading', loaded: 0 })
  readonly #store: BoardStore
  readonly #source: BoardSource
  #loading: AbortController | null = null
  #seen = new Set<string>()
  /** Cards under way; true: something happened to it since it was asked for, so it is asked for again. */
  readonly #fetching = new Map<string, boolean>()

  constructor(store: BoardStore, source: BoardSource) {
    this.#store = store
    this.#source = source
  }

  /** Reads everything, again if it is there already: what is shown stays until the new answer is here. */
  async load(): Promise<void> {
    this.#loading?.abort()
    const loading = new AbortController()
    this.#loading = loading
    this.#seen = new Set()
    if (this.state.get().status !== 'ready') this.state.set({ status: 'loading', loaded: 0 })
    try {
      let cursor: string | null = null
      do {
        const page: Page<Application> = await this.#source.page(cursor, loading.signal)
        if (loading.signal.aborted) return
        for (const { id } of page.items) this.#seen.add(id)
        this.#store.load(page.items)
        if (this.state.get().status === 'loading') this.state.set({ status: 'loading', loaded: this.#seen.size })
        cursor = page.nextCursor
      } while (cursor !== null)
      this.#loading = null
      this.#store.retain(this.#seen)
      this.state.set({ status: 'ready' })
      this.#fetch(this.#store.awaited())
    } catch (error) {
      if (loading.signal.aborted) return
      this.#loading = null
      // Cards that are a little old are better than none.
      if (this.state.get().status !== 'ready') this.state.set({ status: 'failed', error })
    }
  }

  receive(entries: readonly FeedEvent[]): void {
    const { unknown, revealed } = this.#store.apply(entries)
    this.#fetch(this.#loading === null ? [...unknown, ...revealed] : revealed)
  }

  dispose(): void {
    this.#loading?.abort()
  }

  #fetch(ids: readonly string[]): void {
    for (const id of ids) {
      if (this.#fetching.has(id)) {
        this.#fetching.set(id, true)
        continue
      }
      this.#fetching.set(id, false)
      this.#source
        .one(id)
        .then(
          (record) => {
            if (record === null) return
            this.#seen.add(id)
            this.#store.arrive([record])
          },
          // Without an answer it stays awaited: the next entry about it, or the next full reading, brings it.
          () => undefined,
        )
        .finally(() => {
          const again = this.#fetching.get(id) === true
          this.#fetching.delete(id)
          if (again) this.#fetch([id])
        })
    }
  }
}
