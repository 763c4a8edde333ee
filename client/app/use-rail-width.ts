import { useCallback, useState } from 'react'

const place = 'clearview.rail'

const remembered = (): boolean => {
  try {
    return localStorage.getItem(place) === 'narrow'
  } catch {
    return false
  }
}

/** Whether the rail shows icons alone; remembered on this device. */
export function useRailWidth() {
  const [isNarrow, setIsNarrow] = useState(remembered)
  const toggle = useCallback(() => {
    setIsNarrow((was) => {
      try {
        localStorage.setItem(place, was ? 'wide' : 'narrow')
      } catch {
        // Forbidden storage: the width lasts as long as the page.
      }
      return !was
    })
  }, [])
  return { isNarrow, toggle }
}
