import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useMemo, useRef } from 'react'
import type { Stage } from '#protocol/postings'
import { messageOf } from '../../rest/call-error.ts'
import { useColleagues } from '../../rest/use-colleagues.ts'
import { showFailure, showUndo } from '../../ui/toasts.ts'
import type { BoardStore } from './board-store.ts'
import { type BulkActions, bulkActions } from './bulk-actions.ts'
import { type CardActions, cardActions, type Telling } from './card-actions.ts'
import type { Moves } from './moves.ts'
import { Selection } from './selection.ts'

export interface BoardActions {
  readonly actions: CardActions
  readonly selection: Selection
  readonly bulk: BulkActions
}

/** The actions on cards, on one and on all that are chosen, told about by toasts and the live region. */
export function useCardActions(store: BoardStore, moves: Moves, stages: readonly Stage[]): BoardActions {
  const nameOf = useColleagues()
  // Names arrive late; the actions must stay the same, or every card would be drawn again.
  const names = useRef(nameOf)
  names.current = nameOf
  const selection = useMemo(() => new Selection(store), [store])
  return useMemo(() => {
    const telling: Telling = {
      done: (message, onUndo) => showUndo({ message, onUndo }),
      failed: (message, retry, title = 'Not changed') =>
        showFailure({ title, message, ...(retry === null ? {} : { retry }) }),
      heard: announce,
      nameOf: (userId) => names.current(userId),
      reasonOf: messageOf,
    }
    const parts = { store, moves, stages, telling }
    return { actions: cardActions(parts), selection, bulk: bulkActions({ ...parts, selection }) }
  }, [store, moves, stages, selection])
}
