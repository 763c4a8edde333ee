import { randomUUID } from 'node:crypto'

export const newRequestId = (): string => randomUUID()

/**
 * For what something is done. Whoever calls (a `Visitor`) is a cause, and so is a row of the outbox: what is written to
 * the log for it carries its `request`, and so does the work that it leaves.
 */
export interface Cause {
  /** Id of the HTTP request, socket event or upgrade that asked for it, be it some steps back; undefined: none did. */
  readonly request: string | undefined
}

/** Of what nobody asked for, such as a sweep, and of what is done for several requests at once. */
export const unasked: Cause = { request: undefined }
