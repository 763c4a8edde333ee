import { useEffect, useMemo } from 'react'
import { CandidateId, PostingId } from '#protocol/ids'
import { useLine } from '../../live/line-context.tsx'
import { useMembership } from '../../rest/membership.tsx'
import { Looks } from './looks.ts'

/** Who else looks at whom, for as long as the board is on screen; and whom I have open. */
export function useLooks(jobId: string, candidateId: string | null): Looks {
  const { employerId } = useMembership()
  const { line } = useLine()
  const looks = useMemo(() => new Looks(employerId, line), [employerId, line])
  useEffect(() => looks.start(), [looks])
  useEffect(() => {
    // From the address: it may say anything.
    const [job, candidate] = [PostingId.safeParse(jobId), CandidateId.safeParse(candidateId)]
    looks.look(job.success && candidate.success ? { jobId: job.data, candidateId: candidate.data } : null)
  }, [looks, jobId, candidateId])
  return looks
}
