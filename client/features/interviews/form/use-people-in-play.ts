import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Application, endpoints } from '#protocol/applications'
import { call } from '../../../rest/call.ts'
import { CallError } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { postingsQuery } from '../../../rest/postings-query.ts'

export interface InPlay {
  readonly application: Application
  readonly jobTitle: string
}

const order = ({ application: { selected, appliedAt } }: InPlay) => `${selected ? 1 : 0} ${appliedAt}`

/** Candidates whose application is in play and whom I may invite; selected ones first, then the newest. */
export function usePeopleInPlay(): { readonly people: readonly InPlay[]; readonly isLoading: boolean } {
  const { employerId, may } = useMembership()
  const jobs = useQuery(postingsQuery(employerId))
  const { data, isPending } = useQuery({
    queryKey: [endpoints.listApplications.path, { employerId }, 'in play'],
    queryFn: async ({ signal }) => {
      try {
        const query = { status: 'active', limit: 1000 } as const
        return (await call(endpoints.listApplications, { params: { employerId }, query, signal })).items
      } catch (error) {
        if (error instanceof CallError && error.code === 'no-applications') return []
        throw error
      }
    },
  })
  const people = useMemo(() => {
    const titles = new Map(jobs.data?.items.map(({ id, title }) => [id, title]))
    return (data ?? [])
      .filter(({ jobId }) => may('interview.schedule', jobId))
      .map((application): InPlay => ({ application, jobTitle: titles.get(application.jobId) ?? 'A posting' }))
      .sort((a, b) => order(b).localeCompare(order(a)))
  }, [data, jobs.data, may])
  return { people, isLoading: isPending }
}
