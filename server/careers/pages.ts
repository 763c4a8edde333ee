import type { Hono } from 'hono'
import { alertPages } from './alert-pages.tsx'
import { answerRoutes } from './answer-routes.tsx'
import { applyPages } from './apply-pages.tsx'
import { assetRoutes } from './assets.ts'
import { demographicRoutes } from './demographic-routes.tsx'
import { portalInterviewPages } from './interview-routes.tsx'
import { noPage } from './message-page.tsx'
import { portalRoutes } from './portal-routes.tsx'
import { postingPages } from './posting-pages.tsx'
import { replyPages } from './reply-pages.tsx'
import { type PagesParts, sendMessage, servePage } from './serve-page.tsx'

/** Everything that people without an account see, made on the server: it works without JavaScript. */
export function careersPages(app: Hono, parts: PagesParts): void {
  assetRoutes(app)
  postingPages(app, parts)
  applyPages(app, parts)
  alertPages(app, parts)
  portalRoutes(app, parts)
  answerRoutes(app, parts)
  demographicRoutes(app, parts)
  portalInterviewPages(app, parts)
  replyPages(app, parts)
  const nothingHere = servePage(parts, 'person', async (context) => {
    const { pathname, search } = new URL(context.req.url)
    // An address that somebody ended with a slash means the page without it.
    if (/[^/]\/+$/.test(pathname)) return context.redirect(pathname.replace(/\/+$/, '') + search, 308)
    return sendMessage(context, noPage, 404)
  })
  for (const path of ['/careers', '/careers/*', '/portal/*']) app.all(path, nothingHere)
}
