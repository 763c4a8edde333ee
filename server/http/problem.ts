import type { Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { MongoError, MongoNetworkError, MongoServerSelectionError } from 'mongodb'
import { errorCatalogue, type Problem } from '#protocol/errors'
import { AppError } from '../app-error.ts'
import type { Log } from '../log.ts'

/** The problem document (RFC 9457) of a refusal. Its `type` is a page of this server that explains the code. */
export function toProblem(error: AppError): Problem {
  const { status, title } = errorCatalogue[error.code]
  return {
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
export function toAppError(error: unknown, log: Log): AppError {
  if (error instanceof AppError) return error
  if (isUnreachable(error)) {
    log.warn({ err: error }, 'the store did not answer')
    return new AppError('store-unavailable', undefined, { retryAfter: 1, cause: error })
  }
  log.error({ err: error }, 'unexpected error')
  return new AppError('internal', 'Something went wrong on our side. It was logged; try again in a moment.')
}

/** Server codes that mean "not now": no primary, stepping down, shutting down, disk full. */
const passing = new Set([89, 91, 189, 9001, 10107, 11600, 11602, 13435, 13436, 14031, 50])

function isUnreachable(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true
  return error instanceof MongoError && typeof error.code === 'number' && passing.has(error.code)
}

/** Answers whatever a route threw, and what no route answers, as a problem document. */
export function answerErrors(app: Hono, log: Log): void {
  const send = (context: Context, error: AppError): Response => {
    const problem = toProblem(error)
    if (error.retryAfter !== undefined) context.header('retry-after', String(error.retryAfter))
    context.header('content-type', 'application/problem+json')
    return context.body(JSON.stringify(problem), problem.status as ContentfulStatusCode)
  }
  app.onError((error, context) => send(context, toAppError(error, log)))
  app.notFound((context) => send(context, new AppError('not-found', `There is nothing at ${context.req.path}.`)))
}
