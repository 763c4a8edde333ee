import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useMemo, useRef } from 'react'
import type { Stage } from '#protocol/postings'
import { messageOf } from '../../rest/call-error.ts'
import { useColleagues } from '../../rest/use-colleagues.ts'
import { showFailure, showUndo } from '../../ui/toasts.ts'
import type { BoardStore } from './board-store.ts'
import { type CardActions, cardActions } from './card-actions.ts'
import type { Moves } from './moves.ts'

/** The actions on cards, told about by toasts and the live region. */
export function useCardActions(store: BoardStore, moves: Moves, stages: readonly Stage[]): CardActions {
  const nameOf = useColleagues()
  // Names arrive late; the actions must stay the same, or every card would be drawn again.
  const names = useRef(nameOf)
  names.current = nameOf
  return useMemo(
    () =>
      cardActions({
        store,
        moves,
        stages,
        telling: {
          done: (message, onUndo) => showUndo({ message, onUndo }),
          failed: (message, retry) =>
            showFailure({ title: 'Not changed', message, ...(retry === null ? {} : { retry }) }),
          heard: announce,
          nameOf: (userId) => names.current(userId),
          reasonOf: messageOf,
        },
      }),
    [store, moves, stages],
  )
}
