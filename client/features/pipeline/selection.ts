import type { BoardStore } from './board-store.ts'
import { canBeMoved } from './card-actions.ts'
import { Topics } from './topics.ts'

/** The cards that were chosen for something to be done with all of them. One that goes out of play leaves. */
export class Selection {
  readonly #topics = new Topics()
  readonly #store: BoardStore
  #ids: ReadonlySet<string> = new Set()
  /** Where a range begins. */
  #anchor: string | null = null

  constructor(store: BoardStore) {
    this.#store = store
  }

  readonly ids = (): ReadonlySet<string> => this.#ids
  readonly has = (id: string): boolean => this.#ids.has(id)
  readonly onCard = (id: string) => (listener: () => void) => this.#topics.on(`card ${id}`, listener)
  readonly onChange = (listener: () => void) => this.#topics.on('all', listener)

  toggle(id: string): void {
    const next = new Set(this.#ids)
    if (!next.delete(id) && this.#canChoose(id)) next.add(id)
    this.#anchor = id
    this.#become(next)
  }

  /** Everything between the card chosen before and this one, where both stand in one column; else this one alone. */
  extendTo(id: string, column: readonly string[]): void {
    const [from, to] = [this.#anchor === null ? -1 : column.indexOf(this.#anchor), column.indexOf(id)]
    if (from < 0 || to < 0) {
      this.add([id])
      this.#anchor = id
      return
    }
    this.add(column.slice(Math.min(from, to), Math.max(from, to) + 1))
  }

  add(ids: readonly string[]): void {
    this.#become(new Set([...this.#ids, ...ids.filter((id) => this.#canChoose(id))]))
  }

  keep(ids: Iterable<string>): void {
    this.#become(new Set(ids))
  }

  clear(): void {
    this.#anchor = null
    this.#become(new Set())
  }

  #canChoose(id: string): boolean {
    const card = this.#store.record(id)
    return card !== undefined && canBeMoved(card)
  }

  #become(next: ReadonlySet<string>): void {
    const before = this.#ids
    const changed = [...before].filter((id) => !next.has(id)).concat([...next].filter((id) => !before.has(id)))
    if (changed.length === 0) return
    this.#ids = next
    for (const id of changed) this.#topics.tell(`card ${id}`)
    this.#topics.tell('all')
  }
}
