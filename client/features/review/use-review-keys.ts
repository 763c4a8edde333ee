import { useEffect, useEffectEvent } from 'react'
import { actionOf, type KeyAction } from './keys.ts'

/**
 * Hears keys on the whole page, so that nobody has to look for where the focus is. Dialogs keep theirs.
 * @param act answers whether the key was meant for it
 */
export function useReviewKeys(act: (action: KeyAction) => boolean): void {
  const hear = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null
    if (event.defaultPrevented || target?.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return
    const isInText =
      target !== null && (target.isContentEditable || target.matches('textarea, input:not([type=radio])'))
    const action = actionOf(event, isInText)
    if (action === null) return
    // The shared texts have keys of their own.
    if (target?.isContentEditable && action.kind !== 'leave-text') return
    if (act(action)) event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
