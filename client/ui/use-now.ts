import { useSyncExternalStore } from 'react'

const step = 20_000
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** One clock for every relative time on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tell of [...listeners]) tell()
  }, step)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** While nothing on the page tells a time the clock stands, and what comes then begins with the time as it is. */
function read(): number {
  if (timer === undefined && Math.abs(Date.now() - now) >= step) now = Date.now()
  return now
}

/** The time, to about 20 seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, read, read)
