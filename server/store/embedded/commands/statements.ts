import { type Doc, docOf, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { Blocked } from '../session/transactions.ts'
import type { Context } from './context.ts'

/**
 * Runs the statements of one write command in order. What has been done so far is recorded before every wait, in
 * the same commit as its data, so that a retry after a crash goes on where this run stopped.
 */
export async function runStatements(
  context: Context,
  count: number,
  reply: Doc,
  run: (index: number) => Promise<void> | void,
): Promise<Doc> {
  const { retry } = context
  const ordered = context.command.ordered !== false
  for (let index = retry?.progress.next ?? 0; index < count; index++) {
    const failed = await attempt(context, () => run(index))
    if (failed) {
      if (context.transaction) throw failed
      addWriteError(reply, index, failed)
    }
    if (retry) retry.progress.next = failed && ordered ? count : index + 1
    if (failed && ordered) break
    if (context.store.commits.crowded) await suspended(context, () => context.store.commits.durable())
  }
  return reply
}

/** Tries until no transaction stands in the way; gives the error the statement failed with. */
export async function attempt(context: Context, run: () => Promise<void> | void): Promise<StoreError | undefined> {
  for (;;) {
    try {
      const running = run()
      if (running) await running
      return undefined
    } catch (error) {
      if (error instanceof StoreError) return error
      if (!(error instanceof Blocked)) throw error
      await suspended(context, () => error.until)
    }
  }
}

/** Before a command waits, what it has done so far is recorded. */
export function suspended<T>(context: Context, wait: () => Promise<T>): Promise<T> {
  const { retry, session, store } = context
  if (retry && session && retry.progress.next > 0) store.sessions.saveProgress(session, retry.number, retry.progress)
  return wait()
}

function addWriteError(reply: Doc, index: number, error: StoreError): void {
  const errors = (reply.writeErrors ?? []) as Value[]
  errors.push(docOf({ index, code: error.code, errmsg: error.message, ...(error.details as Record<string, Value>) }))
  reply.writeErrors = errors
}
