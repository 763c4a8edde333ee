/** What an entry says, for the model. `said` null: blanked. */
export interface ModelEntry {
  readonly key: string
  said: string | null
  readonly value: number | null
}

export type Told =
  | { readonly seqs: readonly number[]; readonly duplicate: boolean }
  | 'idempotency-conflict'
  | 'forbidden'

/** The journal as it should be: streams are arrays, one thing happens after the other, and nothing ever fails. */
export class Model {
  readonly #streams = new Map<string, ModelEntry[]>()
  readonly #counters = new Map<string, number>()
  readonly #allowed = new Set<string>()
  readonly #answers = new Map<string, { readonly said: string; readonly seqs: readonly number[] }>()

  stream(stream: string): ModelEntry[] {
    const entries = this.#streams.get(stream) ?? []
    this.#streams.set(stream, entries)
    return entries
  }

  counter(stream: string): number {
    return this.#counters.get(stream) ?? 0
  }

  append(stream: string, key: string, said: string): Told {
    return this.#once(key, said, () => [this.stream(stream).push({ key, said, value: null })])
  }

  commit(streams: readonly string[], key: string, said: string): Told {
    return this.#once(key, said, () =>
      streams.map((stream) => {
        const value = this.counter(stream) + 1
        this.#counters.set(stream, value)
        return this.stream(stream).push({ key, said, value })
      }),
    )
  }

  blank(stream: string, key: string, of: string): Told {
    return this.#once(key, of, () => {
      const entry = this.stream(stream).find((one) => one.key === of)
      if (entry) entry.said = null
      return [this.stream(stream).push({ key, said: of, value: null })]
    })
  }

  allow(stream: string, key: string, said: string, { who, may }: { who: string; may: boolean }): Told {
    return this.#once(key, said, () => {
      this.#allowed[may ? 'add' : 'delete'](`${stream} ${who}`)
      return [this.stream(stream).push({ key, said, value: null })]
    })
  }

  act(stream: string, key: string, who: string): Told {
    return this.#allowed.has(`${stream} ${who}`) ? this.append(stream, key, who) : 'forbidden'
  }

  /** What a request is told that is sent again; null: the journal knows nothing of it. */
  again(key: string, said: string): Told | null {
    return this.#answers.has(key) ? this.#once(key, said, () => []) : null
  }

  #once(key: string, said: string, write: () => number[]): Told {
    const first = this.#answers.get(key)
    if (first) return first.said === said ? { seqs: first.seqs, duplicate: true } : 'idempotency-conflict'
    const seqs = write()
    this.#answers.set(key, { said, seqs })
    return { seqs, duplicate: false }
  }
}
