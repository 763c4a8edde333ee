import { useSyncExternalStore } from 'react'
import { ErrorState } from '../ui/error-state.tsx'
import { PageSkeleton } from '../ui/skeletons.tsx'
import { partsWaiting } from './load-part.ts'

/** Stands for a page whose code is on its way, or cannot come now. */
export function Coming() {
  const isCutOff = useSyncExternalStore(partsWaiting.subscribe, partsWaiting.get) > 0
  return isCutOff ? <NotLoadedYet /> : <PageSkeleton />
}

export function NotLoadedYet() {
  return (
    <ErrorState
      title="This page is not loaded yet"
      message="There is no connection at the moment. It comes by itself when the connection is back."
    />
  )
}
