import type { ApplicationStatus } from '#protocol/applications'
import type { Stage } from '#protocol/postings'
import { AppError, invalidField } from '../app-error.ts'
import type { TallyChange } from '../postings/tally.ts'
import type { StandingRecord } from './repository.ts'

/** What the team asks for. */
export interface Move {
  readonly stage?: string | undefined
  readonly status?: ApplicationStatus | undefined
  readonly reason?: string | undefined
}

export interface Decided<Record extends StandingRecord> {
  readonly application: Record
  readonly type: MoveEntry
}

export type MoveEntry =
  | 'application.moved'
  | 'application.held'
  | 'application.resumed'
  | 'application.rejected'
  | 'application.withdrawn'
  | 'application.hired'

/**
 * Where the application stands after the move; null when it stands there already. A closed application (rejected or
 * withdrawn) cannot be moved until it is made active again; entering a stage of kind `hired` hires.
 * @throws {AppError} `application-closed`, or `invalid-input` for a stage that the posting does not have
 */
export function decideMove<Record extends StandingRecord>(
  before: Record,
  move: Move,
  stages: readonly Stage[],
  by: string | null,
  now: Date,
): Decided<Record> | null {
  const target = targetStage(before, move, stages)
  const status = targetStatus(before, move, target)
  if (target.id === before.stage && status === before.status) return null
  const closed = before.status === 'rejected' || before.status === 'withdrawn'
  if (closed && status === before.status) {
    throw new AppError(
      'application-closed',
      `This application is ${before.status}. Make it active first, then move it.`,
    )
  }
  const application: Record = {
    ...before,
    stage: target.id,
    status,
    stageSince: target.id === before.stage ? before.stageSince : now,
    interviewedAt: before.interviewedAt ?? (target.kind === 'interview' ? now : null),
    decision: { by, at: now, reason: move.reason ?? null },
    version: before.version + 1,
  }
  return { application, type: entryType(before, application) }
}

function targetStage(before: StandingRecord, { stage, status }: Move, stages: readonly Stage[]): Stage {
  const hired = status === 'hired' && stage === undefined ? stages.find(({ kind }) => kind === 'hired')?.id : undefined
  const wanted = stage ?? hired ?? before.stage
  const found = stages.find(({ id }) => id === wanted)
  if (found) return found
  const known = stages.map(({ id }) => id).join(', ')
  throw invalidField('stage', `This posting has no stage "${wanted.slice(0, 40)}". Its stages are: ${known}.`)
}

function targetStatus(before: StandingRecord, { stage, status }: Move, target: Stage): ApplicationStatus {
  if (target.kind === 'hired' && (status === undefined || status === 'active') && stage !== undefined) {
    return before.status === 'active' || before.status === 'on_hold' || status === 'active' ? 'hired' : before.status
  }
  if (status === 'hired' && target.kind !== 'hired') {
    throw invalidField('status', 'An application is hired in a stage of kind hired. Move it there.')
  }
  // Leaving the hired stage makes an application active again.
  return status ?? (before.status === 'hired' ? 'active' : before.status)
}

function entryType(before: StandingRecord, after: StandingRecord): MoveEntry {
  if (after.status === before.status) return 'application.moved'
  const byStatus = {
    rejected: 'application.rejected',
    withdrawn: 'application.withdrawn',
    hired: 'application.hired',
    on_hold: 'application.held',
    active: before.status === 'hired' ? 'application.moved' : 'application.resumed',
  } as const
  return byStatus[after.status]
}

/** What a change adds to the posting's counts. */
export function tallyOf(before: StandingRecord | null, after: StandingRecord): TallyChange {
  const standing = (application: StandingRecord | null) => (application?.status === 'active' ? application.stage : null)
  return {
    applications: before ? 0 : 1,
    viewed: after.viewedAt && !before?.viewedAt ? 1 : 0,
    interviewed: after.interviewedAt && !before?.interviewedAt ? 1 : 0,
    left: standing(before),
    entered: standing(after),
  }
}
