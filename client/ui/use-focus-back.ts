import { useEffect, useRef } from 'react'

/**
 * For a button that gives way to a form: once it is back, it has the focus that the form took along.
 * @param isAway while the form stands in its place
 */
export function useFocusBack<Element extends HTMLElement>(isAway: boolean) {
  const element = useRef<Element>(null)
  const wasAway = useRef(false)
  useEffect(() => {
    if (wasAway.current && !isAway) element.current?.focus()
    wasAway.current = isAway
  }, [isAway])
  return element
}
