import type { Context, MiddlewareHandler, Next } from 'hono'
import { routePath } from 'hono/route'
import { AppError } from '../app-error.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { requestOf } from './visitor.ts'

const idForm = /^[\w.:-]{8,100}$/

/** Gives every request an id, measures it, and refuses new ones while the server stops. */
export function requestFrame(parts: {
  log: Log
  metrics: Metrics
  isStopping: () => boolean
  trustProxy: number
}): MiddlewareHandler {
  const { log, metrics, isStopping, trustProxy } = parts
  return (context, next) => {
    const given = trustProxy > 0 ? context.req.header('x-request-id') : undefined
    // A trusted proxy's own id joins its log with ours; anybody else's could be made to look like another request's.
    const request = requestOf(context, given !== undefined && idForm.test(given) ? given : undefined)
    return serve(request, context, next)
  }

  async function serve(request: string, context: Context, next: Next): Promise<void> {
    const started = performance.now()
    context.header('x-request-id', request)
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
    log.debug({ request, method, route, status, ms: Math.round(ms) }, 'request')
  }
}
