import { type RefObject, useEffect, useRef } from 'react'

/**
 * Takes the focus into what opened beside the conversation, or on a phone above it, and back to the message that it was
 * opened from: left on that message, the letters of an answer would be its keys.
 */
export function useAsideFocus(target: RefObject<{ focus: () => void } | null>, isReady: boolean): void {
  const opener = useRef(document.activeElement?.closest<HTMLElement>('[data-message]') ?? null)
  const isTaken = useRef(false)
  useEffect(() => {
    if (!isReady || isTaken.current) return
    // The page takes the focus for what was opened only after this.
    const frame = requestAnimationFrame(() => {
      isTaken.current = true
      target.current?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [target, isReady])
  useEffect(() => {
    const { current } = opener
    return () => queueMicrotask(() => current?.focus({ preventScroll: true }))
  }, [])
}
