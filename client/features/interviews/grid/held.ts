import { carried, drawn, spanAt, stretched, usualLength } from '../gestures.ts'
import { clockAt, type Day, dayAt, type Place, type Span } from '../zone-days.ts'

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

/** A pointer that went down on the grid. */
export interface Press {
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

export const isSame = (a: Span, b: Span) => a.from === b.from && a.to === b.to

export const placeFor = ({ from, to }: Span, top: number): Place => ({ top, bottom: top + (to - from) / 60_000 })

/** What the pointer holds where it is now. */
export function heldOf(
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

/** What a tap on empty time means where there is no dragging. */
export const tapped = (minutes: number): Place => drawn(minutes, minutes + usualLength, false)
