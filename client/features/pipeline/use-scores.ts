import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { endpoints } from '#protocol/scorecards'
import { askingEntries } from '../../live/asking-entries.ts'
import { readAgain } from '../../live/read-again.ts'
import { useFeedEntries } from '../../live/use-feed-entries.ts'
import { useJoined } from '../../live/use-joined.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import type { BoardStore } from './board-store.ts'
import { scoreEntries } from './scores.ts'

/** Keeps the score states of a board's cards: counts come with entries, what concerns me is read again. */
export function useScores(jobId: string, store: BoardStore): void {
  const { employerId, may } = useMembership()
  const queries = useQueryClient()
  const mayRead = useJoined()
  const request = { params: { employerId, jobId } }
  const key = queryKeyOf(endpoints.listScoreStates, request)
  const { data } = useQuery({
    ...queryOf(endpoints.listScoreStates, request),
    enabled: mayRead && may('scorecard.read', jobId),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  })
  useEffect(() => {
    if (data !== undefined) store.readScores(data)
  }, [store, data])
  useFeedEntries(scoreEntries, (event) => {
    if (event.data.jobId === jobId && store.applyScore(event)) readAgain(queries, key, event.seq, 250)
  })
  // Who is asked though nobody chose follows from the team and the interviews.
  useFeedEntries(askingEntries, ({ seq, data: { jobId: changed } }) => {
    if (changed === jobId) readAgain(queries, key, seq, 250)
  })
}
