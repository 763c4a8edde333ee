import { type RefObject, useEffect, useRef } from 'react'

/** Lets an element glow once whenever `change` becomes another value; not for the first one, which nobody saw change. */
export function useGlowOnce<E extends HTMLElement>(change: string | number | null | undefined): RefObject<E | null> {
  const element = useRef<E>(null)
  const seen = useRef(change)
  useEffect(() => {
    if (seen.current === change) return
    seen.current = change
    const target = element.current
    if (!target) return
    target.classList.remove('cv-glow')
    // Reading a layout value makes the browser notice the removal, so that the same animation can start again.
    void target.offsetWidth
    target.classList.add('cv-glow')
  }, [change])
  return element
}
