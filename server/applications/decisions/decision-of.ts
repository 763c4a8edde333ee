import { DecisionKind } from '#protocol/decisions'
import type { EntryActor } from '../../journal/entry.ts'
import type { StandingRecord } from '../repository.ts'
import type { MoveEntry } from '../stages.ts'
import type { DecisionRecord } from './repository.ts'

interface Decided {
  readonly before: StandingRecord
  readonly after: StandingRecord
  readonly type: MoveEntry
}

/** The line that a change writes into the application's log. */
export function decisionOf(
  id: string,
  { before, after, type }: Decided,
  { actor, at }: { readonly actor: EntryActor; readonly at: Date },
): DecisionRecord {
  // A stage that went under them moves people without a decision about them.
  const said = after.decision === before.decision ? null : after.decision
  const { employerId, jobId, candidateId } = after
  return {
    ...{ _id: id, employerId, jobId, candidateId, applicationId: after._id },
    kind: DecisionKind.parse(type.slice('application.'.length)),
    by: actor.kind === 'user' ? actor.id : null,
    at,
    from: { stage: before.stage, status: before.status },
    to: { stage: after.stage, status: after.status },
    score: type === 'application.selected' ? (after.selected?.score ?? null) : null,
    reasonId: said?.reasonId ?? null,
    reason: said?.reason ?? null,
    lookAgainAt: type === 'application.held' ? (after.lookAgainAt ?? null) : null,
  }
}
