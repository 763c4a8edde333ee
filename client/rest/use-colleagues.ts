import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { endpoints } from '#protocol/team'
import { useMembership } from './membership.tsx'
import { queryOf } from './queries.ts'

/** Names of colleagues by id. Those who may not read the team (consultants) get words that are true anyway. */
export function useColleagues(): (userId: string | null) => string {
  const { employerId, user, may } = useMembership()
  const { data } = useQuery({
    ...queryOf(endpoints.listMembers, { params: { employerId }, query: { limit: 200 } }),
    enabled: may('team.read'),
    staleTime: 60_000,
  })
  return useCallback(
    (userId) => {
      if (userId === null) return 'Somebody'
      if (userId === user.id) return 'You'
      return data?.items.find((member) => member.id === userId)?.name ?? 'A colleague'
    },
    [data, user.id],
  )
}
