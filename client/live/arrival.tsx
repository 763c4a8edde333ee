import { type Query, useIsFetching, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import classes from './arrival.module.css'

/** Milliseconds after which what is there is shown: one answer that hangs does not hold up all the others. */
const patience = 5000

interface ArrivalProps {
  /** Ids or paths, one of which is in the key of whatever is waited for. */
  readonly of: readonly string[]
  /** False until reading begins; left out: it begins at once. */
  readonly mayRead?: boolean
  readonly skeleton: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** Shows its children when all that they read first is there, so that nothing comes in above what one is about to press. */
export function Arrival({ of, mayRead, skeleton, className, children }: ArrivalProps) {
  const hasArrived = useHasArrived(of, mayRead)
  return (
    <div className={className}>
      {!hasArrived && skeleton}
      <div className={hasArrived ? classes.arrived : classes.arriving}>{children}</div>
    </div>
  )
}

/** Whether all is there that is read of these at first. What failed, or waits for a connection, is not waited for. */
export function useHasArrived(of: readonly string[], mayRead = true): boolean {
  const queries = useQueryClient()
  const [hasArrived, setHasArrived] = useState(false)
  const isAwaited = ({ queryKey, state }: Query) => {
    const key = JSON.stringify(queryKey)
    return state.data === undefined && state.fetchFailureCount === 0 && of.some((part) => key.includes(part))
  }
  // Drawn again as reads begin and end; how many there are is asked below, when those that this drawing begins have begun.
  useIsFetching({ predicate: isAwaited })
  useEffect(() => {
    if (mayRead && !hasArrived && queries.isFetching({ predicate: isAwaited }) === 0) setHasArrived(true)
  })
  useEffect(() => {
    const timer = setTimeout(() => setHasArrived(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return hasArrived
}
