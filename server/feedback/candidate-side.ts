import type { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { AppError } from '../app-error.ts'
import type { Identify } from '../http/actor.ts'
import { sessionCookie } from '../http/bind.ts'
import type { Limits } from '../http/limits.ts'
import { visitorOf } from '../http/visitor.ts'
import type { Scope } from '../store/scope.ts'

export interface CandidateSideParts {
  readonly app: Hono
  readonly scope: () => Scope
  readonly portalVisitor: Identify['portalVisitor']
  readonly limits: Limits
  readonly trustProxy: number
}

/**
 * The same address takes feedback of two kinds: of whoever is signed in on a candidate, and of a candidate, by the
 * secret of their link, on the process. The second asks for a link of its own, which an application's link is not.
 */
export function candidateSide({ app, scope, portalVisitor, limits, trustProxy }: CandidateSideParts): void {
  app.post('/api/employers/:employerId/feedback', async (context, next) => {
    const secret = context.req.header('x-candidate-token')
    if (secret === undefined || getCookie(context, sessionCookie) !== undefined) return next()
    const visitor = visitorOf(context, trustProxy)
    await limits.take('auth', visitor.ip)
    if ((await portalVisitor(scope(), secret, visitor)) === null) {
      throw new AppError('not-signed-in', 'Use the link from your mail; its secret is missing or unknown.')
    }
    throw new AppError(
      'forbidden',
      'This link shows your application. For feedback on the process you get a link of its own, after an interview or a decision.',
    )
  })
}
