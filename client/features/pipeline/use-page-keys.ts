import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useEffect, useEffectEvent } from 'react'
import type { Stage } from '#protocol/postings'
import type { BoardStore } from './board-store.ts'
import { canBeMoved } from './card-actions.ts'
import type { Press } from './keys.ts'

export type PaneKey = 'next' | 'before' | 'move' | 'reject' | 'schedule'

const paneKeys: Readonly<Record<string, PaneKey>> = { j: 'next', k: 'before', m: 'move', r: 'reject', s: 'schedule' }

/** What a key asks for while a candidate is open. 1 to 5 belong to the review of a candidate. */
export function paneKeyOf(press: Press): PaneKey | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return null
  return paneKeys[press.key.toLowerCase()] ?? null
}

/** The candidate before or after this one, as the board shows them: down a column, then on to the next. */
export function neighbour(store: BoardStore, stages: readonly Stage[], candidateId: string, by: 1 | -1): string | null {
  const shown = stages.flatMap(({ id }) => {
    const { ids, gone } = store.column(id)
    return ids.filter((card) => !gone.has(card))
  })
  const at = shown.findIndex((id) => store.record(id)?.candidateId === candidateId)
  // Who is open may have been filtered away: then one begins at the top.
  const next = at < 0 ? 0 : at + by
  const id = shown[next]
  return (id === undefined ? undefined : store.record(id)?.candidateId) ?? null
}

interface PageKeys {
  readonly store: BoardStore
  readonly stages: readonly Stage[]
  /** The open candidate; null: nobody is. */
  readonly candidateId: string | null
  readonly canMove: boolean
  readonly onKeys: () => void
  readonly goTo: (candidateId: string) => void
  readonly onMove: (applicationId: string) => void
  readonly onReject: (applicationId: string) => void
  readonly onSchedule: (applicationId: string) => void
}

/** Keys that need no card under the focus: `?` for all keys, and those beside an open candidate. */
export function usePageKeys(page: PageKeys): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isElsewhere(event.target)) return
    if (event.key === '?' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      page.onKeys()
      return
    }
    const { store, stages, candidateId } = page
    const key = candidateId === null ? null : paneKeyOf(event)
    if (candidateId === null || key === null) return
    if (key === 'next' || key === 'before') {
      event.preventDefault()
      const to = neighbour(store, stages, candidateId, key === 'next' ? 1 : -1)
      if (to === null) announce(key === 'next' ? 'This is the last candidate.' : 'This is the first candidate.')
      else page.goTo(to)
      return
    }
    const card = [...store.all()].find((one) => one.candidateId === candidateId)
    if (card === undefined || !page.canMove) return
    if (key !== 'move' && !canBeMoved(card)) return
    event.preventDefault()
    if (key === 'move') page.onMove(card.id)
    else if (key === 'reject') page.onReject(card.id)
    else page.onSchedule(card.id)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Where letters are written, or a dialog or menu has the keys. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]') !== null
