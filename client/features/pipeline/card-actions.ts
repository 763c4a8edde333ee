import type { Application, ApplicationStatus, MoveApplication } from '#protocol/applications'
import type { Stage } from '#protocol/postings'
import type { BoardStore } from './board-store.ts'
import type { Moves, Outcome } from './moves.ts'

export interface CardActions {
  readonly move: (id: string, stage: string, version?: number) => void
  /** @param lookAgainAt when to look again, ISO 8601; null: no day is set */
  readonly hold: (id: string, version?: number, lookAgainAt?: string | null) => void
  readonly reject: (id: string, why: Why, version?: number) => void
  /** Back into play, from hold or from a rejection. */
  readonly resume: (id: string) => void
}

/** Why somebody is rejected: one of the employer's reasons, own words, or both. */
export type Why = Pick<MoveApplication, 'reason' | 'reasonId'>

/** Null: nothing to say, the candidate is simply in play. */
export const statusWords: Readonly<Record<ApplicationStatus, string | null>> = {
  active: null,
  on_hold: 'On hold',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  hired: 'Hired',
}

/** Closed applications are taken back first; what a candidate withdrew is theirs to decide. */
export const canBeMoved = ({ status }: Application): boolean => status !== 'rejected' && status !== 'withdrawn'
export const canBeTakenBack = ({ status }: Application): boolean => status === 'rejected' || status === 'on_hold'

/** Entering a stage of kind `hired` hires; leaving it puts back into play. */
export function statusAfter(
  card: Application | undefined,
  body: MoveApplication,
  stages: readonly Stage[],
): ApplicationStatus | undefined {
  if (body.stage === undefined || body.status !== undefined) return undefined
  const hires = stages.find((stage) => stage.id === body.stage)?.kind === 'hired'
  return hires ? 'hired' : card?.status === 'hired' ? 'active' : undefined
}

/** How the page tells about an outcome. */
export interface Telling {
  readonly done: (words: string, undo: () => void) => void
  /** @param title says that it did not work, where there is more to say than that */
  readonly failed: (words: string, again: (() => void) | null, title?: string) => void
  readonly heard: (words: string) => void
  readonly nameOf: (userId: string | null) => string
  readonly reasonOf: (error: unknown) => string
}

interface Parts {
  readonly store: BoardStore
  readonly moves: Moves
  readonly stages: readonly Stage[]
  readonly telling: Telling
}

/** What people do to cards, in their words, with the way back. */
export function cardActions({ store, moves, stages, telling }: Parts): CardActions {
  const stageName = (id: string) => stages.find((stage) => stage.id === id)?.name ?? 'an earlier stage'
  const labelOf = (id: string) => {
    const candidate = store.record(id)?.candidate
    return candidate?.name ?? candidate?.code ?? 'The candidate'
  }

  const run = async (id: string, body: MoveApplication, words: string, version?: number): Promise<void> => {
    telling.heard(words)
    const outcome = await moves.move(id, body, version, statusAfter(store.record(id), body, stages))
    tell(id, body, words, outcome)
  }

  const tell = (id: string, body: MoveApplication, words: string, outcome: Outcome): void => {
    switch (outcome.kind) {
      case 'done':
        telling.done(words, () => void undo(id, outcome.before, outcome.after))
        return
      case 'overtaken':
        telling.failed(`${overtaken(id, outcome.card)} Your change was not made.`, null)
        return
      case 'refused': {
        const card = store.record(id)
        const stays = card === undefined ? '' : ` ${labelOf(id)} stays in ${stageName(card.stage)}.`
        telling.failed(`${telling.reasonOf(outcome.error)}${stays}`, () => void run(id, body, words))
        return
      }
      case 'dropped':
        return
    }
  }

  const undo = async (id: string, before: Application, after: Application): Promise<void> => {
    const body: MoveApplication = {
      ...(before.stage === after.stage ? {} : { stage: before.stage }),
      ...(before.status === after.status ? {} : { status: before.status }),
    }
    if (body.stage === undefined && body.status === undefined) return
    const outcome = await moves.move(id, body, after.version)
    if (outcome.kind === 'done') telling.heard(`Undone. ${labelOf(id)} is back in ${stageName(before.stage)}.`)
    else if (outcome.kind === 'overtaken') telling.failed(`${overtaken(id, outcome.card)} Nothing was undone.`, null)
    else if (outcome.kind === 'refused')
      telling.failed(telling.reasonOf(outcome.error), () => void undo(id, before, after))
  }

  const overtaken = (id: string, card: Application): string => {
    const change = store.lastChange(id)
    const who = change?.version === card.version ? telling.nameOf(change.actor.id) : 'Somebody else'
    const what = statusWords[card.status]
    const did =
      what === null ? `moved ${labelOf(id)} to ${stageName(card.stage)}` : `changed ${labelOf(id)} to “${what}”`
    return `${who} was faster and ${did}.`
  }

  return {
    move: (id, stage, version) => {
      if (store.record(id)?.stage === stage && store.confirmed(id)?.stage === stage) return
      void run(id, { stage }, `${labelOf(id)} moved to ${stageName(stage)}.`, version)
    },
    hold: (id, version, lookAgainAt = null) => {
      const body = { status: 'on_hold' as const, ...(lookAgainAt === null ? {} : { lookAgainAt }) }
      void run(id, body, `${labelOf(id)} is on hold.`, version)
    },
    reject: (id, why, version) => void run(id, { status: 'rejected', ...why }, `${labelOf(id)} was rejected.`, version),
    resume: (id) => void run(id, { status: 'active' }, `${labelOf(id)} is back in play.`),
  }
}
