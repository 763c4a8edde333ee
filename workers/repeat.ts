import { untilBeat } from '../server/beat.ts'
import type { Log } from '../server/log.ts'

export interface Repeating {
  /** Begins nothing more and waits for what is under way. */
  stop(): Promise<void>
}

/** Works again and again, the next time at least half of `every` after the end of the last: a slow store is not pressed. */
export function repeat(parts: { every: number; work: () => Promise<void>; log: Log; failure: string }): Repeating {
  const { every, work, log, failure } = parts
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const round = async (): Promise<void> => {
    try {
      await work()
    } catch (error) {
      log.warn({ err: error }, failure)
    }
    if (!stopped) timer = setTimeout(next, untilBeat(every))
  }
  let running = round()
  function next(): void {
    running = round()
  }
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
