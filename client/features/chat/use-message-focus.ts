import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { Row } from './timeline.ts'

/** One message of the list can be reached by Tab; arrows go from there, and Escape leads back to writing. */
export function useMessageFocus(rows: readonly Row[], scroller: RefObject<HTMLDivElement | null>, onWrite: () => void) {
  const [key, setKey] = useState<string | null>(null)
  const known = rows.findIndex((row) => row.key === key)
  const newest = rows.findLastIndex(({ type }) => type === 'message')
  const index = known >= 0 ? known : newest

  const go = (from: number, step: 1 | -1) => {
    let next = from + step
    while (rows[next] && rows[next]?.type !== 'message') next += step
    const row = rows[next]
    if (!row) return
    setKey(row.key)
    // The row may come into the page only with this change.
    requestAnimationFrame(() => {
      const element = scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] [data-message]`)
      element?.focus({ preventScroll: true })
      element?.scrollIntoView({ block: 'nearest' })
    })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    const at = Number(target.closest('[data-index]')?.getAttribute('data-index') ?? -1)
    if (at < 0) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onWrite()
    } else if (target.hasAttribute('data-message') && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      go(at, event.key === 'ArrowUp' ? -1 : 1)
    }
  }
  return { index: index >= 0 ? index : null, isTabStop: (at: number) => at === index, onKeyDown }
}
