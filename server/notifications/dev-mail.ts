import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import { devMailPage, devMailStyle } from './dev-mail-page.ts'
import { type KeptMail, openMailFolder } from './kept-mail.ts'
import { type MailConfig, mailFolderOf } from './open-transport.ts'

const mostListed = 500

/**
 * `/dev/mail`: the mail of an installation without a mail server, for the person who runs it. Mails hold secrets, so
 * it answers only to this machine itself, and does not exist as soon as there is a mail server.
 */
export function devMailRoutes(app: Hono, { config }: { config: MailConfig }): void {
  if (config.SMTP_URL) return
  const folder = openMailFolder(mailFolderOf(config))

  app.use('/dev/mail', onlyThisMachine)
  app.use('/dev/mail/*', onlyThisMachine)

  app.get('/dev/mail', async (context) => {
    const to = context.req.query('to') || undefined
    const mails = await folder.list({ to, limit: mostListed })
    if (!wantsPage(context)) return context.json(mails.map(present))
    return showPage(context, { mails, chosen: mails[0] ?? null, to })
  })

  app.get('/dev/mail/style.css', (context) => {
    context.header('Content-Type', 'text/css; charset=utf-8')
    return context.body(devMailStyle)
  })

  app.get('/dev/mail/:id', async (context) => {
    const chosen = await folder.find(context.req.param('id'))
    if (!chosen) return context.notFound()
    if (!wantsPage(context)) return context.json(present(chosen))
    const to = context.req.query('to') || undefined
    return showPage(context, { mails: await folder.list({ to, limit: mostListed }), chosen, to })
  })

  /** What the frame shows: the mail as its reader gets it, without scripts and with nothing loaded from elsewhere. */
  app.get('/dev/mail/:id/html', async (context) => {
    const mail = await folder.find(context.req.param('id'))
    if (!mail) return context.notFound()
    context.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
    )
    return context.html(mail.html.replace('<head>', '<head><base target="_blank">'))
  })
}

const wantsPage = (context: Context): boolean =>
  accepts(context, {
    header: 'Accept',
    supports: ['application/json', 'text/html'],
    default: 'application/json',
  }) === 'text/html'

async function showPage(context: Context, parts: Parameters<typeof devMailPage>[0]): Promise<Response> {
  context.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  )
  return context.html(await devMailPage(parts))
}

const present = ({ to, subject, text, html, links, attachments, leave, at }: KeptMail) => ({
  to,
  subject,
  text,
  html,
  links,
  attachments,
  ...(leave ? { leave } : {}),
  at,
})

/** To everybody else there is no such page. */
const onlyThisMachine: MiddlewareHandler = async (context, next) => {
  if (!isFromThisMachine(context)) return context.notFound()
  context.header('Cache-Control', 'no-store')
  context.header('X-Content-Type-Options', 'nosniff')
  context.header('Referrer-Policy', 'no-referrer')
  return next()
}

/** Headers that a proxy adds: behind one, everybody seems to call from this machine. */
const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/**
 * The connection comes from this machine, no proxy passed it on, and it was meant for this machine by name: a page
 * elsewhere could let its own domain point here and read along in the person's browser.
 */
function isFromThisMachine(context: Context): boolean {
  const address = getConnInfo(context).remote.address ?? ''
  if (!/^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(address)) return false
  if (forwarded.some((header) => context.req.header(header) !== undefined)) return false
  const { hostname } = new URL(context.req.url)
  return /^(localhost|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
