import { InterviewId } from '#protocol/ids'
import type { endpoints, PartyTimes } from '#protocol/scheduling'
import { invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Scope } from '../store/scope.ts'
import { type ExternalRecord, externalsOf } from './external/repository.ts'
import { expectColleagues, occupiedWithin, partiesOf } from './parties.ts'
import { canRead } from './policy.ts'
import { interviews } from './repository.ts'
import { day } from './time/clock.ts'
import type { Occupied, Party } from './time/party.ts'
import { overlap, type Span } from './time/spans.ts'
import { workingSpans } from './time/working-hours.ts'

const mostDays = 35

/** When people work and are busy, for a week calendar. Of what is not this company's, times alone. */
export async function readFreeBusy(
  scope: Scope,
  member: Member,
  { query }: Pick<Input<typeof endpoints.readFreeBusy>, 'query'>,
): Promise<{ parties: PartyTimes[] }> {
  const { employerId } = member
  const span = { from: Date.parse(query.from), to: Date.parse(query.to) }
  if (span.to <= span.from) throw invalidField('to', 'The end comes after the beginning.')
  if (span.to - span.from > mostDays * day) throw invalidField('to', `Ask for at most ${mostDays} days at once.`)
  const [userIds = [], roomIds = []] = [query.userIds, query.roomIds]
  await expectColleagues(scope, employerId, userIds)
  const parties = await partiesOf(scope, {
    employerId,
    interviewerIds: userIds,
    roomIds,
    candidateId: null,
    timeZone: query.timeZone ?? 'UTC',
  })
  const known = await occupiedWithin(scope, parties, span)
  const calendars = await externalsOf(scope, userIds)
  const visible = await visibleAmong(
    scope,
    member,
    known.flatMap(({ occupied }) => occupied.holds.map(({ interviewId }) => interviewId)),
  )
  return {
    parties: known.map(({ party, occupied }) => ({
      ...describe(party, occupied, { span, visible }),
      staleSince: staleSince(calendars.filter(({ userId }) => userId === party.id)),
    })),
  }
}

/** Those interviews that the member may know of by more than their time. */
async function visibleAmong(scope: Scope, member: Member, ids: readonly string[]): Promise<Set<string>> {
  const found = ids.length === 0 ? [] : await interviews.many(scope, [...new Set(ids)])
  return new Set(
    found.filter((one) => one.employerId === member.employerId && canRead(member, one)).map(({ _id }) => _id),
  )
}

const times = ({ from, to }: Span) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })

function describe(
  { kind, id, name, hours, hoursSet }: Party,
  { holds, external }: Occupied,
  { span, visible }: { readonly span: Span; readonly visible: ReadonlySet<string> },
): Omit<PartyTimes, 'staleSince'> {
  const booked = holds
    .filter((one) => overlap(one, span))
    .map((one) => ({
      ...times(one),
      kind: 'interview' as const,
      interviewId: visible.has(one.interviewId) ? InterviewId.parse(one.interviewId) : null,
    }))
  return {
    id,
    kind: kind === 'room' ? 'room' : 'user',
    name: kind === 'room' ? name.replace(/^the room /, '') : name,
    timeZone: hours?.timeZone ?? 'UTC',
    hoursSet,
    working: hours ? workingSpans(hours, span).map(times) : [],
    busy: [...booked, ...external.map((one) => ({ ...times(one), kind: 'external' as const, interviewId: null }))].sort(
      (a, b) => a.from.localeCompare(b.from),
    ),
  }
}

/** Since when the oldest calendar that cannot be read is not up to date. */
function staleSince(calendars: readonly ExternalRecord[]): string | null {
  const down = calendars
    .filter(({ state }) => state === 'down')
    .map(({ readAt, createdAt }) => (readAt ?? createdAt).getTime())
  return down.length === 0 ? null : new Date(Math.min(...down)).toISOString()
}
