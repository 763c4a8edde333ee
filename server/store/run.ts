import { setTimeout as delay } from 'node:timers/promises'
import type { Db } from 'mongodb'
import type { Log } from '../log.ts'
import { HalfRestored, watchEpoch } from './epoch.ts'

/** A process at work on one history of the store. */
export interface Running {
  readonly db: Db
  readonly epoch: string
  stop(): Promise<void>
}

/** How often a process that waits for a restore to end tries to start again, in milliseconds. */
const interval = 500

/**
 * Starts, and stops at the signal. When a backup is restored meanwhile everything that this process knows is of another
 * history: it stops, waits until the restore is complete, and starts again.
 * @throws what the first `start` throws, {@link HalfRestored} among it
 */
export async function runThroughRestores(start: () => Promise<Running>, signal: Promise<string>, log: Log) {
  let running: Running | null = await start()
  while (running) {
    const watch = watchEpoch(running.db, running.epoch, (err) =>
      log.warn({ err }, 'cannot read the epoch of the store'),
    )
    const asked = await Promise.race([signal, watch.ended])
    watch.close()
    if (asked) log.info({ signal: asked }, 'stopping')
    else log.warn('a backup is being restored into the store: stopping, and starting again when it is complete')
    await running.stop()
    running = asked ? null : await startAgain(start, signal)
  }
}

/** Null: asked to stop while waiting. */
async function startAgain(start: () => Promise<Running>, signal: Promise<string>): Promise<Running | null> {
  for (;;) {
    try {
      return await start()
    } catch (error) {
      if (!(error instanceof HalfRestored)) throw error
    }
    if (await Promise.race([signal, delay(interval)])) return null
  }
}
