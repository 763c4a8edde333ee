import type { Application, MoveApplication } from '#protocol/applications'
import type { Stage } from '#protocol/postings'
import { counted } from '../../ui/counted.ts'
import type { BoardStore } from './board-store.ts'
import { statusAfter, type Telling, type Why } from './card-actions.ts'
import { CardRefusal, type Moves, type Outcome, type WantedMove } from './moves.ts'
import type { Selection } from './selection.ts'

/** What is done to all chosen cards at once. */
export interface BulkActions {
  readonly move: (stage: string) => void
  readonly hold: () => void
  readonly resume: () => void
  readonly reject: (why: Why) => void
}

interface Parts {
  readonly store: BoardStore
  readonly moves: Moves
  readonly stages: readonly Stage[]
  readonly selection: Selection
  readonly telling: Telling
}

/** So many cards that were not moved for one reason are named; of the others there is the number. */
const mostNamed = 3

/** One call for all, one answer for each: those that were not moved stay chosen, and are named with the reason. */
export function bulkActions({ store, moves, stages, selection, telling }: Parts): BulkActions {
  const labelOf = (id: string) => {
    const candidate = store.record(id)?.candidate
    return candidate?.name ?? candidate?.code ?? 'A candidate'
  }
  const people = (count: number) => counted(count, 'candidate')

  const run = async (ids: readonly string[], body: MoveApplication, words: string): Promise<void> => {
    const wanted = ids.filter((id) => changes(store.record(id), body))
    if (wanted.length === 0) {
      telling.heard('They stand there already.')
      return
    }
    telling.heard(`${people(wanted.length)} ${words}.`)
    selection.clear()
    const outcomes = await moves.moveMany(
      wanted.map((id): WantedMove => ({ id, body, status: statusAfter(store.record(id), body, stages) })),
    )
    const done = [...outcomes].filter(([, { kind }]) => kind === 'done')
    const failed = [...outcomes].filter(([, { kind }]) => kind !== 'done' && kind !== 'dropped')
    if (done.length > 0) telling.done(`${people(done.length)} ${words}.`, () => void undo(outcomes))
    if (failed.length === 0) return
    selection.keep(failed.map(([id]) => id))
    tellFailed(
      failed,
      () =>
        void run(
          failed.map(([id]) => id),
          body,
          words,
        ),
    )
  }

  const undo = async (outcomes: ReadonlyMap<string, Outcome>): Promise<void> => {
    const back = [...outcomes].flatMap(([id, outcome]): WantedMove[] => {
      if (outcome.kind !== 'done') return []
      const { before, after } = outcome
      const body = {
        ...(before.stage === after.stage ? {} : { stage: before.stage }),
        ...(before.status === after.status ? {} : { status: before.status }),
      }
      return Object.keys(body).length === 0 ? [] : [{ id, body, version: after.version }]
    })
    const undone = await moves.moveMany(back)
    const failed = [...undone].filter(([, { kind }]) => kind !== 'done')
    telling.heard(`Undone for ${people(undone.size - failed.length)}.`)
    if (failed.length > 0) tellFailed(failed, null)
  }

  /** Each reason once, after those whom it holds back. */
  const tellFailed = (failed: readonly (readonly [string, Outcome])[], again: (() => void) | null): void => {
    const heldBack = new Map<string, string[]>()
    for (const [id, outcome] of failed) {
      const reason = reasonOf(outcome)
      heldBack.set(reason, [...(heldBack.get(reason) ?? []), labelOf(id)])
    }
    const words = [...heldBack].map(([reason, names]) => `${listed(names)}: ${reason}`)
    telling.failed(words.join(' '), again, `${people(failed.length)} not changed`)
  }

  const reasonOf = (outcome: Outcome): string => {
    if (outcome.kind === 'overtaken') return 'somebody was faster.'
    if (outcome.kind !== 'refused') return 'an earlier change did not happen.'
    return outcome.error instanceof CardRefusal ? outcome.error.message : telling.reasonOf(outcome.error)
  }

  const chosen = () => [...selection.ids()]
  return {
    move: (stage) => {
      const name = stages.find(({ id }) => id === stage)?.name ?? 'another stage'
      void run(chosen(), { stage }, `moved to ${name}`)
    },
    hold: () => void run(chosen(), { status: 'on_hold' }, 'put on hold'),
    resume: () => void run(chosen(), { status: 'active' }, 'back in play'),
    reject: (why) => void run(chosen(), { status: 'rejected', ...why }, 'rejected'),
  }
}

/** `A`, `A and B`, `A, B, C and 4 more`. */
function listed(names: readonly string[]): string {
  const others = names.length - mostNamed
  const parts = others > 0 ? [...names.slice(0, mostNamed), `${others} more`] : names
  return parts.length === 1 ? `${parts[0]}` : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

const changes = (card: Application | undefined, { stage, status }: MoveApplication): boolean =>
  card !== undefined &&
  ((stage !== undefined && card.stage !== stage) || (status !== undefined && card.status !== status))
