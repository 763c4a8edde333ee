import { AppError } from '../app-error.ts'

/**
 * Does whatever is due, one after the other, until nothing is left but what cannot be done now: what goes wrong with one
 * holds up nobody who waits behind it, and is tried again when it is looked for next.
 * @param find some of what is due, those that have waited longest, besides these
 * @throws when all others are done: with the first failure as its cause; at once when the store does not answer
 */
export async function eachDue<Due extends { readonly _id: string }>(
  find: (besides: readonly string[]) => Promise<readonly Due[]>,
  work: (due: Due) => Promise<void>,
): Promise<void> {
  const tried = new Set<string>()
  const left = new Set<string>()
  const failures: unknown[] = []
  for (let due = await find([]); due.length > 0; due = await find([...left])) {
    for (const one of due) {
      // Still due after its turn: asked for again, it would be found for ever.
      if (tried.has(one._id)) left.add(one._id)
      else {
        tried.add(one._id)
        await work(one).catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'store-unavailable') throw error
          left.add(one._id)
          failures.push(error)
        })
      }
    }
  }
  if (failures.length > 0) throw new Error(`${failures.length} could not be done`, { cause: failures[0] })
}
