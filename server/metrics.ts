import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { clockAhead } from './store/clock.ts'

/** What a node measures, in the names and units of Prometheus. */
export interface Metrics {
  readonly registry: Registry
  readonly requests: Histogram<'method' | 'route' | 'status'>
  readonly sockets: Gauge
  readonly pushes: Counter
  readonly chatPushes: Counter
  readonly documents: Gauge
  readonly coeditRelays: Counter
}

/**
 * How often it is noted how late the event loop is, in milliseconds; 10 by default, which woke a node that has nothing to
 * do a hundred times a second. The percentiles of `nodejs_eventloop_lag` hold this interval.
 */
const lagInterval = 100

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: lagInterval })
  const registers = [registry]
  new Gauge({
    name: 'clearview_clock_ahead_seconds',
    help: 'By how much the clock of this machine is ahead of the store’s; negative behind it, 0 within a second.',
    registers,
    collect() {
      this.set(clockAhead() / 1000)
    },
  })
  return {
    registry,
    requests: new Histogram({
      name: 'clearview_http_request_seconds',
      help: 'Time from request to answer.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    sockets: new Gauge({ name: 'clearview_sockets_open', help: 'Open Socket.IO connections of this node.', registers }),
    pushes: new Counter({
      name: 'clearview_feed_entries_pushed_total',
      help: 'Feed entries handed to followers of this node (once per entry, not per socket).',
      registers,
    }),
    chatPushes: new Counter({
      name: 'clearview_chat_entries_pushed_total',
      help: 'Entries of conversations handed to followers of this node (once per entry, not per socket).',
      registers,
    }),
    documents: new Gauge({
      name: 'clearview_documents_open',
      help: 'Co-edited documents in the memory of this node.',
      registers,
    }),
    coeditRelays: new Counter({
      name: 'clearview_document_updates_sent_total',
      help: 'Updates of documents handed to open pages of this node (once per page).',
      registers,
    }),
  }
}
