import type { InterviewConflict } from '#protocol/interviews'
import type { SoftReason } from '#protocol/scheduling'
import { CallError } from '../../rest/call-error.ts'

const softReasons: readonly string[] = ['outside-hours', 'buffer', 'load', 'external'] satisfies SoftReason[]

/** What a refused booking says beside its sentence; null: it was refused for something else. */
export function conflictOf(error: unknown): InterviewConflict | null {
  if (!(error instanceof CallError) || error.code !== 'interview-conflict') return null
  const { conflicts, alternatives } = error.problem as unknown as Partial<InterviewConflict>
  return { conflicts: conflicts ?? [], alternatives: alternatives ?? [] }
}

/** The reasons that somebody may set aside; null: somebody would be in two places at once. */
export function waivable({ conflicts }: InterviewConflict): SoftReason[] | null {
  const reasons = [...new Set(conflicts.map(({ reason }) => reason))]
  const soft = reasons.filter((reason): reason is SoftReason => softReasons.includes(reason))
  return reasons.length > 0 && soft.length === reasons.length ? soft : null
}
