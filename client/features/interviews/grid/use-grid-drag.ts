import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { carried, drawn, nudge, spanAt, step, stretched, usualLength } from '../gestures.ts'
import { clockAt, type Day, dayAt, minutesOfDay, type Place, type Span } from '../zone-days.ts'
import { momentWords } from '../zone-words.ts'

/** What is in the hand: drawn on empty time, carried as a block, or made longer or shorter. */
export interface Held {
  readonly kind: 'draw' | 'carry' | 'stretch'
  /** Of the interview; null: one that is drawn. */
  readonly id: string | null
  readonly column: string
  readonly day: Day
  readonly place: Place
  readonly span: Span
}

export interface GridColumn {
  readonly key: string
  readonly day: Day
}

interface GridDrag {
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

interface Press {
  readonly kind: Held['kind']
  readonly id: string | null
  readonly x: number
  readonly y: number
  /** Minutes between the pointer and the top of the block. */
  readonly grip: number
  readonly anchor: number
  readonly span: Span | null
  readonly column: string
  hasMoved: boolean
}

/** Draws, carries and stretches interviews on the grid, by pointer and by keys. */
export function useGridDrag(grid: GridDrag) {
  const { columns, body, zone } = grid
  const [held, setHeld] = useState<Held | null>(null)
  const press = useRef<Press | null>(null)
  /** By key: the block that has the focus was lifted. */
  const lifted = useRef<{ id: string; span: Span } | null>(null)
  const suppressesClick = useRef(false)

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
    if (event.button !== 0 || event.pointerType === 'touch' || lifted.current) return
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

  const letGo = () => {
    lifted.current = null
    setHeld(null)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-interview]')?.dataset['interview']
    if (id === undefined) return
    const inHand = lifted.current
    if (inHand && (event.key === 'Escape' || event.key === 'Tab')) {
      if (event.key === 'Escape') event.preventDefault()
      event.stopPropagation()
      letGo()
      announce('Put back.')
      return
    }
    if (event.key === ' ' || (inHand && event.key === 'Enter')) {
      event.preventDefault()
      if (!inHand) return lift(id)
      if (held && !isSame(held.span, inHand.span)) grid.onDrop(id, held.span)
      letGo()
      return
    }
    if (!inHand || !held) return
    const next = nudge({ day: held.day, top: held.place.top }, event.key, event.shiftKey)
    if (!next) return
    event.preventDefault()
    const column = columns.find(({ day }) => day === next.day)
    if (!column) {
      announce('The next day is in another week. Open the interview to choose a day.')
      return
    }
    const span = spanAt(next.day, next.top, inHand.span.to - inHand.span.from, zone)
    setHeld({ ...held, column: column.key, day: next.day, place: placeFor(span, next.top), span })
    announce([momentWords(span.from, zone), grid.warn(span, id)].filter(Boolean).join('. '))
  }
  const lift = (id: string) => {
    const span = grid.find(id)
    const day = span === null ? null : dayAt(span.from, zone)
    const column = columns.find((one) => one.day === day)
    if (!span || !column || day === null) {
      announce('This interview cannot be moved.')
      return
    }
    lifted.current = { id, span }
    const top = clockAt(span.from, zone)
    setHeld({ kind: 'carry', id, column: column.key, day, place: placeFor(span, top), span })
    announce(
      'Lifted. Arrows move it by a quarter of an hour or a day, Shift by an hour, Space drops, Escape puts back.',
    )
  }
  const onBlur = () => {
    if (lifted.current) letGo()
  }
  /** Tells links whether a click is really one. */
  const isDragClick = () => suppressesClick.current
  return { held, onPointerDown, onKeyDown, onBlur, isDragClick }
}

const isSame = (a: Span, b: Span) => a.from === b.from && a.to === b.to

const placeFor = ({ from, to }: Span, top: number): Place => ({ top, bottom: top + (to - from) / 60_000 })

function heldOf(
  press: Press,
  here: { column: GridColumn; minutes: number },
  columns: readonly GridColumn[],
  zone: string,
): Held {
  const { kind, id, span, anchor, grip } = press
  if (kind === 'draw' || span === null) {
    // Drawing stays in the day it began in.
    const column = columns.find(({ key }) => key === press.column) ?? here.column
    const place = drawn(anchor, here.minutes, press.hasMoved)
    const lasts = (place.bottom - place.top) * 60_000
    return { kind, id, column: column.key, day: column.day, place, span: spanAt(column.day, place.top, lasts, zone) }
  }
  const lasts = span.to - span.from
  if (kind === 'stretch') {
    const day = dayAt(span.from, zone)
    const place = stretched(placeFor(span, clockAt(span.from, zone)), here.minutes - anchor)
    const to = span.from + (place.bottom - place.top) * 60_000
    return { kind, id, column: press.column, day, place, span: { from: span.from, to } }
  }
  const place = carried({ top: 0, bottom: lasts / 60_000 }, here.minutes - grip)
  const { key, day } = here.column
  return { kind, id, column: key, day, place, span: spanAt(day, place.top, lasts, zone) }
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

/** What a tap on empty time means where there is no dragging. */
export const tapped = (minutes: number): Place => drawn(minutes, minutes + usualLength, false)
