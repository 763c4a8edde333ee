import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/**
 * How many applications a posting has, kept with every change in its transaction, so that no figure ever scans
 * applications. Commits of one employer follow each other, so these counters are never contended.
 */
export interface TallyRecord {
  /** The posting's id. */
  _id: string
  employerId: string
  applications: number
  viewed: number
  interviewed: number
  /** Active applications per stage id. */
  byStage: Record<string, number>
}

export const tallyPlan: CollectionPlan = {
  collection: 'posting_tallies',
  indexes: [{ key: { employerId: 1 }, name: 'employer' }],
}

const tallyRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<TallyRecord>('posting_tallies')

/** What one change adds to the counts of its posting. */
export interface TallyChange {
  readonly applications?: number
  readonly viewed?: number
  readonly interviewed?: number
  /** Stages that an active application left and entered; null: none. */
  readonly left?: string | null
  readonly entered?: string | null
}

export function tally(tx: Tx, employerId: string, jobId: string, ...changes: readonly TallyChange[]): void {
  const sums = new Map<string, number>()
  const add = (name: string, count: number) => sums.set(name, (sums.get(name) ?? 0) + count)
  for (const change of changes) {
    for (const name of ['applications', 'viewed', 'interviewed'] as const) add(name, change[name] ?? 0)
    if (change.left) add(`byStage.${change.left}`, -1)
    if (change.entered) add(`byStage.${change.entered}`, 1)
  }
  const changed = [...sums].filter(([, count]) => count !== 0)
  if (changed.length === 0) return
  const $inc = Object.fromEntries(changed)
  tx.write(tallyRows(tx), { updateOne: { filter: { _id: jobId, employerId }, update: { $inc } } })
}

const noTally = (employerId: string, jobId: string): TallyRecord => ({
  ...{ _id: jobId, employerId, applications: 0, viewed: 0, interviewed: 0, byStage: {} },
})

export const tallies = {
  start: async (tx: Tx, employerId: string, jobId: string): Promise<TallyRecord> => {
    const none = noTally(employerId, jobId)
    await tallyRows(tx).insertOne(none, { session: tx.session })
    return none
  },
  startAll: async (tx: Tx, employerId: string, jobIds: readonly string[]): Promise<void> => {
    const none = jobIds.map((jobId) => noTally(employerId, jobId))
    await tallyRows(tx).insertMany(none, { session: tx.session })
  },
  /** Stages that are no more, and that nobody stands in, are not counted. */
  forget: (tx: Tx, jobId: string, stageIds: readonly string[]): void => {
    if (stageIds.length === 0) return
    const $unset = Object.fromEntries(stageIds.map((id) => [`byStage.${id}`, '' as const]))
    tx.write(tallyRows(tx), { updateOne: { filter: { _id: jobId }, update: { $unset } } })
  },
  of: async (scope: Scope, jobIds: readonly string[]): Promise<Map<string, TallyRecord>> => {
    if (jobIds.length === 0) return new Map()
    const found = await tallyRows(scope)
      .find({ _id: { $in: [...jobIds] } }, within(scope))
      .toArray()
    return new Map(found.map((record) => [record._id, record]))
  },
  ofEmployer: (scope: Scope, employerId: string): Promise<TallyRecord[]> =>
    tallyRows(scope).find({ employerId }, within(scope)).toArray(),
}
