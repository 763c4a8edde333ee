import { type ErrorCode, errorCatalogue, type FieldError } from '#protocol/errors'

/** A refusal with a code of the catalogue. The two `bind.ts` turn it into a problem document or an acknowledgement. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly errors: readonly FieldError[] | undefined
  /** Seconds after which the same request may succeed (`Retry-After`). */
  readonly retryAfter: number | undefined
  /** What this code carries beside the problem's own fields (RFC 9457, extension members), such as free times. */
  readonly more: Readonly<Record<string, unknown>> | undefined

  constructor(
    code: ErrorCode,
    detail?: string,
    extra: {
      errors?: readonly FieldError[]
      retryAfter?: number
      more?: Readonly<Record<string, unknown>>
      cause?: unknown
    } = {},
  ) {
    super(detail ?? errorCatalogue[code].title, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.name = 'AppError'
    this.code = code
    this.errors = extra.errors
    this.retryAfter = extra.retryAfter
    this.more = extra.more
  }
}

/** One wrong field, found by a rule that a schema cannot state. */
export function invalidField(path: string, message: string): AppError {
  return new AppError('invalid-input', message, { errors: [{ path, message }] })
}
