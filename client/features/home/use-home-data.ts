import { endpoints as analytics } from '#protocol/analytics'
import { endpoints as applications } from '#protocol/applications'
import { endpoints as reminders } from '#protocol/reminders'
import { endpoints as scorecards } from '#protocol/scorecards'
import { endpoints as team } from '#protocol/team'
import { askingEntries } from '../../live/asking-entries.ts'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { postingsQuery } from '../../rest/postings-query.ts'
import { queryOf } from '../../rest/queries.ts'
import { applicationEntries, postingEntries } from './topics.ts'

/** Lists are read again at most this often, in milliseconds; figures as often as usual, to be on screen within a second. */
const listPause = 2000

export function useFigures() {
  const { employerId, may } = useMembership()
  return useLiveQuery(
    { ...queryOf(analytics.readAnalytics, { params: { employerId } }), enabled: may('figures.read') },
    [...applicationEntries, ...postingEntries],
  )
}

export function usePostings() {
  const { employerId } = useMembership()
  return useLiveQuery(postingsQuery(employerId), [...postingEntries, 'application.received'], listPause)
}

/** The newest applications: enough to see what nobody has looked at, and to name the candidates in the news. */
export function useNewestApplications() {
  const { employerId, may } = useMembership()
  return useLiveQuery(
    {
      ...queryOf(applications.listApplications, { params: { employerId }, query: { limit: 200 } }),
      enabled: may('pipeline.read'),
    },
    ['application.received', 'application.viewed', 'application.withdrawn'],
    listPause,
  )
}

/** What is due for me, the longest first. */
export function useDueReminders() {
  const { employerId, may } = useMembership()
  return useLiveQuery(
    {
      ...queryOf(reminders.listReminders, { params: { employerId }, query: { state: 'due', limit: 200 } }),
      enabled: may('reminder.write'),
    },
    ['reminder.due', 'reminder.snoozed', 'reminder.done', ...applicationEntries, ...postingEntries],
    listPause,
  )
}

/** Applications that wait for my ratings. */
export function useDueReviews() {
  const { employerId, may } = useMembership()
  return useLiveQuery(
    {
      ...queryOf(scorecards.listMyReviews, { params: { employerId }, query: { state: 'due', limit: 50 } }),
      enabled: may('scorecard.write'),
    },
    ['scorecard.assigned', 'scorecard.submitted', 'scorecard.revealed', 'application.moved', ...askingEntries],
    listPause,
  )
}

export function useMembers() {
  const { employerId, may } = useMembership()
  return useLiveQuery(
    {
      ...membersQuery(employerId),
      enabled: may('team.read'),
    },
    ['user.joined', 'user.role-changed', 'user.removed'],
    listPause,
  )
}

export function useInvitations() {
  const { employerId, may } = useMembership()
  return useLiveQuery(
    {
      ...queryOf(team.listInvitations, { params: { employerId }, query: { limit: 200 } }),
      enabled: may('organisation.manage'),
    },
    ['user.joined'],
    listPause,
  )
}
