/** @jsxImportSource hono/jsx */
import type { Context, Hono } from 'hono'
import type { PortalInterview } from '#protocol/portal-interviews'
import { AppError } from '../app-error.ts'
import type { Visitor } from '../http/actor.ts'
import { choose, confirm, decline, type Mine, move, timesForMine } from '../interviews/portal/answer.ts'
import { inFeedOf } from '../interviews/portal/in-feed.ts'
import type { Tx } from '../journal/tx.ts'
import { DeclinePage, MovePage } from './interview-pages.tsx'
import { noPortal } from './message-page.tsx'
import { readPortal } from './portal.ts'
import { portalPath, secretOf } from './portal-routes.tsx'
import { portalVisitor } from './portal-visitor.ts'
import {
  expectOwnPage,
  type PagesParts,
  readFields,
  render,
  send,
  sendMessage,
  servePage,
  statusOf,
} from './serve-page.tsx'

/** What a candidate does about an interview, by plain forms. */
export function portalInterviewPages(app: Hono, parts: PagesParts): void {
  const { scope, journal, links, origins, maxBodyBytes } = parts
  const applicationOf = async (secret: string, visitor: Visitor) =>
    secret ? ((await portalVisitor(scope(), secret, visitor))?.applicationId ?? null) : null

  app.get(
    '/portal/interview',
    servePage(parts, 'auth', async (context, visitor) => {
      const secret = secretOf(context)
      const applicationId = await applicationOf(secret, visitor)
      if (applicationId === null) return sendMessage(context, noPortal, 404)
      const portal = await readPortal(scope(), links, applicationId)
      const interview = portal.interviews.find(({ id }) => id === context.req.query('interview'))
      const action = context.req.query('action')
      if (!interview || !isOpen(interview, action)) return context.redirect(portalPath(secret), 303)
      const mine = { applicationId, interviewId: interview.id }
      const page =
        action === 'move' ? (
          <MovePage {...{ portal, interview, secret }} times={await timesForMine(scope(), mine)} />
        ) : (
          <DeclinePage {...{ portal, interview, secret }} />
        )
      return send(context, render(page))
    }),
  )

  app.post(
    '/portal/interview',
    servePage(parts, 'auth', async (context, visitor) => {
      // Like withdrawing: without a referrer browsers call the origin `null`, and the secret in the form is the proof.
      if (context.req.header('origin') !== 'null') expectOwnPage(context, origins)
      const fields = await readFields(context, maxBodyBytes)
      const secret = fields.get('token') ?? ''
      const applicationId = await applicationOf(secret, visitor)
      if (applicationId === null) return sendMessage(context, noPortal, 404)
      const mine = { applicationId, interviewId: fields.get('interview') ?? '' }
      try {
        await inFeedOf(scope(), applicationId, journal.for(visitor).commit, (tx) => perform(tx, mine, fields))
      } catch (error) {
        return refused(context, error, portalPath(secret))
      }
      return context.redirect(portalPath(secret), 303)
    }),
  )
}

const isOpen = (interview: PortalInterview, action: string | undefined): boolean =>
  (action === 'move' && interview.canReschedule) || (action === 'decline' && interview.canDecline)

async function perform(tx: Tx, mine: Mine, fields: URLSearchParams): Promise<PortalInterview> {
  const reason = (fields.get('reason') ?? '').trim().slice(0, 500)
  switch (fields.get('action')) {
    case 'confirm':
      return confirm(tx, mine)
    case 'decline':
      return decline(tx, mine, reason)
    case 'choose':
      return choose(tx, mine, timeIn(fields))
    case 'move':
      return move(tx, mine, timeIn(fields), reason || 'No reason given')
    default:
      throw new AppError('not-found')
  }
}

/** @throws {AppError} `invalid-input` when nothing was chosen */
function timeIn(fields: URLSearchParams): Date {
  const time = new Date(fields.get('startsAt') ?? '')
  if (Number.isNaN(time.getTime())) throw new AppError('invalid-input', 'Choose one of the times first.')
  return time
}

const told = new Set(['interview-conflict', 'interview-closed', 'too-late', 'invalid-input'])

/** What changed meanwhile, in words, with the way back. */
function refused(context: Context, error: unknown, href: string): Response {
  if (!(error instanceof AppError) || !told.has(error.code)) throw error
  const way = { href, words: 'Back to your application' }
  return sendMessage(context, { title: 'This did not work', text: error.message, way }, statusOf(error))
}
