import { type Query, useIsFetching, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/**
 * Whether all that a candidate's pane reads about them when it opens is there, so that nothing comes in later above what
 * somebody is about to press. What failed, or waits for a connection, is not waited for; once true, it stays so.
 */
export function useHasArrived(ids: readonly string[]): boolean {
  const queries = useQueryClient()
  const [hasArrived, setHasArrived] = useState(false)
  const isAwaited = ({ queryKey, state }: Query) => {
    const key = JSON.stringify(queryKey)
    return state.data === undefined && state.fetchFailureCount === 0 && ids.some((id) => key.includes(id))
  }
  // Drawn again as reads begin and end; how many there are is asked below, when those that this drawing begins have begun.
  useIsFetching({ predicate: isAwaited })
  useEffect(() => {
    if (!hasArrived && queries.isFetching({ predicate: isAwaited }) === 0) setHasArrived(true)
  })
  return hasArrived
}
