import { useCallback, useMemo } from 'react'
import { useLocation, useSearch } from 'wouter'
import { type Filters, readFilters, writeFilters } from './filters.ts'

export interface Address {
  readonly filters: Filters
  /** The candidate open beside the board. */
  readonly candidateId: string | null
  /** The stage that a phone shows. */
  readonly stage: string | null
  readonly setFilters: (filters: Filters) => void
  readonly setStage: (stage: string) => void
  readonly open: (candidateId: string | null) => void
  /** Opens another candidate in the place of the open one: Back still closes it. */
  readonly goTo: (candidateId: string) => void
  readonly hrefOf: (candidateId: string) => string
}

/** Everything that the address says about the board, and how it is changed. */
export function useAddress(jobId: string): Address {
  const search = useSearch()
  const [, navigate] = useLocation()
  const path = `/pipeline/${encodeURIComponent(jobId)}`
  const hrefWith = useCallback(
    (change: (params: URLSearchParams) => void) => {
      // Read at the time of the click: cards are not drawn again when the address changes.
      const params = new URLSearchParams(window.location.search)
      change(params)
      const rest = params.toString()
      return rest === '' ? path : `${path}?${rest}`
    },
    [path],
  )
  const actions = useMemo(
    () => ({
      // Typing into a filter leaves no trail of addresses; opening a candidate does, so that Back closes it.
      setFilters: (filters: Filters) =>
        navigate(`${path}?${writeFilters(new URLSearchParams(window.location.search), filters)}`.replace(/\?$/, ''), {
          replace: true,
        }),
      setStage: (stage: string) =>
        navigate(
          hrefWith((params) => params.set('stage', stage)),
          { replace: true },
        ),
      open: (candidateId: string | null) =>
        navigate(
          hrefWith((params) =>
            candidateId === null ? params.delete('candidate') : params.set('candidate', candidateId),
          ),
        ),
      goTo: (candidateId: string) =>
        navigate(
          hrefWith((params) => params.set('candidate', candidateId)),
          { replace: true },
        ),
      hrefOf: (candidateId: string) => hrefWith((params) => params.set('candidate', candidateId)),
    }),
    [navigate, path, hrefWith],
  )
  return useMemo(() => {
    const params = new URLSearchParams(search)
    return {
      filters: readFilters(params),
      candidateId: params.get('candidate'),
      stage: params.get('stage'),
      ...actions,
    }
  }, [search, actions])
}
