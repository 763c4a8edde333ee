import { type ComponentType, useEffect, useState } from 'react'

/** Makes room for toasts once the page has settled: they are not needed for the first sight of it. */
export function Toaster() {
  const [Host, setHost] = useState<ComponentType | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    // Not a lazy component: without a connection that would take the whole page down with it.
    const load = () =>
      import('./toast-host.tsx').then(
        ({ default: Loaded }) => setHost(() => Loaded),
        () => {
          timer = setTimeout(() => void load(), 3000)
        },
      )
    timer = setTimeout(() => void load(), 1500)
    return () => clearTimeout(timer)
  }, [])
  return Host ? <Host /> : null
}
