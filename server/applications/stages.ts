import type { ApplicationStatus, MoveApplication } from '#protocol/applications'
import type { Stage } from '#protocol/postings'
import { AppError, invalidField } from '../app-error.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import type { TallyChange } from '../postings/tally.ts'
import type { StandingRecord } from './repository.ts'
import { standsBeforeInterview } from './selection.ts'

/** What the team asks for. */
export interface Move {
  readonly stage?: string | undefined
  readonly status?: ApplicationStatus | undefined
  readonly reason?: string | undefined
  readonly reasonId?: string | undefined
  /** With the status `on_hold`: when to look again. */
  readonly lookAgainAt?: Date | undefined
}

/** As it comes over the wire. */
export const moveOf = ({ lookAgainAt, ...move }: MoveApplication): Move => ({
  ...move,
  lookAgainAt: lookAgainAt === undefined ? undefined : new Date(lookAgainAt),
})

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
  | 'application.selected'
  | 'application.unselected'

/**
 * Where the application stands after the move; null when it stands there already. A closed application (rejected or
 * withdrawn) cannot be moved until it is made active again; entering a stage of kind `hired` hires.
 * @throws {AppError} `application-closed`, `conflict` once the candidate was deleted, or `invalid-input` for a stage that
 * the posting does not have
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
  const lookAgainAt = dayToLookAgain(before, move, status, now)
  const isHeldAnew = lookAgainAt?.getTime() !== before.lookAgainAt?.getTime()
  if (target.id === before.stage && status === before.status && !isHeldAnew) return null
  refuseErased(before)
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
    decision: { by, at: now, reason: move.reason ?? null, reasonId: move.reasonId ?? null },
    selected: standsBeforeInterview(target.id, stages) && target.id !== before.stage ? null : (before.selected ?? null),
    lookAgainAt,
    // Whoever takes it up has somebody who applies, whatever became of the import.
    ...(typeof before.takenBack === 'number' ? { takenBack: null } : {}),
    version: before.version + 1,
  }
  return { application, type: entryType(before, application) }
}

/**
 * When somebody on hold is looked at again; null: no day was set, or it is not on hold.
 * @throws {AppError} `invalid-input` for a time that is over, or for an application that is not on hold then
 */
function dayToLookAgain(before: StandingRecord, move: Move, status: ApplicationStatus, now: Date): Date | null {
  if (move.lookAgainAt === undefined) return status === 'on_hold' ? (before.lookAgainAt ?? null) : null
  if (status !== 'on_hold') {
    throw invalidField('lookAgainAt', 'Only an application on hold is looked at again. Send status: on_hold.')
  }
  if (move.lookAgainAt <= now) throw invalidField('lookAgainAt', 'Choose a time to come.')
  return move.lookAgainAt
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
  if (after.status === before.status) return after.stage === before.stage ? 'application.held' : 'application.moved'
  const byStatus = {
    rejected: 'application.rejected',
    withdrawn: 'application.withdrawn',
    hired: 'application.hired',
    on_hold: 'application.held',
    active: before.status === 'hired' ? 'application.moved' : 'application.resumed',
  } as const
  return byStatus[after.status]
}

/** An import brought it and was undone, and nobody took it up since: this person never applied, so no figure counts it. */
export const neverApplied = ({ status, takenBack }: Pick<StandingRecord, 'status' | 'takenBack'>): boolean =>
  status === 'withdrawn' && typeof takenBack === 'number'

/** What a change adds to the posting's counts. */
export function tallyOf(before: StandingRecord | null, after: StandingRecord): TallyChange {
  const standing = (application: StandingRecord | null) => (application?.status === 'active' ? application.stage : null)
  const [was, is] = [before && !neverApplied(before) ? before : null, neverApplied(after) ? null : after]
  const more = (of: (application: StandingRecord) => unknown) => Number(!!is && !!of(is)) - Number(!!was && !!of(was))
  return {
    applications: more(() => true),
    viewed: more(({ viewedAt }) => viewedAt),
    interviewed: more(({ interviewedAt }) => interviewedAt),
    left: standing(before),
    entered: standing(after),
  }
}
