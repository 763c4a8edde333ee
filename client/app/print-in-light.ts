const scheme = 'data-mantine-color-scheme'

/** Paper is white: whatever the screen looks like, what is printed is dark on light. */
export function printInLight(): void {
  const root = document.documentElement
  let onScreen: string | null = null
  matchMedia('print').addEventListener('change', ({ matches }) => {
    if (matches) {
      onScreen = root.getAttribute(scheme)
      root.setAttribute(scheme, 'light')
    } else if (onScreen !== null) root.setAttribute(scheme, onScreen)
  })
}
