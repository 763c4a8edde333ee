import { connection } from '../live/connection.ts'
import { createStore } from '../live/store.ts'

const pause = 1500
const patience = 2

/** How many parts cannot come before there is a connection. */
export const partsWaiting = createStore(0)

/** Waits until the server is reachable, or for a moment when it seems to be. */
const chance = (): Promise<void> =>
  new Promise((resolve) => {
    if (connection.get().link === 'open') {
      setTimeout(resolve, pause)
      return
    }
    partsWaiting.set((count) => count + 1)
    const stop = connection.subscribe(() => {
      if (connection.get().link !== 'open') return
      stop()
      partsWaiting.set((count) => count - 1)
      resolve()
    })
  })

/**
 * Loads a part of the app that is first needed now. Without a connection it waits for one, since the page it belongs
 * to has nothing else to show; with one, a part that does not come belongs to a release that is gone.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (let failures = 0; ; ) {
    try {
      return await load()
    } catch (error) {
      if (connection.get().link === 'open' && ++failures >= patience) throw error
      await chance()
    }
  }
}
