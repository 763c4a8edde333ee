import type { Hono } from 'hono'
import type { Registry } from 'prom-client'
import type { Store } from '../store/mongo.ts'
import type { RedisLink } from '../store/redis.ts'

/** Is the process alive, can it serve, and what does it measure: for load balancers and monitoring. */
export function operationRoutes(
  app: Hono,
  parts: { store: Store; redis: RedisLink | null; metrics: Registry; isStopping: () => boolean },
): void {
  const { store, redis, metrics, isStopping } = parts
  app.get('/healthz', (context) => context.json({ ok: true }))
  app.get('/readyz', async (context) => {
    const storeAnswers = await store.isReady()
    const ready = storeAnswers && !isStopping()
    // A node without Redis serves on: it finds what the others wrote in the store.
    const lacksRedis = redis !== null && !redis.isUp
    const body = {
      store: storeAnswers ? 'ok' : 'unreachable',
      redis: redis === null ? 'off' : lacksRedis ? 'unreachable' : 'ok',
      degraded: lacksRedis,
    }
    return context.json(body, ready ? 200 : 503)
  })
  app.get('/metrics', async (context) =>
    context.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType }),
  )
}
