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

/** So many cards that were not moved are named; of the others there is the number. */
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
    telling.failed(
      failedWords(failed),
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
    if (failed.length > 0) telling.failed(failedWords(failed), null)
  }

  const failedWords = (failed: readonly (readonly [string, Outcome])[]): string => {
    const named = failed.slice(0, mostNamed).map(([id, outcome]) => `${labelOf(id)}: ${reasonOf(outcome)}`)
    const others = failed.length - named.length
    return [`${people(failed.length)} not changed.`, ...named, ...(others > 0 ? [`And ${others} more.`] : [])].join(' ')
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

const changes = (card: Application | undefined, { stage, status }: MoveApplication): boolean =>
  card !== undefined &&
  ((stage !== undefined && card.stage !== stage) || (status !== undefined && card.status !== status))
