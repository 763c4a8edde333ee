/** Where a value stands that began as a snapshot and is kept by entries. */
export type LiveValueState<State> =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly data: State }
  | { readonly status: 'failed'; readonly error: unknown }

export interface LiveSource<State, Entry> {
  readonly load: (signal: AbortSignal) => Promise<State>
  /** Applies one entry; an entry that the state already contains must leave it as it is (newest version wins). */
  readonly apply: (state: State, entry: Entry) => State
}

/** Old snapshot + entries = fresh snapshot: entries that come while a snapshot is on its way are applied on top of it. */
export class LiveValue<State, Entry> {
  readonly #source: LiveSource<State, Entry>
  readonly #onChange: () => void
  #state: LiveValueState<State> = { status: 'loading' }
  #sinceLoadBegan: Entry[] = []
  #loading: AbortController | null = null

  constructor(source: LiveSource<State, Entry>, onChange: () => void) {
    this.#source = source
    this.#onChange = onChange
  }

  get state(): LiveValueState<State> {
    return this.#state
  }

  /** Reads the snapshot, again if there is one; what is shown stays until the new one is here. */
  async load(): Promise<void> {
    this.#loading?.abort()
    const loading = new AbortController()
    this.#loading = loading
    this.#sinceLoadBegan = []
    if (this.#state.status === 'failed') this.#become({ status: 'loading' })
    try {
      const snapshot = await this.#source.load(loading.signal)
      if (this.#loading !== loading) return
      this.#loading = null
      this.#become({ status: 'loaded', data: this.#sinceLoadBegan.reduce(this.#source.apply, snapshot) })
    } catch (error) {
      if (this.#loading !== loading) return
      this.#loading = null
      // What is shown is older than it could be, but better than nothing.
      if (this.#state.status !== 'loaded') this.#become({ status: 'failed', error })
    }
  }

  receive(entry: Entry): void {
    if (this.#loading) this.#sinceLoadBegan.push(entry)
    this.update((state) => this.#source.apply(state, entry))
  }

  /** Changes what is shown at once, before the server has said anything. */
  update(change: (state: State) => State): void {
    if (this.#state.status !== 'loaded') return
    const data = change(this.#state.data)
    if (!Object.is(data, this.#state.data)) this.#become({ status: 'loaded', data })
  }

  dispose(): void {
    this.#loading?.abort()
    this.#loading = null
  }

  #become(state: LiveValueState<State>): void {
    this.#state = state
    this.#onChange()
  }
}
