import type { KeyboardEvent } from 'react'

/** Escape closes, unless something inside has used it already. */
export const useClosingKey = (onClose: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Escape' || event.defaultPrevented) return
  event.preventDefault()
  onClose()
}
