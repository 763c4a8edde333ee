import { useLocation, useSearch } from 'wouter'

/** What the address says beside the application: `?by=` one criterion, for all candidates in a row. */
export function useReviewAddress() {
  const [, navigate] = useLocation()
  const by = new URLSearchParams(useSearch()).get('by')
  const hrefOf = (applicationId: string, criterion = by): string =>
    `/review/${applicationId}${criterion === null ? '' : `?by=${encodeURIComponent(criterion)}`}`
  return {
    by,
    hrefOf,
    open: (applicationId: string, criterion = by) => navigate(hrefOf(applicationId, criterion)),
  }
}
