import { type RefObject, useEffect, useRef } from 'react'

/** Lets an element glow once whenever `change` becomes another value. */
export function useGlowOnce<E extends HTMLElement>(change: string | number | null | undefined): RefObject<E | null> {
  const element = useRef<E>(null)
  const seen = useRef(change)
  useEffect(() => {
    const before = seen.current
    if (before === change) return
    seen.current = change
    // The first value is news to nobody: it was only loading.
    if (before === null || before === undefined) return
    const target = element.current
    if (!target) return
    target.classList.remove('cv-glow')
    // Reading a layout value makes the browser notice the removal, so that the same animation can start again.
    void target.offsetWidth
    target.classList.add('cv-glow')
  }, [change])
  return element
}
