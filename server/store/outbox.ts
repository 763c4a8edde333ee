import type { CollectionPlan, Scope } from './scope.ts'

/**
 * Work decided inside a transaction, waiting for the workers. `_id` is made before the first attempt, so that a
 * transaction that runs again, or a row queued twice, is one piece of work.
 */
export interface OutboxRow {
  _id: string
  job: string
  payload: Record<string, unknown>
  state: 'pending' | 'queued' | 'done' | 'dead'
  attempts: number
  dueAt: Date
  createdAt: Date
  finishedAt: Date | null
  /** Whose administrators see it when it was given up; null or left out: nobody's. */
  employerId?: string | null
  /** Of the request that caused it, by which lines of logs are found together; left out: none did, such as a sweep. */
  request?: string
  /** Why the last attempt failed, for the list of dead letters. */
  lastError: string | null
}

/** The queue into which the workers bring these rows. */
export const jobsCollection = 'jobs'

export const outboxRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<OutboxRow>('outbox')

export const outboxPlan: CollectionPlan = {
  collection: 'outbox',
  indexes: [
    { key: { state: 1, createdAt: 1 }, name: 'state_createdAt' },
    {
      key: { employerId: 1, createdAt: -1 },
      name: 'employer_dead',
      partialFilterExpression: { state: 'dead' },
    },
    { key: { finishedAt: 1 }, name: 'finished_ttl', expireAfterSeconds: 30 * 24 * 3600 },
  ],
}
