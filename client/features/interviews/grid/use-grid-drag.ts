import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { step } from '../gestures.ts'
import { clockAt, minutesOfDay, type Span } from '../zone-days.ts'
import { type GridColumn, type Held, heldOf, isSame, type Press } from './held.ts'
import { useKeyCarry } from './use-key-carry.ts'

export interface GridDrag {
  readonly columns: readonly GridColumn[]
  readonly body: RefObject<HTMLElement | null>
  readonly zone: string
  /** Where a block that may be moved stands; null: it may not. */
  readonly find: (id: string) => Span | null
  /** Whether empty time can be drawn on. */
  readonly canDraw: boolean
  readonly onDraw: (span: Span, column: string) => void
  readonly onDrop: (id: string, span: Span) => void
  /** What speaks against where it is now, in words. */
  readonly warn: (span: Span, id: string) => string | null
}

/** Pixels before a press becomes a drag: a click on a block opens it. */
const slack = 4

/** Draws, carries and stretches interviews on the grid, by pointer and by keys. */
export function useGridDrag(grid: GridDrag) {
  const { columns, body, zone } = grid
  const [held, setHeld] = useState<Held | null>(null)
  const press = useRef<Press | null>(null)
  const suppressesClick = useRef(false)
  const keys = useKeyCarry(grid, held, setHeld)

  const at = (x: number, y: number) => {
    const elements = [...(body.current?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]
    const boxes = elements.map((element) => ({ element, box: element.getBoundingClientRect() }))
    const under = boxes.find(({ box }) => x < box.right) ?? boxes.at(-1)
    if (!under) return null
    const column = columns.find(({ key }) => key === under.element.dataset['column'])
    if (!column) return null
    return { column, minutes: ((y - under.box.top) / under.box.height) * minutesOfDay }
  }

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    // A finger scrolls; it schedules by a tap or by the button.
    if (event.button !== 0 || event.pointerType === 'touch' || keys.isLifted()) return
    const target = event.target as HTMLElement
    const here = at(event.clientX, event.clientY)
    if (!here) return
    const block = target.closest<HTMLElement>('[data-interview]')
    const id = block?.dataset['interview'] ?? null
    const span = id === null ? null : grid.find(id)
    if (id === null ? !grid.canDraw : span === null) return
    const kind = id === null ? 'draw' : target.closest('[data-stretch]') ? 'stretch' : 'carry'
    const top = span === null ? 0 : clockAt(span.from, zone)
    press.current = {
      ...{ kind, id, span, x: event.clientX, y: event.clientY, hasMoved: false },
      ...{ grip: here.minutes - top, anchor: here.minutes, column: here.column.key },
    }
    if (id === null) event.preventDefault()
  }

  const moved = useEffectEvent((event: globalThis.PointerEvent) => {
    const pressed = press.current
    if (!pressed) return
    if (!pressed.hasMoved && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < slack) return
    pressed.hasMoved = true
    scrollAtEdges(body.current, event.clientY)
    const here = at(event.clientX, event.clientY)
    if (here) setHeld(heldOf(pressed, here, columns, zone))
  })

  const released = useEffectEvent((event: globalThis.PointerEvent) => {
    const pressed = press.current
    press.current = null
    if (!pressed || event.type === 'pointercancel') return setHeld(null)
    const here = at(pressed.x, pressed.y)
    if (pressed.kind === 'draw') {
      const result = held ?? (here ? heldOf(pressed, here, columns, zone) : null)
      if (result) grid.onDraw(result.span, result.column)
    } else if (pressed.hasMoved && held?.id) {
      // The click that follows belongs to the drag, not to the link under it.
      suppressesClick.current = true
      setTimeout(() => {
        suppressesClick.current = false
      })
      if (pressed.span && !isSame(held.span, pressed.span)) grid.onDrop(held.id, held.span)
    }
    setHeld(null)
  })

  const escaped = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key !== 'Escape' || !press.current?.hasMoved) return
    event.preventDefault()
    event.stopPropagation()
    press.current = null
    setHeld(null)
  })

  useEffect(() => {
    const move = (event: globalThis.PointerEvent) => moved(event)
    const release = (event: globalThis.PointerEvent) => released(event)
    const press = (event: globalThis.KeyboardEvent) => escaped(event)
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    window.addEventListener('keydown', press, { capture: true })
    return () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
      window.removeEventListener('keydown', press, { capture: true })
    }
  }, [])

  /** Tells links whether a click is really one. */
  const isDragClick = () => suppressesClick.current
  return { held, onPointerDown, onKeyDown: keys.onKeyDown, onBlur: keys.onBlur, isDragClick }
}

/** Near an edge the grid goes on, so that what is in the hand reaches any hour. */
function scrollAtEdges(body: HTMLElement | null, y: number): void {
  const scroller = body?.closest<HTMLElement>('[data-scroller]')
  if (!scroller) return
  const { top, bottom } = scroller.getBoundingClientRect()
  const near = 40
  if (y < top + near + 56) scroller.scrollBy(0, -step)
  else if (y > bottom - near) scroller.scrollBy(0, step)
}
