import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SignedInUser } from '#protocol/auth'
import { endpoints } from '#protocol/consultants'
import { keepAsking } from '../../rest/keep-asking.ts'
import { queryOf } from '../../rest/queries.ts'
import { refreshSession } from '../../rest/session.ts'

/**
 * My engagements over all companies. An invitation comes from a company whose feed I may not follow yet, so the page
 * asks again now and then, and whenever it is looked at.
 */
export function useMyEngagements({ memberships }: SignedInUser) {
  const queries = useQueryClient()
  const query = useQuery({
    ...queryOf(endpoints.listMyEngagements, { query: { limit: 200 } }),
    staleTime: 0,
    refetchInterval: keepAsking(10_000),
    refetchOnWindowFocus: 'always',
  })
  const items = query.data?.items
  const known = memberships.map(({ employerId }) => employerId as string).sort()
  const active = items?.filter(({ state }) => state === 'active').map(({ employerId }) => employerId as string)
  const isOther = active !== undefined && active.sort().join() !== known.join()
  // Begun or ended somewhere else: the rights that the pages go by follow.
  useEffect(() => {
    if (isOther) void refreshSession(queries).catch(() => undefined)
  }, [isOther, queries])
  return query
}
