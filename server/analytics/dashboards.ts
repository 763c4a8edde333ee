import { may } from '#protocol/permissions'
import type { Log } from '../log.ts'
import type { AfterEntry } from '../realtime/hints.ts'
import type { Books } from './keep-books.ts'

/** Tells open dashboards that figures have changed. */
export interface Dashboards {
  /** Somebody has read this employer's figures here. */
  watch(employerId: string): void
  readonly afterEntry: AfterEntry
  close(): void
}

/** Entries that come together are counted together, in milliseconds. */
const settling = 150
/** A dashboard that reads nothing for so long is closed, or sees nothing change, in milliseconds. */
const attention = 10 * 60_000

/** Figures are counted for whoever looks: where nobody has read any, entries cost nothing until somebody does. */
export function createDashboards({ books, log }: { books: Books; log: Log }): Dashboards {
  const watched = new Map<string, number>()
  const waiting = new Map<string, NodeJS.Timeout>()

  return {
    watch: (employerId) => {
      watched.delete(employerId)
      watched.set(employerId, Date.now())
      for (const [id, at] of watched) {
        if (Date.now() - at < attention) break
        watched.delete(id)
      }
    },
    afterEntry: (employerId, send) => {
      if (Date.now() - (watched.get(employerId) ?? 0) > attention || waiting.has(employerId)) return
      const tell = async () => {
        waiting.delete(employerId)
        const { seq } = await books.follow(employerId)
        send({ type: 'analytics.changed', data: { seq } }, (standing) => may(standing, 'figures.read'))
      }
      const timer = setTimeout(() => {
        tell().catch((error: unknown) =>
          log.warn({ err: error, employerId }, 'figures could not be counted; the next entry tries again'),
        )
      }, settling)
      waiting.set(employerId, timer)
    },
    close: () => {
      for (const timer of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
