import { useQuery } from '@tanstack/react-query'
import { endpoints as postings } from '#protocol/postings'
import { type AuditEntry, endpoints as team } from '#protocol/team'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'

export interface Subject {
  readonly name: string
  readonly href: string | null
}

/** What an entry of the audit log is about, by name where the reader may see one. */
export function useSubjects(): (entry: AuditEntry) => Subject {
  const { employerId } = useMembership()
  const request = { params: { employerId }, query: { limit: 200 } }
  const jobs = useQuery(queryOf(postings.listPostings, request))
  const people = useQuery(queryOf(team.listMembers, request))
  return ({ subject: { kind, id } }) => {
    if (kind === 'posting') {
      const title = jobs.data?.items.find((posting) => posting.id === id)?.title
      return title ? { name: title, href: `/postings/${id}` } : { name: 'a posting', href: null }
    }
    if (kind === 'user' || kind === 'member') {
      return { name: people.data?.items.find((member) => member.id === id)?.name ?? 'somebody who left', href: null }
    }
    return { name: `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`, href: null }
  }
}
