import { type ErrorCode, errorCatalogue, type FieldError, type Problem } from '#protocol/errors'

/** The server answered, and refused. */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly problem: Problem
  /** Seconds to wait before the next attempt, when the server said so. */
  readonly retryAfter: number | null

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail || problem.title)
    this.problem = problem
    this.retryAfter = retryAfter
  }

  get code(): ErrorCode {
    return this.problem.code
  }

  get retryable(): boolean {
    return errorCatalogue[this.code]?.retryable ?? this.problem.status >= 500
  }

  get fields(): readonly FieldError[] {
    return this.problem.errors ?? []
  }
}

/** No answer came: the request may or may not have been carried out. Only the same key makes a retry harmless. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'

  constructor(cause?: unknown) {
    super('ClearView cannot be reached. Check your connection.', { cause })
  }
}

/** It got no answer for so long that no retry is harmless any more. */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcomeError'

  constructor() {
    super(
      'It got no answer for two weeks, so it may have been done or not. Look how it stands, and do it again if not.',
    )
  }
}

/** Is it worth sending the very same request again? */
export const isRetryable = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof CallError && error.retryable)

/** The server's words name versions, for programs. */
const overtaken = 'Somebody changed it in the meantime. Look how it stands now, and do it again if it is still right.'

/** What to tell a person about any failure, in a sentence or two. */
export const messageOf = (error: unknown): string =>
  error instanceof CallError && error.code === 'version-mismatch'
    ? overtaken
    : error instanceof CallError || error instanceof NetworkError || error instanceof UnknownOutcomeError
      ? error.message
      : 'Something went wrong in this page. Load it again.'
