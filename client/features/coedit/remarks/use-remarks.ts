import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Comment, endpoints, type Suggestion } from '#protocol/coedit'
import type { Live } from '../../../live/live.ts'
import { readAgain } from '../../../live/read-again.ts'
import { useFeedEntries } from '../../../live/use-feed-entries.ts'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { allPages } from '../../../rest/all-pages.ts'
import { call } from '../../../rest/call.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryKeyOf } from '../../../rest/queries.ts'
import { type Remark, toRemarks } from './remark.ts'

const pause = 250

/** Everything that stands beside a text, kept up to date by the feed. */
export function useRemarks(documentId: string): Live<readonly Remark[]> {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const params = { employerId, documentId }
  const commentKey = queryKeyOf(endpoints.listComments, { params })
  const suggestionKey = queryKeyOf(endpoints.listSuggestions, { params })

  const comments = useLiveQuery(
    {
      queryKey: commentKey,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        allPages<Comment>((query) => call(endpoints.listComments, { params, query, signal })),
    },
    [],
  )
  const suggestions = useLiveQuery(
    {
      queryKey: suggestionKey,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        allPages<Suggestion>((query) => call(endpoints.listSuggestions, { params, query, signal })),
    },
    [],
  )
  // The employer's feed tells of all its documents.
  useFeedEntries(['document.comment-changed', 'document.suggestion-changed'], ({ type, data, seq }) => {
    if (data.documentId !== documentId) return
    readAgain(queries, type === 'document.comment-changed' ? commentKey : suggestionKey, seq, pause)
  })

  const commentList = 'data' in comments ? comments.data : null
  const suggestionList = 'data' in suggestions ? suggestions.data : null
  const remarks = useMemo(
    () => (commentList && suggestionList ? toRemarks(commentList, suggestionList) : null),
    [commentList, suggestionList],
  )
  if (comments.status === 'failed') return comments
  if (suggestions.status === 'failed') return suggestions
  if (remarks === null) return { status: 'loading' }
  return { status: comments.status === 'live' && suggestions.status === 'live' ? 'live' : 'stale', data: remarks }
}
