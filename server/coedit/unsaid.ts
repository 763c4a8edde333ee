import type * as Y from 'yjs'
import { hasPending, holds } from './updates.ts'

interface Taken {
  /** How many frames. */
  count: number
  /** Their updates; those in front that the document holds by now may be left out. */
  updates: Uint8Array[]
}

/**
 * What was taken from pages and is not said to be durable yet. What one page sends in pieces concerns no other: each is
 * told as soon as all of its own is in the document.
 */
export class Unsaid<Page> {
  readonly #taken = new Map<Page, Taken>()

  note(page: Page, update: Uint8Array): void {
    const taken = this.#taken.get(page) ?? { count: 0, updates: [] }
    this.#taken.set(page, taken)
    taken.count++
    taken.updates.push(update)
  }

  forget(page: Page): void {
    this.#taken.delete(page)
  }

  /** Something of it waits for what it builds on. */
  has(page: Page): boolean {
    return this.#taken.has(page)
  }

  /** The pages of which the document, all of it durable, holds everything, and the number of their frames. */
  take(doc: Y.Doc): Map<Page, number> {
    const whole = new Map<Page, number>()
    const mayLack = hasPending(doc)
    for (const [page, taken] of this.#taken) {
      const lacking = mayLack ? taken.updates.findIndex((update) => !holds(doc, update)) : -1
      if (lacking >= 0) {
        taken.updates.splice(0, lacking)
        continue
      }
      whole.set(page, taken.count)
      this.#taken.delete(page)
    }
    return whole
  }
}
