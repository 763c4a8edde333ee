import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import type { Stage } from '#protocol/postings'
import type { ColumnView } from './arrange.ts'
import type { BoardFocus } from './board-focus.ts'
import type { BoardStore, CardView, ColumnSummary } from './board-store.ts'
import type { BulkActions } from './bulk-actions.ts'
import type { CardActions } from './card-actions.ts'
import type { Looks } from './looks.ts'
import type { Selection } from './selection.ts'

/** Everything a column or card needs; it stays the same object while cards come and go. */
export interface BoardApi {
  readonly store: BoardStore
  readonly focus: BoardFocus
  readonly stages: readonly Stage[]
  /** Those of the stages whose columns are shown. */
  readonly columns: readonly Stage[]
  readonly actions: CardActions
  readonly selection: Selection
  readonly bulk: BulkActions
  readonly looks: Looks
  /** Whether I may move cards of this posting. */
  readonly canMove: boolean
  readonly isPhone: boolean
  /** The address of the board with this candidate open beside it. */
  readonly hrefOf: (candidateId: string) => string
  readonly open: (candidateId: string | null) => void
  readonly openMenu: (id: string, anchor: HTMLElement) => void
  readonly openReject: (id: string) => void
  readonly openSchedule: (id: string) => void
  /** Asks what is to be done with all chosen cards. */
  readonly openBulk: (what: 'move' | 'reject') => void
}

const BoardContext = createContext<BoardApi | null>(null)
export const BoardProvider = BoardContext.Provider

/** The candidate that is open beside the board: their card is marked. */
export const OpenCandidate = createContext<string | null>(null)

export function useBoardApi(): BoardApi {
  const api = useContext(BoardContext)
  if (!api) throw new Error('Cards and columns stand on a board.')
  return api
}

export function useCard(id: string): CardView | undefined {
  const { store } = useBoardApi()
  const subscribe = useMemo(() => store.onCard(id), [store, id])
  return useSyncExternalStore(subscribe, () => store.card(id))
}

export function useIsChosen(id: string): boolean {
  const { selection } = useBoardApi()
  const subscribe = useMemo(() => selection.onCard(id), [selection, id])
  return useSyncExternalStore(subscribe, () => selection.has(id))
}

/** Colleagues who have this candidate open now. */
export function useLookers(candidateId: string | undefined): readonly string[] {
  const { looks } = useBoardApi()
  const subscribe = useMemo(() => looks.onCandidate(candidateId ?? ''), [looks, candidateId])
  return useSyncExternalStore(subscribe, () => looks.at(candidateId ?? ''))
}

export function useColumn(stage: string): ColumnView {
  const { store } = useBoardApi()
  const subscribe = useMemo(() => store.onColumn(stage), [store, stage])
  return useSyncExternalStore(subscribe, () => store.column(stage))
}

export function useColumnSummary(stage: string): ColumnSummary | undefined {
  const { store } = useBoardApi()
  const subscribe = useMemo(() => store.onColumn(stage), [store, stage])
  return useSyncExternalStore(subscribe, () => store.summary(stage))
}
