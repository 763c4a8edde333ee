import type { Result } from '#protocol/contract'
import type { endpoints } from '#protocol/postings'
import type { Live } from '../../live/live.ts'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { postingsQuery } from '../../rest/postings-query.ts'

/** The postings whose pipeline I may see, those with candidates in play first. */
export function useBoards(): Live<Result<typeof endpoints.listPostings>['items']> {
  const { employerId, may } = useMembership()
  const postings = useLiveQuery(postingsQuery(employerId), [
    'posting.created',
    'posting.edited',
    'posting.transitioned',
    'posting.deleted',
    'posting.restored',
    'application.received',
    'application.moved',
    'application.rejected',
    'application.withdrawn',
  ])
  if (postings.status === 'loading' || postings.status === 'failed') return postings
  const mine = postings.data.items
    // Nobody can have applied for what was never published.
    .filter(({ publishedAt, counts }) => publishedAt !== null || counts.applications > 0)
    .filter(({ id, state }) => may('pipeline.read', id) && state !== 'archived')
    .sort((a, b) => b.counts.active - a.counts.active || a.title.localeCompare(b.title))
  return { status: postings.status, data: mine }
}
