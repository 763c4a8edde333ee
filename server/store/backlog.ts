import { jobs } from '#protocol/jobs'
import { jobsCollection, outboxRows } from './outbox.ts'
import type { Scope } from './scope.ts'

/** Work that nobody has taken on although it is time. */
export interface Backlog {
  /** At most `mostCounted`. */
  readonly waiting: number
  /** For how long the oldest of it waits, in seconds; nothing waits: 0. */
  readonly oldestSeconds: number
}

/** A look has to cost as little when much waits as when nothing does; so many are as good as more. */
export const mostCounted = 1000

/** Rows that are not in the queue yet. A process with workers brings them within a second, those for later, too. */
export async function outboxBacklog(scope: Scope): Promise<Backlog> {
  const found = outboxRows(scope).find({ state: 'pending' }, { projection: { _id: 0, createdAt: 1 } })
  const rows = await found.sort({ createdAt: 1 }).limit(mostCounted).toArray()
  return backlogOf(
    rows.map(({ createdAt }) => createdAt),
    scope.now,
  )
}

/** Jobs in the queue whose time has come and that no worker has locked, by name. */
export async function jobsBacklog(scope: Scope): Promise<ReadonlyMap<string, Backlog>> {
  const queue = scope.db.collection<{ name: string; nextRunAt: Date | null; lockedAt: Date | null }>(jobsCollection)
  const looks = Object.keys(jobs).map(async (name) => {
    // Each by the index by which workers look for it.
    const due = { name, nextRunAt: { $lte: scope.now }, lockedAt: null }
    const found = queue.find(due, { projection: { _id: 0, nextRunAt: 1 } })
    const rows = await found.sort({ nextRunAt: 1 }).limit(mostCounted).toArray()
    const times = rows.flatMap(({ nextRunAt }) => nextRunAt ?? [])
    return [name, backlogOf(times, scope.now)] as const
  })
  return new Map(await Promise.all(looks))
}

function backlogOf(times: readonly Date[], now: Date): Backlog {
  const oldest = times[0]?.getTime() ?? now.getTime()
  return { waiting: times.length, oldestSeconds: Math.max(0, now.getTime() - oldest) / 1000 }
}
