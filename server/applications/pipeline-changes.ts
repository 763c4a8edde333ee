import type { Stage } from '#protocol/postings'
import { AppError, invalidField } from '../app-error.ts'
import { type PipelineChange, refuseOtherKind } from '../postings/stages.ts'
import type { StandingRecord } from './repository.ts'

/**
 * Where the people of each removed stage go, by the removed stage's id.
 * @param moves as asked for: id of a removed stage to id of one that stays or is added
 * @param used stages that somebody stands in, whatever their status
 * @throws {AppError} `invalid-input` for a move from or to where nobody can go, `conflict` for people left without a place
 */
export function decidePlaces(
  change: PipelineChange,
  after: readonly Stage[],
  moves: Readonly<Record<string, string>>,
  used: ReadonlySet<string>,
): ReadonlyMap<string, Stage> {
  const { removed } = change
  for (const id of Object.keys(moves)) {
    if (!removed.some((stage) => stage.id === id)) {
      throw invalidField(`moves.${id}`, `The stage "${id}" is not removed by this change, so nobody leaves it.`)
    }
  }
  refuseOtherKind(change, used)
  const places = new Map<string, Stage>()
  for (const stage of removed) {
    const wanted = moves[stage.id]
    const target = after.find(({ id }) => id === wanted)
    if (target) places.set(stage.id, fitting(stage, target))
    else if (wanted !== undefined) {
      throw invalidField(`moves.${stage.id}`, `There is no stage "${wanted}" to move to after this change.`)
    } else if (used.has(stage.id)) {
      throw new AppError('conflict', `People stand in "${stage.name}". Say which stage they move to.`)
    }
  }
  return places
}

/** Nobody is hired, or ceases to be, because columns are tidied up. */
function fitting(from: Stage, to: Stage): Stage {
  if ((from.kind === 'hired') === (to.kind === 'hired')) return to
  throw invalidField(
    `moves.${from.id}`,
    from.kind === 'hired'
      ? `Who was hired can only go to another stage of kind hired, not to "${to.name}".`
      : `"${to.name}" is of kind hired: whoever goes there is hired, one by one.`,
  )
}

/** In another stage, and waiting for as long as before: nothing was done for them. */
export function relocate(before: StandingRecord, to: Stage, now: Date): StandingRecord {
  const isInPlay = before.status !== 'rejected' && before.status !== 'withdrawn'
  const reachesInterview = isInPlay && to.kind === 'interview'
  return {
    ...before,
    stage: to.id,
    interviewedAt: before.interviewedAt ?? (reachesInterview ? now : null),
    version: before.version + 1,
  }
}
