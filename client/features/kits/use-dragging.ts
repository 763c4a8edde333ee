import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

type Edge = 'top' | 'bottom'
const kind = 'kit-criterion'

/** Lets a card be dragged by its handle to before or behind another one. Without a pointer there are buttons for it. */
export function useDragging(id: string, index: number, onMove: (to: number) => void) {
  const card = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLSpanElement>(null)
  const [edge, setEdge] = useState<Edge | null>(null)
  const [isDragged, setIsDragged] = useState(false)
  const place = useEffectEvent(() => ({ kind, id, index, move: onMove }))

  useEffect(() => {
    const [element, dragHandle] = [card.current, handle.current]
    if (element === null || dragHandle === null) return
    const edgeAt = (y: number): Edge => {
      const { top, height } = element.getBoundingClientRect()
      return y < top + height / 2 ? 'top' : 'bottom'
    }
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => place(),
        onDragStart: () => setIsDragged(true),
        onDrop: () => setIsDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data['kind'] === kind && source.data['id'] !== id,
        onDrag: ({ location }) => setEdge(edgeAt(location.current.input.clientY)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ source, location }) => {
          setEdge(null)
          const { index: from, move } = source.data as unknown as ReturnType<typeof place>
          const { index: at } = place()
          const before = edgeAt(location.current.input.clientY) === 'top' ? at : at + 1
          // Its own place becomes free.
          move(from < before ? before - 1 : before)
        },
      }),
    )
  }, [id])
  return { card, handle, edge, isDragged }
}
