import type { Reply } from '#protocol/interviews'
import type { Role } from '#protocol/permissions'
import { candidates } from '../candidates/repository.ts'
import { viewOf } from '../candidates/words-about.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { roleOf } from '../team/membership.ts'
import { workingHours } from './hours/repository.ts'
import { reply as replyTo } from './reply.ts'
import { readReplyToken } from './reply-links.ts'
import { type InterviewRecord, interviews, isAhead } from './repository.ts'
import { timeInWords } from './time/clock.ts'

/** What an interviewer sees by the link of a mail: no more than the mail said. */
export interface ReplyView {
  /** The name by which they know the candidate. */
  readonly who: string
  readonly jobTitle: string
  readonly when: string
  readonly location: string
  readonly reply: Reply
}

interface Found {
  readonly interview: InterviewRecord
  readonly userId: string
  readonly role: Role
}

/** Null: the link is nobody's, the interview is over, or the person is not in it or in the company any more. */
async function find(scope: Scope, links: LinkSecrets, token: string): Promise<Found | null> {
  const link = readReplyToken(links, token)
  const interview = link && (await interviews.find(scope, link.interviewId))
  if (!interview || !isAhead(interview) || !interview.interviewerIds.includes(link.userId)) return null
  const role = await roleOf(scope, interview.employerId, link.userId)
  return role && { interview, userId: link.userId, role }
}

export async function describeForReply(scope: Scope, links: LinkSecrets, token: string): Promise<ReplyView | null> {
  const found = await find(scope, links, token)
  if (!found) return null
  const { interview, userId, role } = found
  const { employerId, candidateId, jobId, startsAt, endsAt } = interview
  const candidate = await candidates.get(scope, employerId, candidateId)
  const { isKnown, place } = await viewOf(scope, { userId, role }, candidate)
  const posting = await postings.get(scope, employerId, jobId)
  const zone = (await workingHours.find(scope, userId))?.hours.timeZone ?? interview.timeZone
  return {
    who: isKnown ? candidate.name : candidate.code,
    jobTitle: posting.title,
    when: startsAt && endsAt ? timeInWords(startsAt, endsAt, zone) : '',
    location: place(interview.location, interview.locationBy),
    reply: interview.replies[userId] ?? 'none',
  }
}

/** False: there is nothing to answer by this link. */
export async function replyByLink(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  links: LinkSecrets,
  { token, reply }: { readonly token: string; readonly reply: 'accepted' | 'declined' },
): Promise<boolean> {
  const seen = await find(scope, links, token)
  if (!seen) return false
  return journal.commit([feedOf(seen.interview.employerId)], async (tx) => {
    const found = await find(tx, links, token)
    if (!found) return false
    await replyTo(tx, found.interview, found.userId, reply)
    return true
  })
}
