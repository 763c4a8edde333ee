import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconPlayerPause, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import css from './drop-tray.module.css'

/** Comes up while a card is dragged: the two places that are not a stage. The menu of each card has the same. */
export function DropTray() {
  const hold = useRef<HTMLDivElement>(null)
  const reject = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (hold.current === null || reject.current === null) return
    return combine(target(hold.current, 'hold'), target(reject.current, 'reject'))
  }, [])
  return (
    <div className={css.tray} aria-hidden>
      <div ref={hold} className={css.place}>
        <IconPlayerPause size={20} /> On hold
      </div>
      <div ref={reject} className={css.place}>
        <IconX size={20} /> Reject…
      </div>
    </div>
  )
}

function target(element: HTMLElement, tray: 'hold' | 'reject') {
  const mark = (isOver: boolean) => element.toggleAttribute('data-over', isOver)
  return dropTargetForElements({
    element,
    getData: () => ({ tray }),
    canDrop: ({ source }) => source.data.kind === 'card',
    onDragEnter: () => mark(true),
    onDragLeave: () => mark(false),
    onDrop: () => mark(false),
  })
}
