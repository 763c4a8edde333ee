import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { membersQuery } from './members-query.ts'
import { useMembership } from './membership.tsx'

/** Names of colleagues by id. Those who may not read the team (consultants) get words that are true anyway. */
export function useColleagues(): (userId: string | null) => string {
  const { employerId, user, may } = useMembership()
  const { data } = useQuery({
    ...membersQuery(employerId),
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
