import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { type KeyboardEvent, useRef } from 'react'
import { nudge, spanAt } from '../gestures.ts'
import { clockAt, dayAt, type Span } from '../zone-days.ts'
import { momentWords } from '../zone-words.ts'
import { type Held, isSame, placeFor } from './held.ts'
import type { GridDrag } from './use-grid-drag.ts'

/** Lifts, carries and drops the block that has the focus: everything a drag does, by keys. */
export function useKeyCarry(grid: GridDrag, held: Held | null, setHeld: (held: Held | null) => void) {
  const { columns, zone } = grid
  const lifted = useRef<{ id: string; span: Span } | null>(null)

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
  return { onKeyDown, onBlur, isLifted: () => lifted.current !== null }
}
