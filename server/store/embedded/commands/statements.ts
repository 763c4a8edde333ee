import { type Doc, docOf, newDoc, toNumber, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { Blocked } from '../session/transactions.ts'
import type { Context } from './context.ts'

/** The reply so far: a retry goes on with the counts of the run before it. */
export function replyOf({ retry }: Context, ...counts: string[]): Doc {
  const reply = retry?.progress.reply ?? newDoc()
  for (const name of counts) increase(reply, name, 0)
  return reply
}

export function increase(reply: Doc, name: string, by: number): void {
  reply[name] = (toNumber(reply[name]) ?? 0) + by
}

/**
 * Runs the statements of one write command in order. What has been done so far is recorded before every wait, in
 * the same commit as its data, so that a retry after a crash goes on where this run stopped.
 */
export async function runStatements(
  context: Context,
  statements: Value[],
  reply: Doc,
  run: (statement: Value, index: number) => Promise<void> | void,
): Promise<Doc> {
  const { retry } = context
  const ordered = context.command.ordered !== false
  for (let index = retry?.progress.next ?? 0; index < statements.length; index++) {
    const failed = await attempt(context, () => run(statements[index], index))
    if (failed) {
      if (context.transaction) throw failed
      const { code, message: errmsg, details } = failed
      const errors = (reply.writeErrors ?? []) as Value[]
      reply.writeErrors = [...errors, docOf({ index, code, errmsg, ...details })]
    }
    if (retry) retry.progress.next = failed && ordered ? statements.length : index + 1
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
export function suspended<T>({ retry, session, store }: Context, wait: () => Promise<T>): Promise<T> {
  if (retry && session && retry.progress.next > 0) store.sessions.saveProgress(session, retry.number, retry.progress)
  return wait()
}
