import { IconBriefcase } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { endpoints as candidates } from '#protocol/candidates'
import { endpoints as postings } from '#protocol/postings'
import { queryOf } from '../../rest/queries.ts'
import { CodePicture } from '../../ui/candidate-badge.tsx'
import { useOpenConversation } from './conversation-context.ts'
import classes from './message-row.module.css'

/** Titles change rarely; a chip is no place to follow them live. */
const staleTime = 60_000

const useEmployerId = () => useOpenConversation().employer?.id ?? ''

/** A posting somebody linked to, by the title that the reader may see. */
export function PostingChip({ href, jobId }: { href: string; jobId: string }) {
  const employerId = useEmployerId()
  const { data, error } = useQuery({
    ...queryOf(postings.readPosting, { params: { employerId, jobId } }),
    enabled: employerId !== '',
    staleTime,
  })
  const words = data?.title ?? (error ? 'A posting that is not open to you' : 'Posting')
  return (
    <Chip href={href} icon={<IconBriefcase size={16} aria-hidden="true" />}>
      {words}
    </Chip>
  )
}

/** A candidate somebody linked to: by code name, or by name where it was revealed to the reader. */
export function CandidateChip({ href, candidateId }: { href: string; candidateId: string }) {
  const employerId = useEmployerId()
  const { data, error } = useQuery({
    ...queryOf(candidates.readCandidate, { params: { employerId, candidateId } }),
    enabled: employerId !== '',
    staleTime,
  })
  const words = data ? (data.identity?.name ?? data.code) : error ? 'A candidate who is not open to you' : 'Candidate'
  return (
    <Chip href={href} icon={data ? <CodePicture code={data.code} size={16} /> : null}>
      {words}
    </Chip>
  )
}

const Chip = ({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) => (
  <Link href={href} className={classes.chip ?? ''}>
    {icon}
    {children}
  </Link>
)
