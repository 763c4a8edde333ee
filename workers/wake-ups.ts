import { BaseNotificationChannel, type JobNotification, toJobId } from 'agenda'
import { byStoreClock, timeNow } from '../server/store/clock.ts'

/** Longer waits are left to the poll: a timer could not be trusted over them, and the poll comes soon enough. */
const longestTimer = 5 * 60_000

/**
 * Tells agenda, within this process, that there is something to do: at once for what is due, by a timer for what will
 * be. Agenda alone would notice at its next poll. Calls of one kind are joined, so that the limit of locked jobs holds
 * however many rows arrive together.
 */
export class WakeUps extends BaseNotificationChannel {
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #filling = new Set<string>()
  readonly #again = new Set<string>()

  async connect(): Promise<void> {
    this.setState('connected')
  }

  async disconnect(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.handlers.clear()
    this.setState('disconnected')
  }

  /** Called by agenda when a job was saved. Does not wait for the work: saving would wait with it. */
  async publish({ jobName, nextRunAt }: JobNotification): Promise<void> {
    this.at(jobName, nextRunAt && byStoreClock(nextRunAt))
  }

  /** @param when by the store's clock; null: now */
  at(jobName: string, when: Date | null): void {
    const wait = when ? when.getTime() - timeNow().getTime() : 0
    if (wait <= 0) {
      void this.#fill(jobName)
      return
    }
    if (wait > longestTimer) return
    // One more millisecond: a timer may go off just before its time, and would then find nothing due.
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      void this.#fill(jobName)
    }, wait + 1)
    timer.unref()
    this.#timers.add(timer)
  }

  async #fill(jobName: string): Promise<void> {
    if (this.#filling.has(jobName)) {
      this.#again.add(jobName)
      return
    }
    this.#filling.add(jobName)
    do {
      this.#again.delete(jobName)
      await this.notifyHandlers({ jobId: toJobId(''), jobName, nextRunAt: null, priority: 0, timestamp: new Date() })
    } while (this.#again.has(jobName) && this.state === 'connected')
    this.#filling.delete(jobName)
  }
}
