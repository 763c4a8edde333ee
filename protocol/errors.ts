/**
 * Every refusal ClearView can give, over REST (as the last part of the problem's `type`, RFC 9457) and over sockets
 * (as `error.code`). `retryable` tells a client that the very same request may succeed later.
 */
export const errorCatalogue = {
  'invalid-input': { status: 400, title: 'Some fields are not right', retryable: false },
  'malformed-json': { status: 400, title: 'The body is not valid JSON', retryable: false },
  'invalid-token': { status: 400, title: 'This link is not valid or was used already', retryable: false },
  'not-signed-in': { status: 401, title: 'Sign in first', retryable: false },
  'wrong-credentials': { status: 401, title: 'The address or the password is not right', retryable: false },
  'second-factor-needed': { status: 401, title: 'Enter the code of your authenticator app', retryable: false },
  'wrong-code': { status: 401, title: 'This code is not right, or was used already', retryable: false },
  'second-factor-setup': { status: 403, title: 'Set up two-factor sign-in first', retryable: false },
  'sso-required': { status: 403, title: 'Sign in by your company', retryable: false },
  'email-unverified': { status: 403, title: 'Confirm your e-mail address first', retryable: false },
  'origin-refused': { status: 403, title: 'This request did not come from a ClearView page', retryable: false },
  forbidden: { status: 403, title: 'Your role does not allow this', retryable: false },
  'token-scope': { status: 403, title: 'The API token does not reach this', retryable: false },
  'own-role': { status: 403, title: 'Nobody changes their own role', retryable: false },
  'not-found': { status: 404, title: 'Not found', retryable: false },
  'posting-in-bin': { status: 404, title: 'This posting is in the bin', retryable: false },
  'no-applications': { status: 404, title: 'This posting has no applications', retryable: false },
  'no-report-data': { status: 404, title: 'There is nothing to report for these criteria', retryable: false },
  conflict: { status: 409, title: 'This conflicts with what is stored', retryable: false },
  'address-taken': { status: 409, title: 'This e-mail address has an account already', retryable: false },
  'already-applied': { status: 409, title: 'There is an application from this address already', retryable: false },
  'already-member': { status: 409, title: 'This person is a member already', retryable: false },
  'application-closed': { status: 409, title: 'This application is closed', retryable: false },
  'engagement-ended': { status: 409, title: 'The engagement has ended: this can only be read', retryable: false },
  'message-deleted': { status: 409, title: 'This message was deleted', retryable: false },
  'already-submitted': { status: 409, title: 'These ratings are submitted already', retryable: false },
  'duplicate-posting': { status: 409, title: 'There is such a posting already', retryable: false },
  'idempotency-conflict': { status: 409, title: 'This key was used for another request', retryable: false },
  'suggestion-stale': { status: 409, title: 'The text was changed since this was suggested', retryable: false },
  'suggestion-closed': { status: 409, title: 'This suggestion was decided already', retryable: false },
  'invalid-transition': {
    status: 409,
    title: 'The posting cannot change to this state from where it is',
    retryable: false,
  },
  'last-owner': { status: 409, title: 'An employer needs at least one owner', retryable: false },
  'posting-not-active': { status: 409, title: 'This posting is closed', retryable: false },
  'not-selected': { status: 409, title: 'The candidate is not selected for an interview', retryable: false },
  'interview-conflict': { status: 409, title: 'Somebody is not free at this time', retryable: false },
  'interview-closed': { status: 409, title: 'This interview is over or cancelled', retryable: false },
  'too-late': { status: 409, title: 'It is too late to change this here', retryable: false },
  'version-mismatch': { status: 412, title: 'Somebody changed this in the meantime', retryable: false },
  'body-too-large': { status: 413, title: 'The body is too large', retryable: false },
  'wrong-media-type': { status: 415, title: 'Send the body as application/json', retryable: false },
  'file-type-refused': { status: 415, title: 'Files of this type cannot be attached', retryable: false },
  'unreadable-file': { status: 400, title: 'The text of this file cannot be read', retryable: false },
  'rate-limited': { status: 429, title: 'Too many requests', retryable: true },
  'unknown-event': { status: 400, title: 'There is no such event', retryable: false },
  'protocol-version': { status: 400, title: 'This page is older than the server: load it again', retryable: false },
  internal: { status: 500, title: 'Something went wrong on our side', retryable: true },
  'store-unavailable': { status: 503, title: 'The store does not answer: try again in a moment', retryable: true },
  'shutting-down': { status: 503, title: 'This server is stopping: try again', retryable: true },
} as const

export type ErrorCode = keyof typeof errorCatalogue

/** One wrong field: where it is (`salary.min`, `requirements.2`) and what to do about it. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

/** RFC 9457 body of every refusal; `code` repeats the last part of `type`. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly errors?: readonly FieldError[]
}

/** The refusal in a Socket.IO acknowledgement. */
export interface SocketRefusal {
  readonly ok: false
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly errors?: readonly FieldError[] }
}
