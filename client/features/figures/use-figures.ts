import { keepPreviousData } from '@tanstack/react-query'
import { endpoints } from '#protocol/analytics'
import { PostingId, UserId } from '#protocol/ids'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { postingsQuery } from '../../rest/postings-query.ts'
import { queryOf } from '../../rest/queries.ts'
import { type Days, daysBefore, daysOf, type Shown } from './period.ts'
import { figureEntries, postingEntries } from './topics.ts'

export const today = (): string => new Date().toISOString().slice(0, 10)

/** The part of a call that says which applications are meant. */
export function filterOf({ jobId, memberId }: Pick<Shown, 'jobId' | 'memberId'>, days: Days) {
  return {
    ...(jobId ? { jobId: PostingId.parse(jobId) } : {}),
    ...(memberId ? { memberId: UserId.parse(memberId) } : {}),
    ...days,
  }
}

function useFiguresOf(shown: Shown, days: Days | null) {
  const { employerId, may } = useMembership()
  return useLiveQuery(
    {
      ...queryOf(endpoints.readAnalytics, { params: { employerId }, query: filterOf(shown, days ?? {}) }),
      enabled: may('figures.read') && days !== null,
      // Another period takes the place of the one before it, not of a skeleton.
      placeholderData: keepPreviousData,
    },
    figureEntries,
  )
}

export const useFigures = (shown: Shown) => useFiguresOf(shown, daysOf(shown, today()))

/** The same of as many days before; nothing while nobody compares. */
export function useFiguresBefore(shown: Shown) {
  const days = shown.isCompared ? daysBefore(daysOf(shown, today()), today()) : null
  const live = useFiguresOf(shown, days)
  return days !== null && 'data' in live ? live.data : null
}

export function usePostingList() {
  const { employerId } = useMembership()
  return useLiveQuery(postingsQuery(employerId), postingEntries, 2000)
}

/** None, as long as they are not known. */
export function usePostings() {
  const live = usePostingList()
  return 'data' in live ? live.data.items : []
}

export function useMembers() {
  const { employerId, may } = useMembership()
  const live = useLiveQuery(
    {
      ...membersQuery(employerId),
      enabled: may('team.read'),
    },
    ['user.joined', 'user.role-changed', 'user.removed'],
    2000,
  )
  return 'data' in live ? live.data.items : []
}
