import type { Stage } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import type { Scope } from '../store/scope.ts'

/** Answers those of the stages that somebody stands in, whatever their status. Applications know. */
export type UsedStages = (scope: Scope, jobId: string, stageIds: readonly string[]) => Promise<ReadonlySet<string>>

/** Stages whose people have to be looked at before a pipeline becomes another. */
export interface PipelineChange {
  readonly removed: readonly Stage[]
  /** Stages that stay and are to be of another kind. */
  readonly rekinded: readonly Stage[]
}

export function compareStages(before: readonly Stage[], after: readonly Stage[]): PipelineChange {
  const kept = new Map(after.map((stage) => [stage.id, stage]))
  return {
    removed: before.filter(({ id }) => !kept.has(id)),
    rekinded: before.filter(({ id, kind }) => kept.has(id) && kept.get(id)?.kind !== kind),
  }
}

export const stagesToLookAt = ({ removed, rekinded }: PipelineChange): string[] =>
  [...removed, ...rekinded].map(({ id }) => id)

export const isSameStages = (before: readonly Stage[], after: readonly Stage[]): boolean =>
  before.length === after.length &&
  before.every((stage, index) => {
    const other = after[index]
    const isSame = stage.id === other?.id && stage.name === other.name && stage.kind === other.kind
    return isSame && stage.replyDays === other.replyDays
  })

/**
 * What a stage's people were told follows from its kind: it does not change under them.
 * @throws {AppError} `conflict`
 */
export function refuseOtherKind({ rekinded }: PipelineChange, used: ReadonlySet<string>): void {
  const stage = rekinded.find(({ id }) => used.has(id))
  if (!stage) return
  throw new AppError(
    'conflict',
    `People stand in "${stage.name}", so it stays of kind ${stage.kind}. Add a stage of the other kind and move them there.`,
  )
}
