import type { ApplicationStatus } from '#protocol/applications'
import type { DecisionKind } from '#protocol/decisions'
import type { Tx } from '../../journal/tx.ts'
import type { CollectionPlan, Scope } from '../../store/scope.ts'

/** One line of an application's log. Written once, with the decision, and never changed. */
export interface DecisionRecord {
  _id: string
  employerId: string
  jobId: string
  candidateId: string
  applicationId: string
  kind: DecisionKind
  /** Null: the candidate. */
  by: string | null
  at: Date
  from: { stage: string; status: ApplicationStatus }
  to: { stage: string; status: ApplicationStatus }
  /** Of a selection. */
  score: number | null
  reasonId: string | null
  /** As the decider wrote it; shown redacted to those who may not know who the candidate is. */
  reason: string | null
  lookAgainAt: Date | null
}

export const decisionPlan: CollectionPlan = {
  collection: 'decisions',
  indexes: [
    { key: { applicationId: 1, _id: -1 }, name: 'application_newest' },
    { key: { jobId: 1 }, name: 'job' },
  ],
}

export const decisionRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<DecisionRecord>('decisions')

export const decisions = {
  insert: (tx: Tx, lines: readonly DecisionRecord[]): void =>
    tx.write(decisionRows(tx), ...lines.map((document) => ({ insertOne: { document } }))),
}
