import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AuditEntry } from '#protocol/team'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { postingsQuery } from '../../rest/postings-query.ts'

export interface Subject {
  readonly name: string
  readonly href: string | null
}

interface Names {
  /** What an entry of the audit log is about. */
  readonly subjectOf: (entry: AuditEntry) => Subject
  /** Of a person or a posting; null: none that is known. */
  readonly nameOf: (id: string) => string | null
}

/** The names behind the ids of the audit log, where the reader may see them. */
export function useSubjects(): Names {
  const { employerId, companyName } = useMembership()
  const jobs = useQuery(postingsQuery(employerId))
  const people = useQuery(membersQuery(employerId))
  const known = useMemo(
    () =>
      new Map<string, string>([
        ...(jobs.data?.items ?? []).map(({ id, title }) => [id, title] as const),
        ...(people.data?.items ?? []).map(({ id, name }) => [id, name] as const),
      ]),
    [jobs.data, people.data],
  )
  const nameOf = (id: string) => known.get(id) ?? null
  return {
    nameOf,
    subjectOf: ({ subject }) => {
      const { kind, id } = subject
      const name = subject.name ?? nameOf(id)
      if (kind === 'posting') return { name: name ?? 'a posting', href: name === null ? null : `/postings/${id}` }
      if (kind === 'employer') return { name: companyName, href: null }
      if (kind === 'user' || kind === 'member') return { name: name ?? 'somebody who left', href: null }
      return { name: `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind.replaceAll('-', ' ')}`, href: null }
    },
  }
}
