import type { Hono } from 'hono'
import type { Registry } from 'prom-client'
import type { Store } from '../store/mongo.ts'

/** Is the process alive, can it serve, and what does it measure: for load balancers and monitoring. */
export function operationRoutes(
  app: Hono,
  { store, metrics, isStopping }: { store: Store; metrics: Registry; isStopping: () => boolean },
): void {
  app.get('/healthz', (context) => context.json({ ok: true }))
  app.get('/readyz', async (context) => {
    const storeAnswers = await store.isReady()
    const ready = storeAnswers && !isStopping()
    const body = { store: storeAnswers ? 'ok' : 'unreachable', redis: 'off', degraded: false }
    return context.json(body, ready ? 200 : 503)
  })
  app.get('/metrics', async (context) =>
    context.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
  )
}
