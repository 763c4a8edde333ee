import type { Hono } from 'hono'
import { etag } from 'hono/etag'
import { AppError } from '../../app-error.ts'
import type { Limits } from '../../http/limits.ts'
import { visitorOf } from '../../http/visitor.ts'
import type { Scope } from '../../store/scope.ts'
import type { FeedParts } from './my-feed.ts'
import { readFeed } from './read-feed.ts'

/** `GET /calendars/{secret}.ics`: programs ask for it every few minutes, without signing in. */
export function calendarFeedPage(
  app: Hono,
  parts: FeedParts & {
    readonly scope: () => Scope
    readonly limits: Limits
    readonly trustProxy: number
    readonly mailDomain: (publicUrl: string) => string
  },
): void {
  app.get('/calendars/:file', etag(), async (context) => {
    await parts.limits.take('auth', visitorOf(context, parts.trustProxy).ip)
    const [, secret] = /^([\w-]{20,100})\.ics$/.exec(context.req.param('file')) ?? []
    const publicUrl = parts.publicUrl()
    const domain = parts.mailDomain(publicUrl)
    const calendar = secret ? await readFeed(parts.scope(), secret, { domain, publicUrl }) : null
    if (calendar === null)
      throw new AppError('not-found', 'There is no such calendar. Its address may have been renewed.')
    context.header('Content-Type', 'text/calendar; charset=utf-8')
    context.header('Cache-Control', 'private, max-age=0, must-revalidate')
    context.header('X-Robots-Tag', 'noindex')
    return context.body(calendar)
  })
}
