import { type MouseEvent, useEffect, useRef } from 'react'
import type { Interview } from '#protocol/interviews'
import { useNow } from '../../../ui/use-now.ts'
import { clashesAt, clashWords, type PartyTime } from '../busy.ts'
import type { Glow } from '../calendar-store.ts'
import { spanAt } from '../gestures.ts'
import { canBeMoved, labelOf, spanOf } from '../state-words.ts'
import { clockAt, type Day, dayAt, instantAt, minutesOfDay, type Span } from '../zone-days.ts'
import { zonesAt } from '../zone-words.ts'
import { ColumnHead, Ghost, Hours } from './around.tsx'
import { DayColumn } from './day-column.tsx'
import css from './grid.module.css'
import { type GridColumn, tapped } from './held.ts'
import { useGridDrag } from './use-grid-drag.ts'

export interface Column extends GridColumn {
  /** Whose column it is, where people stand side by side; null: a day of everybody. */
  readonly party: string | null
  readonly title: string
}

export interface TimeGridProps {
  readonly columns: readonly Column[]
  readonly zone: string
  readonly interviews: readonly Interview[]
  readonly pending: ReadonlyMap<string, unknown>
  readonly glows: ReadonlyMap<string, Glow>
  /** Whose times are drawn behind the interviews, in the order of their hues. */
  readonly parties: readonly PartyTime[]
  /** My own hours where nobody was chosen; null: nothing is shaded. */
  readonly myHours: readonly Span[] | null
  /** Times of those whom the block in the hand is about. */
  readonly concerned: readonly PartyTime[]
  readonly openId: string | null
  readonly canSchedule: (interview: Interview | null) => boolean
  readonly hrefOf: (id: string) => string
  readonly dayHref: (day: Day) => string
  readonly onOpen: (id: string) => void
  readonly onNear: (id: string | null) => void
  readonly onDraw: (span: Span, party: string | null) => void
  readonly onMove: (id: string, span: Span) => void
}

/** Days or people side by side, hour by hour: what is, who is busy, and the place to drag. */
export function TimeGrid(props: TimeGridProps) {
  const { columns, zone, interviews, concerned, canSchedule, onDraw, onMove } = props
  const body = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const now = useNow()
  const byId = new Map(interviews.map((one) => [one.id as string, one]))
  const warn = (span: Span, id: string | null) => clashWords(clashesAt(span, concerned, id))
  const drag = useGridDrag({
    ...{ columns, body, zone },
    canDraw: canSchedule(null),
    find: (id) => {
      const one = byId.get(id)
      return one !== undefined && canSchedule(one) && canBeMoved(one) ? spanOf(one) : null
    },
    onDraw: (span, key) => onDraw(span, columns.find((column) => column.key === key)?.party ?? null),
    onDrop: onMove,
    warn,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks for the morning once per zone, not with each change.
  useEffect(() => {
    const first = interviews.flatMap((one) => {
      const span = spanOf(one)
      return span !== null && columns.some(({ day }) => day === dayAt(span.from, zone))
        ? [clockAt(span.from, zone)]
        : []
    })
    const minutes = Math.min(8 * 60, ...first) - 30
    const hour = (body.current?.querySelector<HTMLElement>('[data-column]')?.offsetHeight ?? 0) / 24
    scroller.current?.scrollTo({ top: (Math.max(0, minutes) / 60) * hour })
  }, [zone])

  const openByClick = (id: string, event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    if (!drag.isDragClick()) props.onOpen(id)
  }
  const middays = columns.map(({ day }) => instantAt(day, minutesOfDay / 2, zone))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard.
    <section className={css.scroller} ref={scroller} data-scroller="" tabIndex={0} aria-label="Calendar">
      <p id="how-to-move" className="cv-visually-hidden">
        Space lifts the interview, then arrows move it.
      </p>
      <div className={css.table} ref={(element) => element?.style.setProperty('--columns', String(columns.length))}>
        <div className={css.corner}>{zonesAt(middays, zone).join(' ')}</div>
        {columns.map((column) => (
          <ColumnHead key={column.key} column={column} {...props} isToday={column.day === dayAt(now, zone)} />
        ))}
        <Hours />
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside have the focus; the form does the same. */}
        <div
          ref={body}
          style={{ display: 'contents' }}
          onPointerDown={drag.onPointerDown}
          onKeyDown={drag.onKeyDown}
          onBlur={drag.onBlur}
        >
          {columns.map((column) => (
            <DayColumn
              key={column.key}
              {...props}
              column={column}
              now={now}
              heldId={drag.held?.id ?? null}
              onOpenClick={openByClick}
              onTap={(minutes) => {
                const { top, bottom } = tapped(minutes)
                onDraw(spanAt(column.day, top, (bottom - top) * 60_000, zone), column.party)
              }}
            >
              {drag.held?.column === column.key ? (
                <Ghost
                  held={drag.held}
                  zone={zone}
                  name={nameOf(byId.get(drag.held.id ?? ''))}
                  clash={warn(drag.held.span, drag.held.id)}
                />
              ) : null}
            </DayColumn>
          ))}
        </div>
      </div>
    </section>
  )
}

const nameOf = (interview: Interview | undefined) => (interview === undefined ? null : labelOf(interview))
