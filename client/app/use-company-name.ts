import { useQueryClient } from '@tanstack/react-query'
import { endpoints } from '#protocol/auth'
import { useFeedEntries } from '../live/use-feed-entries.ts'
import { queryKeyOf } from '../rest/queries.ts'

/** What the company is called stands in the session: renamed, it is read again. */
export function useCompanyNameKept(): void {
  const queries = useQueryClient()
  useFeedEntries(['employer.renamed'], () => {
    void queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.session) })
  })
}
