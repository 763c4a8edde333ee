import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Row } from './timeline.ts'

/** Older messages are asked for when so little is left above, in pixels. */
const nearTop = 600
/** Who is so near to the end follows what comes. */
const nearEnd = 60

type Wanted = { readonly type: 'end' } | { readonly type: 'message'; readonly seq: number }

/** Which rows are in the page, and where: what is read stays where it is when rows come above or below. */
export function useRows(options: {
  rows: readonly Row[]
  scroller: RefObject<HTMLDivElement | null>
  /** A row that holds the focus stays in the page. */
  keepIndex: number | null
  /** It is known where reading stopped. */
  isSettled: boolean
}) {
  const { rows, scroller, keepIndex, isSettled } = options
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => (rows[index]?.type === 'message' ? 64 : 44),
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: nearEnd,
    paddingEnd: 8,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      const isMissing = keepIndex !== null && keepIndex < rows.length && !shown.includes(keepIndex)
      return isMissing ? [...shown, keepIndex].sort((a, b) => a - b) : shown
    },
  })
  const [edges, setEdges] = useState({ isAtEnd: true, isNearTop: false })
  const wanted = useRef<Wanted | null>(null)
  const hasStarted = useRef(false)
  const [, setWish] = useState(0)

  useLayoutEffect(() => {
    if (hasStarted.current || rows.length === 0) return
    hasStarted.current = isSettled
    const unread = rows.findIndex(({ type }) => type === 'new')
    if (unread >= 0) virtualizer.scrollToIndex(unread, { align: 'start' })
    else virtualizer.scrollToEnd()
  }, [rows, isSettled, virtualizer])

  // What was asked for may only now have its row.
  useEffect(() => {
    const wish = wanted.current
    if (!wish) return
    if (wish.type === 'end') {
      wanted.current = null
      virtualizer.scrollToEnd()
      return
    }
    const index = rows.findIndex((row) => row.type === 'message' && row.shown.seq === wish.seq)
    if (index < 0) return
    wanted.current = null
    virtualizer.scrollToIndex(index, { align: 'center' })
  })

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= nearEnd
      const isNearTop = element.scrollTop < nearTop
      setEdges((known) => (known.isAtEnd === isAtEnd && known.isNearTop === isNearTop ? known : { isAtEnd, isNearTop }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const watch = new ResizeObserver(look)
    watch.observe(element)
    for (const child of element.children) watch.observe(child)
    return () => {
      element.removeEventListener('scroll', look)
      watch.disconnect()
    }
  }, [scroller])

  const wish = (next: Wanted) => {
    wanted.current = next
    setWish((count) => count + 1)
  }
  const items = virtualizer.getVirtualItems()
  const top = virtualizer.range ? rows[virtualizer.range.startIndex] : undefined
  return {
    items,
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    ...edges,
    /** The day of what stands at the top, while a line above does not say it. */
    dayAtTop: top?.type === 'message' && (virtualizer.scrollOffset ?? 0) > 0 ? top.shown.at : null,
    want: (seq: number) => wish({ type: 'message', seq }),
    wantEnd: () => wish({ type: 'end' }),
  }
}
