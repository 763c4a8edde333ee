import type { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { GiveAnswer } from '#protocol/answers'
import { AppError } from '../app-error.ts'
import type { Identify, Visitor } from '../http/actor.ts'
import { readBody } from '../http/body.ts'
import type { Limits } from '../http/limits.ts'
import { sessionCookie } from '../http/recognise-caller.ts'
import { validate } from '../http/validate.ts'
import { visitorOf } from '../http/visitor.ts'
import type { Scope } from '../store/scope.ts'
import { type AnswerParts, askBy, giveAnswer, unknownLink } from './give-answer.ts'
import { openAsk } from './offer-answer.ts'
import { asks } from './repository.ts'

export interface CandidateSideParts extends AnswerParts {
  readonly app: Hono
  readonly portalVisitor: Identify['portalVisitor']
  readonly limits: Limits
  readonly trustProxy: number
  readonly maxBodyBytes: number
}

/**
 * The same address takes feedback of two kinds: of whoever is signed in on a candidate, and of a candidate on the
 * process, by the secret of a link that works once. The portal's link stands for the open one of its application.
 */
export function candidateSide(parts: CandidateSideParts): void {
  const { app, scope, limits, trustProxy, maxBodyBytes } = parts
  app.post('/api/employers/:employerId/feedback', async (context, next) => {
    const given = context.req.header('x-candidate-token')
    if (given === undefined || getCookie(context, sessionCookie) !== undefined) return next()
    const visitor = visitorOf(context, trustProxy)
    await limits.take('auth', visitor.ip)
    const secret = await oneUseSecret(parts, visitor, given)
    const { employerId } = await askBy(scope(), secret)
    if (employerId !== context.req.param('employerId')) throw unknownLink()
    const body = validate(GiveAnswer, await readBody(context, maxBodyBytes))
    const { replayed } = await giveAnswer(parts, visitor, secret, body, context.req.header('idempotency-key'))
    if (replayed) context.header('Idempotent-Replayed', 'true')
    return context.json({ received: true }, 201)
  })
}

async function oneUseSecret(
  { scope, links, portalVisitor }: CandidateSideParts,
  visitor: Visitor,
  given: string,
): Promise<string> {
  const now: Scope = scope()
  if ((await asks.byToken(now, given)) !== null) return given
  const candidate = await portalVisitor(now, given, visitor)
  if (candidate === null) throw unknownLink()
  const ask = await openAsk(now, links, candidate.applicationId)
  if (ask?.state === 'open') return ask.token
  if (ask?.state === 'given') throw new AppError('invalid-token', 'You have answered already. Thank you.')
  throw new AppError(
    'forbidden',
    'This link shows your application. For feedback on the process you get a link of its own, after an interview or a decision.',
  )
}
