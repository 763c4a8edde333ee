import { type ReactNode, useEffect, useState } from 'react'

/** What opened a dialog; of what was chosen in a menu, which is gone by then, the button of the menu. */
function openerOf(focused: Element | null): Element | null {
  const button = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return button ? document.getElementById(button) : focused
}

/**
 * Stands around the content of every dialog (theme.ts) and gives the focus back to what opened it. The library does so
 * only where a dialog is closed and stays mounted; most of ours exist only while they are open. Whoever puts the focus
 * elsewhere is not disturbed.
 */
export function FocusReturn({ children }: { children?: ReactNode }) {
  // Read while the dialog is drawn first: by the time of an effect it has taken the focus.
  const [opener] = useState(() => openerOf(document.activeElement))
  useEffect(
    () => () => {
      // After the effects of what comes instead of the dialog: where they put the focus, it stays.
      queueMicrotask(() => {
        if (document.activeElement === document.body && opener instanceof HTMLElement)
          opener.focus({ preventScroll: true })
      })
    },
    [opener],
  )
  return children
}
