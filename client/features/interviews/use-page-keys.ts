import { useEffect, useEffectEvent } from 'react'

export type PageKey = 'new' | 'today' | 'before' | 'next' | 'day' | 'week' | 'agenda'

const keys: Readonly<Record<string, PageKey>> = {
  n: 'new',
  t: 'today',
  d: 'day',
  w: 'week',
  l: 'agenda',
  ArrowLeft: 'before',
  ArrowRight: 'next',
}

/** Where letters are written, or a dialog, a menu, or a lifted interview has the keys. */
const elsewhere =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="radiogroup"], [data-interview]'

/** Keys of the calendar that need no focus of their own. */
export function usePageKeys(act: (key: PageKey) => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.target instanceof Element && event.target.closest(elsewhere)) return
    const key = keys[event.key]
    if (key === undefined) return
    event.preventDefault()
    act(key)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
