import { Gauge, type Registry } from 'prom-client'
import { type Backlog, jobsBacklog, mostCounted, outboxBacklog } from './store/backlog.ts'
import type { Scope } from './store/scope.ts'
import { within } from './store/within.ts'

/** How long a look at the store is good for and may take, in milliseconds. */
const times = { goodFor: 1000, patience: 2000 }

/**
 * Measures, when it is asked for, what waits for the workers. It is in the store, so every node says the same. A store that
 * does not answer leaves these without a value, and the rest of the metrics as they are.
 */
export function measureBacklog(registry: Registry, scope: () => Scope, { goodFor, patience } = times): void {
  const registers = [registry]
  const outbox = remembered(goodFor, () => within(patience, outboxBacklog(scope())))
  const jobs = remembered(goodFor, () => within(patience, jobsBacklog(scope())))

  function outboxGauge(name: string, help: string, numberOf: (backlog: Backlog) => number): void {
    const gauge: Gauge = new Gauge({ name, help, registers, collect })
    async function collect() {
      const found = await outbox()
      // A gauge without labels would fall back to 0.
      gauge.set(found ? numberOf(found) : Number.NaN)
    }
  }

  function jobsGauge(name: string, help: string, numberOf: (backlog: Backlog) => number): void {
    const gauge: Gauge<'job'> = new Gauge({ name, help, registers, labelNames: ['job'], collect })
    async function collect() {
      const found = await jobs()
      gauge.reset()
      for (const [job, backlog] of found ?? []) gauge.set({ job }, numberOf(backlog))
    }
  }

  const most = `${mostCounted.toLocaleString('en')} stand for that many or more`
  outboxGauge('clearview_outbox_waiting', `Work that is not in the queue yet; ${most}.`, ({ waiting }) => waiting)
  outboxGauge(
    'clearview_outbox_oldest_seconds',
    'For how long the oldest of it waits.',
    ({ oldestSeconds }) => oldestSeconds,
  )
  jobsGauge(
    'clearview_jobs_overdue',
    `Jobs that are due and that no worker has taken; ${most}.`,
    ({ waiting }) => waiting,
  )
  jobsGauge(
    'clearview_jobs_oldest_overdue_seconds',
    'For how long the oldest of them is due.',
    ({ oldestSeconds }) => oldestSeconds,
  )
}

/** The same answer for whoever asks within that time, so that asking often costs the store nothing. */
function remembered<T>(milliseconds: number, look: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly found: Promise<T> } | null = null
  return () => {
    const now = performance.now()
    if (last === null || now - last.at >= milliseconds) last = { at: now, found: look() }
    return last.found
  }
}
