import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { errorCatalogue, type Problem } from '#protocol/errors'
import { AppError } from '../app-error.ts'
import type { Log } from '../log.ts'
import type { Cause } from '../request-id.ts'
import { isUnreachable } from '../store/unreachable.ts'
import { requestOf } from './visitor.ts'

/** The problem document (RFC 9457) of a refusal. Its `type` is a page of this server that explains the code. */
function toProblem(error: AppError): Problem {
  const { status, title } = errorCatalogue[error.code]
  return {
    ...error.more,
    type: `/problems/${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    ...(error.errors ? { errors: error.errors } : {}),
  }
}

/**
 * Whatever was thrown, as a refusal. What is not one of ours is logged with its cause and answered without detail;
 * a store that does not answer is told as such, since trying again helps.
 */
export function toAppError(error: unknown, log: Log, { request }: Cause): AppError {
  if (error instanceof AppError) return error
  if (isUnreachable(error)) {
    log.warn({ err: error, request }, 'the store did not answer')
    return new AppError('store-unavailable', undefined, { retryAfter: 1, cause: error })
  }
  log.error({ err: error, request }, 'unexpected error')
  return new AppError('internal', 'Something went wrong on our side. It was logged; try again in a moment.')
}

/** Answers whatever a route threw, and what no route answers, as a problem document. */
export function answerErrors(app: Hono, log: Log): void {
  const send = (context: Context, error: AppError): Response => {
    const problem = toProblem(error)
    if (error.retryAfter !== undefined) context.header('retry-after', String(error.retryAfter))
    context.header('content-type', 'application/problem+json')
    return context.body(JSON.stringify(problem), problem.status as ContentfulStatusCode)
  }
  app.onError((error, context) => send(context, toAppError(error, log, { request: requestOf(context) })))
  app.notFound((context) => send(context, new AppError('not-found', `There is nothing at ${context.req.path}.`)))
}
