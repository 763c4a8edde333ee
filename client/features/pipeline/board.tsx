import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { announce, cleanup } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import css from './board.module.css'
import { BoardColumn } from './board-column.tsx'
import { useBoardApi } from './board-context.tsx'
import { lostStage } from './board-store.ts'
import { DropTray } from './drop-tray.tsx'
import { useBoardKeys } from './use-board-keys.ts'
import { useColumns } from './use-columns.ts'

/** Without a card there is nothing in it to go to, and no other way to the columns at its end. */
const scrolledByKeys = { tabIndex: 0, role: 'group', 'aria-label': 'Board' } as const

/** The columns, and what may be done with cards by pointer and by keys. `only`: the one stage that a phone shows. */
export function Board({ only }: { only: string | null }) {
  const { store, actions, openReject, openBulk, canMove, selection, bulk } = useBoardApi()
  const root = useRef<HTMLDivElement>(null)
  const keys = useBoardKeys(announce)
  const columns = useColumns()
  const hasCards = useSyncExternalStore(store.onBoard, () =>
    columns.some(({ id }) => (store.summary(id)?.shown ?? 0) > 0),
  )

  useEffect(() => cleanup, [])
  useEffect(() => {
    const element = root.current
    if (element === null || !canMove) return
    return combine(
      autoScrollForElements({ element, canScroll: ({ source }) => source.data.kind === 'card' }),
      monitorForElements({
        canMonitor: ({ source }) => source.data.kind === 'card',
        // An attribute, not React state: nothing is drawn again because a drag begins.
        onDragStart: () => element.parentElement?.setAttribute('data-dragging', ''),
        onDrop: ({ source, location }) => {
          element.parentElement?.removeAttribute('data-dragging')
          const { id, version } = source.data
          const target = location.current.dropTargets[0]?.data
          if (typeof id !== 'string' || typeof version !== 'number' || target === undefined) return
          // Who drags one of the chosen cards means all of them.
          const many = selection.has(id) && selection.ids().size > 1
          if (many && target.tray === 'reject') openBulk('reject')
          else if (many && target.tray === 'hold') bulk.hold()
          else if (many && typeof target.stage === 'string' && target.stage !== lostStage) bulk.move(target.stage)
          else if (target.tray === 'reject') openReject(id)
          else if (target.tray === 'hold') actions.hold(id, version)
          else if (typeof target.stage === 'string' && target.stage !== lostStage) {
            actions.move(id, target.stage, version)
          }
        },
      }),
    )
  }, [actions, openReject, openBulk, canMove, selection, bulk])

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the cards inside, which are links. */}
      <div
        ref={root}
        className={css.board}
        data-moves={canMove || undefined}
        onKeyDown={keys}
        {...(hasCards ? {} : scrolledByKeys)}
      >
        {columns
          .filter((stage) => only === null || stage.id === only)
          .map((stage) => (
            <BoardColumn key={stage.id} stage={stage} />
          ))}
      </div>
      {canMove && <DropTray />}
    </>
  )
}
