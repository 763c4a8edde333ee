import { DecisionKind } from '#protocol/decisions'
import type { ApplicationRecord } from '../repository.ts'
import type { MoveEntry } from '../stages.ts'
import type { DecisionRecord } from './repository.ts'

/** The line that a decided change writes into the application's log. */
export function decisionOf(
  id: string,
  before: ApplicationRecord,
  after: ApplicationRecord,
  type: MoveEntry,
): DecisionRecord {
  const { decision } = after
  if (decision === null) throw new Error(`Nothing was decided about application ${after._id}`)
  const { employerId, jobId, candidateId } = after
  return {
    ...{ _id: id, employerId, jobId, candidateId, applicationId: after._id },
    kind: DecisionKind.parse(type.slice('application.'.length)),
    by: decision.by,
    at: decision.at,
    from: { stage: before.stage, status: before.status },
    to: { stage: after.stage, status: after.status },
    score: type === 'application.selected' ? (after.selected?.score ?? null) : null,
    reasonId: decision.reasonId ?? null,
    reason: decision.reason,
    lookAgainAt: type === 'application.held' ? (after.lookAgainAt ?? null) : null,
  }
}
