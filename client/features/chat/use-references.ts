import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { endpoints as applications } from '#protocol/applications'
import type { EmployerId } from '#protocol/ids'
import { messageOf } from '../../rest/call-error.ts'
import { postingsQuery } from '../../rest/postings-query.ts'
import { queryOf } from '../../rest/queries.ts'
import { type Reference, referencesOf } from './reference.ts'

/** Long enough for one message; titles and code names hardly change. */
const staleTime = 60_000

/** Postings and candidates of a company that I may see, the newest first, read once they are wanted. */
export function useReferences(
  employerId: EmployerId | null,
  isWanted: boolean,
): { references: readonly Reference[]; note: string | null } {
  const enabled = isWanted && employerId !== null
  const params = { employerId: employerId ?? ('' as EmployerId) }
  const jobs = useQuery({ ...postingsQuery(params.employerId), enabled, staleTime })
  const people = useQuery({
    ...queryOf(applications.listApplications, { params, query: { limit: 1000 } }),
    enabled,
    staleTime,
  })
  const [jobsFound, peopleFound] = [jobs.data?.items, people.data?.items]
  const references = useMemo(() => referencesOf(jobsFound ?? [], peopleFound ?? []), [jobsFound, peopleFound])
  const error = jobs.error ?? people.error
  if (error) return { references, note: `Postings and candidates did not come. ${messageOf(error)}` }
  return { references, note: enabled && (jobs.isPending || people.isPending) ? 'Looking for postings…' : null }
}
