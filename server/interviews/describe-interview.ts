import type { JobPayload } from '#protocol/jobs'
import { applications } from '../applications/repository.ts'
import { accounts } from '../auth/accounts.ts'
import { candidates } from '../candidates/repository.ts'
import { viewOf } from '../candidates/words-about.ts'
import { employers } from '../employers/repository.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { roleOf } from '../team/membership.ts'
import { workingHours } from './hours/repository.ts'
import { replyToken } from './reply-links.ts'
import { type InterviewRecord, interviews, isAhead } from './repository.ts'
import { rooms } from './rooms/repository.ts'
import { minute, timeInWords } from './time/clock.ts'

type About = JobPayload<'tell-interview'>

/** A mail about an interview, and what its invitation says. */
export type InterviewNews = Pick<JobPayload<'send-mail'>, 'to' | 'data'> & {
  readonly template: 'interview-candidate' | 'interview-interviewer'
}

/**
 * What one party is told, as it is at the time of sending. Null when something newer follows, when it is over, or when
 * it is none of this person's business any more.
 */
export async function describeInterview(scope: Scope, links: LinkSecrets, about: About): Promise<InterviewNews | null> {
  const interview = await interviews.find(scope, about.interviewId)
  if (!interview || isOutdated(scope, interview, about)) return null
  return about.to === 'candidate'
    ? forCandidate(scope, links, interview, about)
    : forInterviewer(scope, links, interview, about)
}

function isOutdated({ now }: Scope, interview: InterviewRecord, { about, sequence }: About): boolean {
  if (about === 'removed') return false
  if (interview.sequence !== sequence) return true
  const isToCome = isAhead(interview) && interview.startsAt !== null && interview.startsAt > now
  return about === 'reminder' && !isToCome
}

async function forCandidate(
  scope: Scope,
  links: LinkSecrets,
  interview: InterviewRecord,
  about: About,
): Promise<InterviewNews | null> {
  const application = await applications.find(scope, interview.applicationId)
  if (!application) return null
  const candidate = await candidates.get(scope, interview.employerId, interview.candidateId)
  // Erased since.
  if (candidate.email === '') return null
  const offered = interview.offeredTimes.map((from) => words(from, interview, interview.timeZone))
  return {
    to: candidate.email,
    template: 'interview-candidate',
    data: {
      ...(await commonFacts(scope, interview, about, interview.timeZone)),
      name: candidate.name,
      offered: about.about === 'offered' ? offered.join('\n') : '',
      inPlay: application.status === 'active' || application.status === 'on_hold' ? 'yes' : '',
      token: links.secretOf(application.portalSeed),
    },
  }
}

async function forInterviewer(
  scope: Scope,
  links: LinkSecrets,
  interview: InterviewRecord,
  about: About,
): Promise<InterviewNews | null> {
  const { employerId, candidateId, interviewerIds } = interview
  const userId = about.userId ?? ''
  const isOn = interviewerIds.includes(userId)
  // Somebody who was taken off and put on again hears of the latter.
  if (about.about === 'removed' ? isOn : !isOn) return null
  const [role, account] = [await roleOf(scope, employerId, userId), await accounts.byId(scope, userId)]
  if (role === null || !account) return null
  const candidate = await candidates.get(scope, employerId, candidateId)
  const { isKnown, words, place } = await viewOf(scope, { userId, role }, candidate)
  const zone = (await workingHours.find(scope, userId))?.hours.timeZone ?? interview.timeZone
  const location = place(interview.location, interview.locationBy)
  return {
    to: account.email,
    template: 'interview-interviewer',
    data: {
      ...(await commonFacts(scope, { ...interview, location }, about, zone)),
      name: account.name,
      candidate: isKnown ? candidate.name : candidate.code,
      // Candidates sign what they write.
      reason: words(interview.reason ?? '', interview.reasonBy),
      path: `/interviews?interview=${interview._id}`,
      token: replyToken(links, { interviewId: interview._id, userId }),
    },
  }
}

async function commonFacts(scope: Scope, interview: InterviewRecord, { about, sequence, was }: About, zone: string) {
  const { employerId, jobId, roomId } = interview
  const startsAt = was === undefined ? interview.startsAt : new Date(was)
  const endsAt = startsAt && new Date(startsAt.getTime() + interview.durationMinutes * minute)
  const { companyName } = await employers.get(scope, employerId)
  const posting = await postings.get(scope, employerId, jobId)
  const [room] = await rooms.many(scope, employerId, roomId === null ? [] : [roomId])
  const place = [interview.location, ...(room ? [room.name, room.directions] : [])].filter((part) => part !== '')
  return {
    about,
    companyName,
    jobTitle: posting.published?.title ?? posting.title,
    when: startsAt ? words(startsAt, interview, zone) : '',
    startsAt: startsAt?.toISOString() ?? '',
    endsAt: endsAt?.toISOString() ?? '',
    stamp: scope.now.toISOString(),
    location: [...new Set(place)].join(' · '),
    reason: interview.reason ?? '',
    interviewId: interview._id,
    sequence: String(sequence),
    confirmed: interview.state === 'confirmed' ? 'yes' : '',
  }
}

const words = (startsAt: Date, { durationMinutes }: InterviewRecord, zone: string): string =>
  timeInWords(startsAt, new Date(startsAt.getTime() + durationMinutes * minute), zone)
