import { lazy, Suspense, useEffect, useState } from 'react'

const ToastHost = lazy(() => import('./toast-host.tsx'))

/** Makes room for toasts once the page has settled: they are not needed for the first sight of it. */
export function Toaster() {
  const [hasSettled, setHasSettled] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setHasSettled(true), 1500)
    return () => clearTimeout(timer)
  }, [])
  return hasSettled ? (
    <Suspense>
      <ToastHost />
    </Suspense>
  ) : null
}
