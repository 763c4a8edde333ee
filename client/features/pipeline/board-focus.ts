import type { BoardStore } from './board-store.ts'

/**
 * Which card is to have the focus. A card that changes its column is taken out of the page and drawn anew: focus is
 * lost unless the new element claims it when it appears.
 */
export class BoardFocus {
  #wanted: string | null = null
  readonly #scrollers = new Map<string, (row: number) => void>()

  /** A column says how to bring a row into view. */
  column(stage: string, scrollTo: (row: number) => void): () => void {
    this.#scrollers.set(stage, scrollTo)
    return () => {
      if (this.#scrollers.get(stage) === scrollTo) this.#scrollers.delete(stage)
    }
  }

  want(id: string, stage: string, row: number): void {
    this.#wanted = id
    if (row >= 0) this.#scrollers.get(stage)?.(row)
    const element = () => document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)
    // At once where it is there: a key may come before the next drawing, and is about the card that has the focus.
    element()?.focus({ preventScroll: true })
    // Or it comes with the next drawing, be it in place of one that goes, and claims it then.
    requestAnimationFrame(() => {
      if (this.#wanted === id) this.claim(id, element())
    })
  }

  /**
   * Remembers where a card stands, for somebody who works through a column: afterwards the focus goes to the card that
   * took its place, or back to it when it is still there.
   */
  placeOf(store: BoardStore, id: string): () => void {
    const card = store.record(id)
    const stage = card === undefined ? '' : store.columnOf(card)
    const row = store.column(stage).ids.indexOf(id)
    return () => {
      const { ids } = store.column(stage)
      const here = ids.indexOf(id)
      const next = here >= 0 ? here : Math.min(Math.max(0, row), ids.length - 1)
      const target = ids[next]
      if (target !== undefined) this.want(target, stage, next)
    }
  }

  claim(id: string, element: HTMLElement | null): void {
    if (this.#wanted !== id || element === null) return
    this.#wanted = null
    element.focus({ preventScroll: true })
  }
}
