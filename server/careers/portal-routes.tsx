/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import type { ErrorCode } from '#protocol/errors'
import { AppError } from '../app-error.ts'
import type { Visitor } from '../http/actor.ts'
import { decided, jobNotOpen, type Message, noPortal } from './message-page.tsx'
import { applyAgainByPortal, readPortal, withdrawByPortal } from './portal.ts'
import { PortalPage, ThanksPage, WithdrawPage } from './portal-pages.tsx'
import { portalVisitor } from './portal-visitor.ts'
import { expectOwnPage, type PagesParts, readFields, render, send, sendMessage, servePage } from './serve-page.tsx'

/** The candidate's own pages. Their address holds the secret, so it is told to nobody and kept nowhere. */
export function portalRoutes(app: Hono, parts: PagesParts): void {
  const { scope, journal, links, origins, publicUrl, maxBodyBytes } = parts
  const own = async (secret: string, visitor: Visitor): Promise<string | null> =>
    secret ? ((await portalVisitor(scope(), secret, visitor))?.applicationId ?? null) : null

  for (const [path, Show] of Object.entries({ '/portal': PortalPage, '/portal/thanks': ThanksPage })) {
    app.get(
      path,
      servePage(parts, 'auth', async (context, visitor) => {
        const secret = secretOf(context)
        const applicationId = await own(secret, visitor)
        if (applicationId === null) return sendMessage(context, noPortal, 404)
        const portal = await readPortal(scope(), links, applicationId)
        return send(context, render(<Show portal={portal} secret={secret} publicUrl={publicUrl()} />))
      }),
    )
  }

  app.get(
    '/portal/withdraw',
    servePage(parts, 'auth', async (context, visitor) => {
      const secret = secretOf(context)
      const applicationId = await own(secret, visitor)
      if (applicationId === null) return sendMessage(context, noPortal, 404)
      const portal = await readPortal(scope(), links, applicationId)
      if (!portal.view.canWithdraw) return context.redirect(portalPath(secret), 303)
      return send(context, render(<WithdrawPage portal={portal} secret={secret} />))
    }),
  )

  for (const [path, act] of Object.entries({
    '/portal/withdraw': withdrawByPortal,
    '/portal/apply-again': applyAgainByPortal,
  })) {
    app.post(
      path,
      servePage(parts, 'auth', async (context, visitor) => {
        // The page sends no referrer, and with none browsers call the origin `null`. The secret in the form is the proof.
        if (context.req.header('origin') !== 'null') expectOwnPage(context, origins)
        const secret = (await readFields(context, maxBodyBytes)).get('token') ?? ''
        const applicationId = await own(secret, visitor)
        if (applicationId === null) return sendMessage(context, noPortal, 404)
        try {
          await act(scope(), links, applicationId, journal.for(visitor).commit)
        } catch (error) {
          const refused = error instanceof AppError ? refusals[error.code] : undefined
          if (!refused) throw error
          return sendMessage(context, refused(portalPath(secret)), 409)
        }
        return context.redirect(portalPath(secret), 303)
      }),
    )
  }
}

/** What a page is answered that was open for so long that it cannot be done any more. */
const refusals: Partial<Record<ErrorCode, (portal: string) => Message>> = {
  'application-closed': decided,
  'posting-not-active': jobNotOpen,
}

/** Before anything else, so that refusals and redirects carry it too. */
export function hidePortal(app: Hono): void {
  for (const path of ['/portal', '/portal/*', '/job-alerts/*', '/interview-reply']) {
    app.use(path, async (context, next) => {
      context.header('Referrer-Policy', 'no-referrer')
      context.header('X-Robots-Tag', 'noindex')
      context.header('Cache-Control', 'no-store')
      await next()
    })
  }
}

export const secretOf = (context: Context): string => context.req.query('token') ?? ''

export const portalPath = (secret: string): string => `/portal?token=${encodeURIComponent(secret)}`
