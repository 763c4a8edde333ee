import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type Candidate, endpoints } from '#protocol/candidates'
import type { FeedType } from '#protocol/feed'
import { type Live, useIsLive } from '../../../live/live.ts'
import { useFeedEntries } from '../../../live/use-feed-entries.ts'
import { isGone } from '../../../live/use-live-query.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../../rest/queries.ts'

export const candidateEntries = [
  'application.received',
  'application.moved',
  'application.selected',
  'application.unselected',
  'application.held',
  'application.resumed',
  'application.rejected',
  'application.withdrawn',
  'application.hired',
  'application.viewed',
  'candidate.revealed',
  'candidate.updated',
  'candidate.erased',
] as const satisfies readonly FeedType[]

/** One candidate, read again when an entry is about them; others' entries cost nothing. */
export function useCandidate(candidateId: string): Live<Candidate> & { readonly keep: (candidate: Candidate) => void } {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const isLive = useIsLive()
  const request = { params: { employerId, candidateId } }
  const key = queryKeyOf(endpoints.readCandidate, request)
  const { data, error, refetch } = useQuery({
    ...queryOf(endpoints.readCandidate, request),
    staleTime: Number.POSITIVE_INFINITY,
    // Entries that came while the candidate was closed were not heard here.
    refetchOnMount: 'always',
  })
  useFeedEntries(candidateEntries, ({ data: entry }) => {
    if (entry.candidateId === candidateId) void queries.invalidateQueries({ queryKey: key, exact: true })
  })
  const keep = (candidate: Candidate) => queries.setQueryData(key, candidate)
  if (error !== null && isGone(error)) return { status: 'failed', error, retry: () => void refetch(), keep }
  if (data !== undefined) return { status: isLive ? 'live' : 'stale', data, keep }
  if (error !== null) return { status: 'failed', error, retry: () => void refetch(), keep }
  return { status: 'loading', keep }
}
