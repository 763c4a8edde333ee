import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

/** For how long an answer may still be told, in milliseconds: a right that was taken away meanwhile ends then at the latest. */
const lifetime = 30 * 60_000
const mostKept = 500

/**
 * While the store does not answer, whoever asked for the same before is told the same again, marked as stale; its `asOf`
 * says of when it is. Answers are kept for the session that got them, since whose it is cannot be looked up then.
 */
export function lastKnown(now: () => number = Date.now): MiddlewareHandler {
  const kept = new Map<string, { readonly body: string; readonly at: number }>()
  return async (context, next) => {
    const { req } = context
    const secrets = [req.header('cookie') ?? '', req.header('authorization') ?? '']
    const key = createHash('sha256')
      .update(JSON.stringify([...secrets, req.url]))
      .digest('base64url')
    await next()
    if (req.method !== 'GET') return
    if (context.res.status === 200) {
      kept.delete(key)
      kept.set(key, { body: await context.res.clone().text(), at: now() })
      const oldest = kept.keys().next().value
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return
    }
    const known = context.res.status === 503 ? kept.get(key) : undefined
    if (!known || now() - known.at > lifetime) return
    const body = JSON.stringify({ ...JSON.parse(known.body), stale: true })
    // What was about to be sent carries headers of a refusal.
    context.res = undefined
    context.res = new Response(body, { headers: { 'content-type': 'application/json' } })
  }
}
