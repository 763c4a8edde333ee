import type { JobPayload } from '#protocol/jobs'
import type { Tx } from '../journal/tx.ts'
import type { InterviewRecord } from './repository.ts'

type About = JobPayload<'tell-interview'>['about']

/** Mails to everybody whose interview it is, as of the invitation's present sequence. */
export function tellParties(
  tx: Tx,
  { _id, interviewerIds, sequence }: InterviewRecord,
  {
    candidate,
    interviewers,
    removed,
  }: {
    readonly candidate: About | null
    readonly interviewers: About | ((userId: string) => About) | null
    /** Who was on the panel and is not any more, and when they were to be there. */
    readonly removed?: { readonly userIds: readonly string[]; readonly was: Date | null }
  },
): void {
  const put = (to: 'candidate' | 'interviewer', userId: string | null, about: About, more: { was?: string } = {}) =>
    tx.outbox('tell-interview', { interviewId: _id, to, userId, about, sequence, ...more })
  if (candidate) put('candidate', null, candidate)
  for (const userId of interviewers ? interviewerIds : []) {
    const about = typeof interviewers === 'function' ? interviewers(userId) : interviewers
    if (about) put('interviewer', userId, about)
  }
  const was = removed?.was?.toISOString()
  for (const userId of removed?.userIds ?? []) put('interviewer', userId, 'removed', was ? { was } : {})
}
