import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { AppError } from '../app-error.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'

/** Gives every request an id, measures it, and refuses new ones while the server stops. */
export function requestFrame(parts: { log: Log; metrics: Metrics; isStopping: () => boolean }): MiddlewareHandler {
  const { log, metrics, isStopping } = parts
  return async (context, next) => {
    const id = randomUUID()
    const started = performance.now()
    context.header('x-request-id', id)
    if (isStopping()) {
      context.header('connection', 'close')
      if (context.req.path.startsWith('/api/')) throw new AppError('shutting-down', undefined, { retryAfter: 1 })
    }
    await next()
    const { method } = context.req
    // The route that answered: the last that matches would be the pages', which match everything.
    const route = routePath(context)
    const { status } = context.res
    const ms = performance.now() - started
    metrics.requests.observe({ method, route, status }, ms / 1000)
    // The route, never the address with its query: links carry secrets there.
    log.debug({ id, method, route, status, ms: Math.round(ms) }, 'request')
  }
}
