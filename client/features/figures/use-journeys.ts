import { endpoints, type Journey } from '#protocol/analytics'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { call } from '../../rest/call.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { applicationEntries } from './topics.ts'

/** All ways through a posting's pipeline; the pages are small, and there are as many as applications. */
export function useJourneys(jobId: string | null) {
  const { employerId } = useMembership()
  const params = { employerId, jobId: jobId ?? '' }
  return useLiveQuery<readonly Journey[], readonly unknown[]>(
    {
      queryKey: queryKeyOf(endpoints.listJourneys, { params }),
      enabled: jobId !== null,
      queryFn: async ({ signal }) => {
        const all: Journey[] = []
        for (let cursor: string | null = ''; cursor !== null; ) {
          const query: { limit: number; cursor?: string } = { limit: 1000, ...(cursor ? { cursor } : {}) }
          const page = await call(endpoints.listJourneys, { params, query, signal })
          all.push(...page.items)
          cursor = page.nextCursor
        }
        return all
      },
    },
    applicationEntries,
    1000,
  )
}
