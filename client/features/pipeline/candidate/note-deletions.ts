import { createStore } from '../../../live/store.ts'
import { undoTime } from '../../../ui/toasts.ts'

interface Going {
  readonly timer: ReturnType<typeof setTimeout>
  readonly send: () => void
}

/**
 * Notes that were deleted and can still be taken back: the server keeps no text of a deleted note, so it hears of it
 * when the time is over.
 */
export class NoteDeletions {
  /** Ids of the notes that are to be shown no more. */
  readonly gone = createStore<ReadonlySet<string>>(new Set())
  readonly #going = new Map<string, Going>()

  /** @param send deletes it on the server, and says itself when that does not work */
  start(id: string, send: () => Promise<unknown>): void {
    if (this.#going.has(id)) return
    const run = () => {
      this.#going.delete(id)
      // Whatever became of it: what the server has now is shown.
      void send().finally(() => this.#show(id))
    }
    this.#going.set(id, { timer: setTimeout(run, undoTime), send: run })
    this.gone.set((ids) => new Set(ids).add(id))
  }

  undo(id: string): void {
    const going = this.#going.get(id)
    // Too late: it is on its way, or gone.
    if (going === undefined) return
    clearTimeout(going.timer)
    this.#going.delete(id)
    this.#show(id)
  }

  /** Nobody can take anything back any more: the page goes. */
  sendAll(): void {
    for (const { timer, send } of [...this.#going.values()]) {
      clearTimeout(timer)
      send()
    }
  }

  #show(id: string): void {
    this.gone.set((ids) => new Set([...ids].filter((one) => one !== id)))
  }
}

/** One for the page: a deletion goes on when the candidate's pane is closed. */
export const noteDeletions = new NoteDeletions()
if (typeof window !== 'undefined') window.addEventListener('pagehide', () => noteDeletions.sendAll())
