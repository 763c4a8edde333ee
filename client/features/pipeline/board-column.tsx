import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Stage } from '#protocol/postings'
import css from './board.module.css'
import { BoardCard } from './board-card.tsx'
import { useBoardApi, useColumn, useColumnSummary } from './board-context.tsx'

/**
 * Every card is equally high, so that 5,000 need no measuring; on a phone whoever may move has a button on each. The
 * style sheet has the same numbers.
 */
const rowHeight = { usual: 84, withButton: 132 }

/** One stage: its name and figures, and as many of its cards as fit on the screen. */
export const BoardColumn = memo(function BoardColumn({ stage }: { stage: Stage }) {
  const { store, focus, isPhone, canMove } = useBoardApi()
  const height = isPhone && canMove ? rowHeight.withButton : rowHeight.usual
  const view = useColumn(stage.id)
  const scroller = useRef<HTMLDivElement>(null)
  const column = useRef<HTMLElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [lastFocused, setLastFocused] = useState<string | null>(null)
  const reading = useReading(stage.id)

  const stop = lastFocused !== null && view.ids.includes(lastFocused) ? lastFocused : (view.ids[0] ?? null)
  const stopRow = stop === null ? -1 : view.ids.indexOf(stop)
  const virtual = useVirtualizer({
    count: view.ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => view.ids[index] ?? index,
    overscan: 4,
    useFlushSync: false,
    // The card that Tab leads to, or that has the focus, must not be thrown away by scrolling.
    rangeExtractor: (range: Range) => {
      const rows = defaultRangeExtractor(range)
      return stopRow < 0 || rows.includes(stopRow) ? rows : [...rows, stopRow].sort((a, b) => a - b)
    },
  })

  useEffect(() => focus.column(stage.id, (row) => virtual.scrollToIndex(row)), [focus, stage.id, virtual])
  useEffect(() => {
    if (scroller.current === null || column.current === null) return
    return combine(
      dropTargetForElements({
        element: column.current,
        getData: () => ({ stage: stage.id }),
        canDrop: ({ source }) => source.data.kind === 'card',
        onDragEnter: () => setIsOver(true),
        onDragLeave: () => setIsOver(false),
        onDrop: () => setIsOver(false),
      }),
      autoScrollForElements({ element: scroller.current, canScroll: ({ source }) => source.data.kind === 'card' }),
    )
  }, [stage.id])

  return (
    <section ref={column} className={css.column} data-over={isOver || undefined} aria-labelledby={`stage-${stage.id}`}>
      <ColumnHead stage={stage} />
      {view.waiting.length > 0 && (
        <button
          type="button"
          className={css.waiting}
          onClick={() => {
            store.release(stage.id)
            scroller.current?.scrollTo({ top: 0 })
          }}
        >
          {view.waiting.length} new
        </button>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notices that somebody reads here. */}
      <div
        ref={scroller}
        className={css.scroller}
        onScroll={reading.scrolled}
        onPointerOver={reading.pointer}
        onPointerLeave={reading.pointer}
        onFocus={(event) => {
          setLastFocused(cardOf(event.target) ?? lastFocused)
          reading.focus(event)
        }}
        onBlur={reading.focus}
      >
        {view.ids.length === 0 ? (
          <Nobody stage={stage.id} />
        ) : (
          // biome-ignore lint/a11y/noRedundantRoles: without list markers, Safari does not call it a list.
          <ul role="list" className={css.list} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((row) => {
              const id = view.ids[row.index]
              if (id === undefined) return null
              return (
                <BoardCard
                  key={id}
                  id={id}
                  stage={stage.id}
                  gone={view.gone.has(id)}
                  tabbable={id === stop}
                  position={row.index + 1}
                  of={view.ids.length}
                  top={row.start}
                />
              )
            })}
          </ul>
        )}
      </div>
    </section>
  )
})

/** A filter that leaves nobody is not mistaken for a stage in which nobody is. */
function Nobody({ stage }: { stage: string }) {
  const hidden = useColumnSummary(stage)?.inPlay ?? 0
  return <p className={css.nobody}>{hidden === 0 ? 'Nobody here' : `${hidden} hidden by the filters`}</p>
}

function ColumnHead({ stage }: { stage: Stage }) {
  const summary = useColumnSummary(stage.id)
  const shown = summary?.shown ?? 0
  const days = summary?.medianDays ?? null
  return (
    <header className={css.head}>
      <h2 id={`stage-${stage.id}`} className={css.stageName} title={stage.name}>
        {stage.name}
      </h2>
      <span className={css.count}>
        {shown}
        <span className={css.hidden}> {shown === 1 ? 'candidate' : 'candidates'}</span>
      </span>
      {days !== null && (
        <span
          className={css.median}
          title="Half of the candidates shown here have been in this stage for at least so long"
        >
          median {days === 0 ? '<1' : days} d
        </span>
      )}
    </header>
  )
}

const cardOf = (target: EventTarget) => (target instanceof HTMLElement ? (target.dataset.card ?? null) : null)

/** Says when somebody reads the column: a pointer on a card, the focus inside, or scrolled away from the top. */
function useReading(stage: string) {
  const { store } = useBoardApi()
  return useMemo(() => {
    const signs = { pointer: false, focus: false, scrolled: false }
    const say = (sign: keyof typeof signs, value: boolean) => {
      if (signs[sign] === value) return
      signs[sign] = value
      store.read(stage, signs.pointer || signs.focus || signs.scrolled)
    }
    return {
      pointer: (event: PointerEvent<HTMLElement>) =>
        say(
          'pointer',
          event.type === 'pointerover' && event.target instanceof Element && event.target.closest('li') !== null,
        ),
      focus: (event: FocusEvent<HTMLElement>) =>
        say(
          'focus',
          event.type === 'focus' ||
            (event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)),
        ),
      scrolled: (event: { currentTarget: HTMLElement }) => say('scrolled', event.currentTarget.scrollTop > 24),
    }
  }, [store, stage])
}
