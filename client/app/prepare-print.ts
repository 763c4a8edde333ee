const scheme = 'data-mantine-color-scheme'

/** What is printed is dark on light, whatever the screen looks like, with everything in it that unfolds. */
export function preparePrint(): void {
  const root = document.documentElement
  let putBack: (() => void) | null = null
  matchMedia('print').addEventListener('change', ({ matches }) => {
    putBack?.()
    putBack = null
    if (!matches) return
    const onScreen = root.getAttribute(scheme)
    const folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')]
    root.setAttribute(scheme, 'light')
    for (const details of folded) details.open = true
    putBack = () => {
      if (onScreen !== null) root.setAttribute(scheme, onScreen)
      for (const details of folded) details.open = false
    }
  })
}
