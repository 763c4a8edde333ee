import type { Filter } from 'mongodb'
import { type OutboxRow, outboxRows } from '../store/outbox.ts'
import { type Scope, within } from '../store/scope.ts'

/**
 * Work that was given up, as an administrator may see it. The payload stays out of sight: it holds the secrets of
 * links, and to whom a mail goes may be hidden from the reader.
 */
export interface DeadLetter {
  readonly id: string
  readonly job: string
  readonly attempts: number
  /** Why the last attempt failed; addresses in it are masked. */
  readonly lastError: string
  readonly createdAt: Date
  readonly givenUpAt: Date
}

/** Given-up work, of one company the newest first, of all the oldest first; kept for 30 days. */
export async function deadLetters(
  scope: Scope,
  { employerId, limit = 100 }: { employerId?: string; limit?: number } = {},
): Promise<DeadLetter[]> {
  const rows = await outboxRows(scope)
    .find({ state: 'dead', ...(employerId === undefined ? {} : { employerId }) }, within(scope))
    .sort(employerId === undefined ? { createdAt: 1 } : { employerId: 1, createdAt: -1 })
    .limit(limit)
    .toArray()
  return rows.map(({ _id, job, attempts, lastError, createdAt, finishedAt }) => ({
    id: _id,
    job,
    attempts,
    lastError: lastError ?? '',
    createdAt,
    givenUpAt: finishedAt ?? createdAt,
  }))
}

/**
 * Gives dead work a fresh series of attempts under its old identity (a mail keeps its `Message-ID`).
 * @returns the row, to be told to the workers after the commit; null: it is not among the dead
 */
export async function runAgain(scope: Scope, id: string, employerId?: string): Promise<OutboxRow | null> {
  const dead: Filter<OutboxRow> = { _id: id, state: 'dead', ...(employerId === undefined ? {} : { employerId }) }
  return outboxRows(scope).findOneAndUpdate(
    dead,
    { $set: { state: 'pending', attempts: 0, finishedAt: null } },
    { ...within(scope), returnDocument: 'after' },
  )
}

/** Empties given-up work of a company whose payload says so; it is done with, and cannot be run again. */
export async function forgetDeadLetters(
  scope: Scope,
  employerId: string,
  says: (text: string) => boolean,
): Promise<void> {
  for await (const { _id, job, payload } of outboxRows(scope).find({ employerId, state: 'dead' })) {
    // That somebody is to be erased is still to be done.
    if (job === 'erase-copies' || job === 'erase-traces' || !says(JSON.stringify(payload))) continue
    await outboxRows(scope).updateOne({ _id, state: 'dead' }, { $set: { state: 'done', payload: {}, lastError: null } })
  }
}
