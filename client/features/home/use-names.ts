import { useQueries } from '@tanstack/react-query'
import { endpoints } from '#protocol/applications'
import type { Role } from '#protocol/permissions'
import { defaultStages } from '#protocol/postings'
import type { FeedEvent } from '../../live/live-feed.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { roleWords } from '../../rest/role-words.ts'
import type { Names } from './event-words.ts'
import { useMembers, useNewestApplications, usePostings } from './use-home-data.ts'

/** Names for the ids of these events, for the reader's eyes. Candidates have no name here, only their code. */
export function useNames(events: readonly FeedEvent[]): Names {
  const { user, employerId, may } = useMembership()
  const members = useMembers()
  const postings = usePostings()
  const applications = useNewestApplications()
  const people = new Map<string, string>([[user.id, user.name]])
  if ('data' in members) for (const { id, name } of members.data.items) people.set(id, name)
  const jobs = new Map('data' in postings ? postings.data.items.map((posting) => [posting.id as string, posting]) : [])
  const codes = new Map<string, string>()
  if ('data' in applications)
    for (const { candidate } of applications.data.items) codes.set(candidate.id, candidate.code)

  // Those that are not among the newest are asked for one by one; there are never many in a screenful of news.
  const isLoaded = 'data' in applications
  const unknown = new Map<string, string>()
  for (const event of events) {
    if (!('applicationId' in event.data) || codes.has(event.data.candidateId)) continue
    if (may('pipeline.read', event.data.jobId)) unknown.set(event.data.candidateId, event.data.applicationId)
  }
  const found = useQueries({
    queries: [...unknown.values()].map((applicationId) => ({
      ...queryOf(endpoints.readApplication, { params: { employerId, applicationId } }),
      enabled: isLoaded,
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    })),
  })
  for (const { data } of found) if (data) codes.set(data.candidate.id, data.candidate.code)

  return {
    person: (id) => people.get(id) ?? null,
    posting: (id) => jobs.get(id)?.title ?? null,
    candidate: (id) => codes.get(id) ?? null,
    stage: (jobId, stageId) =>
      (jobs.get(jobId)?.stages ?? defaultStages).find(({ id }) => id === stageId)?.name ?? 'another stage',
    role: (role) => roleWords[role as Role]?.label.toLowerCase() ?? role,
  }
}
