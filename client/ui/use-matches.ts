import { useCallback, useRef, useSyncExternalStore } from 'react'

const print = window.matchMedia('print')

/**
 * Whether a media query holds now. While the page is printed it stays as it was on the screen: paper is as narrow as a
 * small window, and what is shown would become another just as its pages are counted.
 */
export function useMatches(query: string): boolean {
  const onScreen = useRef<boolean | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => {
    if (onScreen.current === null || !print.matches) onScreen.current = window.matchMedia(query).matches
    return onScreen.current
  })
}
