import type { Stage } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import type { Told } from './candidate-words.ts'
import type { StandingRecord } from './repository.ts'

export const isSelected = ({ selected }: Pick<StandingRecord, 'selected'>): boolean =>
  selected !== null && selected !== undefined

/** What the candidate hears of an application. */
export const toldOf = (application: StandingRecord): Told => ({
  stage: application.stage,
  status: application.status,
  selected: isSelected(application),
  ...(application.status === 'withdrawn' && application.decision?.by ? { isNoted: true } : {}),
})

/** Whether a stage comes before the posting's first interview; false where it has none. */
export function standsBeforeInterview(stage: string, stages: readonly Stage[]): boolean {
  return stages.findIndex(({ id }) => id === stage) < stages.findIndex(({ kind }) => kind === 'interview')
}

export interface Selection {
  /** Null: selected by booking an interview. */
  readonly score: number | null
  readonly by: string
}

/**
 * The application, selected: one that stands before the first interview enters it, one on hold goes on. Null when the
 * same person gave the same score already; another score, or another person, takes the place of what was.
 * @throws {AppError} `application-closed` when it was rejected, withdrawn or hired
 */
export function decideSelection(
  before: StandingRecord,
  { score, by }: Selection,
  stages: readonly Stage[],
  now: Date,
): StandingRecord | null {
  refuseClosed(before)
  const { selected, status, stage } = before
  const enters = standsBeforeInterview(stage, stages)
  if (selected?.score === score && selected.by === by && status === 'active' && !enters) return null
  const interview = stages.find(({ kind }) => kind === 'interview')
  const target = enters && interview ? interview : null
  return {
    ...before,
    stage: target?.id ?? stage,
    status: 'active',
    stageSince: target ? now : before.stageSince,
    interviewedAt: before.interviewedAt ?? (target ? now : null),
    decision: { by, at: now, reason: null },
    selected: { by, at: selected?.at ?? now, score, from: target ? stage : (selected?.from ?? null) },
    lookAgainAt: null,
    version: before.version + 1,
  }
}

/**
 * The application without its selection, back in the stage that the selection took it from, unless it went on since.
 * Null: it is not selected.
 * @throws {AppError} `application-closed` when it was rejected, withdrawn or hired
 */
export function decideUnselection(
  before: StandingRecord,
  by: string,
  stages: readonly Stage[],
  now: Date,
): StandingRecord | null {
  const { selected, stage } = before
  if (!selected) return null
  refuseClosed(before)
  const interview = stages.find(({ kind }) => kind === 'interview')
  const from = stages.find(({ id }) => id === selected.from)
  const returns = from !== undefined && stage === interview?.id
  return {
    ...before,
    stage: returns ? from.id : stage,
    stageSince: returns ? now : before.stageSince,
    decision: { by, at: now, reason: null },
    selected: null,
    version: before.version + 1,
  }
}

const ends: Readonly<Record<string, string>> = {
  rejected: 'This application is rejected. Make it active first, then select the candidate.',
  withdrawn: 'The candidate withdrew this application, so there is nobody to select.',
  hired: 'The candidate is hired already.',
}

function refuseClosed({ status }: StandingRecord): void {
  const words = ends[status]
  if (words !== undefined) throw new AppError('application-closed', words)
}
