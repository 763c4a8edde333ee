import { connection } from '../live/connection.ts'

const pause = 1500
const patience = 2

/** Waits until the server is reachable, or for a moment when it seems to be. */
const chance = (): Promise<void> =>
  new Promise((resolve) => {
    if (connection.get().link === 'open') {
      setTimeout(resolve, pause)
      return
    }
    const stop = connection.subscribe(() => {
      if (connection.get().link !== 'open') return
      stop()
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
