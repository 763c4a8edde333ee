import type { MiddlewareHandler } from 'hono'
import { lastKnown } from '../http/last-known.ts'

/** While the store does not answer, a report that was read before is told again; a file is made anew, or not at all. */
export function lastKnownReport(): MiddlewareHandler {
  const known = lastKnown()
  return (context, next) => {
    const { format = 'json' } = context.req.query()
    const isAsync = /respond-async/i.test(context.req.header('prefer') ?? '')
    return format === 'json' && !isAsync ? known(context, next) : next()
  }
}
