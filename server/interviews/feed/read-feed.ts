import type { Role } from '#protocol/permissions'
import { candidates } from '../../candidates/repository.ts'
import { viewOfEach } from '../../candidates/words-about.ts'
import { employers } from '../../employers/repository.ts'
import { reaches } from '../../http/actor.ts'
import { postings } from '../../postings/repository.ts'
import type { Scope } from '../../store/scope.ts'
import { rolesOf } from '../../team/colleagues.ts'
import { limitsOf } from '../../team/security/session-limits.ts'
import { type CalendarEvent, calendarFeed } from '../ical/invitation.ts'
import { holdsTime, type InterviewRecord, interviews } from '../repository.ts'
import { day } from '../time/clock.ts'
import { feeds, ownerOf } from './repository.ts'

/** Calendar programs show the last weeks, too. */
const daysBack = 60
const most = 1000

/**
 * A person's interviews for a calendar program, at the companies that the sign-in which made the address opens; null:
 * there is no such address. Candidates have the name by which this person knows them: the address may be read by anybody
 * who has it.
 */
export async function readFeed(
  scope: Scope,
  secret: string,
  { domain, publicUrl }: { readonly domain: string; readonly publicUrl: string },
): Promise<string | null> {
  const feed = await feeds.bySecret(scope, secret)
  if (!feed) return null
  const { userId, ...bounds } = ownerOf(feed)
  const found = await interviews.ofPerson(scope, userId, new Date(scope.now.getTime() - daysBack * day), most)
  const standings = await rolesOf(scope, userId)
  const opened = bounds.only === undefined ? await limitsOf(scope, userId) : bounds
  const mine = found.filter((one) => holdsTime(one) && standings.has(one.employerId) && reaches(opened, one.employerId))
  const events = await eventsOf(scope, { userId, standings }, mine, publicUrl)
  return calendarFeed(events, { name: 'Interviews', domain })
}

async function eventsOf(
  scope: Scope,
  { userId, standings }: { readonly userId: string; readonly standings: ReadonlyMap<string, Role> },
  mine: readonly InterviewRecord[],
  publicUrl: string,
): Promise<CalendarEvent[]> {
  const events: CalendarEvent[] = []
  for (const [employerId, role] of standings) {
    const here = mine.filter((one) => one.employerId === employerId)
    if (here.length === 0) continue
    const { companyName } = await employers.get(scope, employerId)
    const people = await candidates.many(
      scope,
      employerId,
      here.map(({ candidateId }) => candidateId),
    )
    const view = await viewOfEach(scope, { userId, role }, [...people.values()])
    const jobs = await postings.many(scope, employerId, [...new Set(here.map(({ jobId }) => jobId))])
    const titles = new Map(jobs.map(({ _id, title }) => [_id, title]))
    for (const interview of here) {
      const candidate = people.get(interview.candidateId)
      if (!candidate) continue
      const { isKnown, place } = view(candidate)
      const location = place(interview.location, interview.locationBy)
      events.push(
        ...toEvent({ ...interview, location }, `Interview: ${isKnown ? candidate.name : candidate.code}`, {
          companyName,
          title: titles.get(interview.jobId) ?? '',
          publicUrl,
        }),
      )
    }
  }
  return events
}

function toEvent(
  { _id, sequence, startsAt, endsAt, location, state, createdAt }: InterviewRecord,
  summary: string,
  {
    companyName,
    title,
    publicUrl,
  }: { readonly companyName: string; readonly title: string; readonly publicUrl: string },
): CalendarEvent[] {
  if (startsAt === null || endsAt === null) return []
  const url = `${publicUrl}/interviews?interview=${_id}`
  return [
    {
      ...{ interviewId: _id, sequence, startsAt, endsAt, summary, location, url, stamp: createdAt },
      description: `${title} at ${companyName}`,
      ...{ isCancelled: false, isConfirmed: state !== 'scheduled' },
    },
  ]
}
