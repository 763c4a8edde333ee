import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

const current = new AsyncLocalStorage<string | undefined>()

export const newRequestId = (): string => randomUUID()

/** Of the HTTP request, socket event or earlier work that the code runs for; undefined: for none, as in a sweep. */
export const requestId = (): string | undefined => current.getStore()

/** Runs work, and all that it awaits, for a request: lines of the log carry its id, and so does work that it leaves. */
export const forRequest = <T>(id: string | undefined, work: () => T): T => current.run(id, work)
