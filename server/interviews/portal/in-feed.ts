import { applications } from '../../applications/repository.ts'
import { feedOf, type Stream } from '../../journal/entry.ts'
import type { Tx } from '../../journal/tx.ts'
import type { Scope } from '../../store/scope.ts'

/** One commit; over REST the one that keeps the answer to an `Idempotency-Key`. */
type Once = <T>(streams: readonly Stream[], command: (tx: Tx) => Promise<T>) => Promise<T>

/** Runs what a candidate asks for in the feed of their employer. */
export async function inFeedOf<T>(scope: Scope, applicationId: string, once: Once, run: (tx: Tx) => Promise<T>) {
  const { employerId } = await applications.byId(scope, applicationId)
  return once([feedOf(employerId)], run)
}
