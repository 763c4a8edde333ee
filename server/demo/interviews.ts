import { RoomId } from '#protocol/ids'
import type { ApplicationRecord } from '../applications/repository.ts'
import { standingOf } from '../interviews/entries.ts'
import { rowIdsOf } from '../interviews/holds.ts'
import type { InterviewRecord } from '../interviews/repository.ts'
import { slotOf, withTime } from '../interviews/schedule-interview.ts'
import { byUser } from '../journal/actors.ts'
import { day, hour } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import { type Random, randomOf } from './random.ts'
import type { Colleague, Staff } from './staff.ts'

/** So many of those who stand before an interview have a time for it. */
const most = 12
/** Hours of a day, in UTC, at which the company interviews. */
const hours = [10, 14]

/** The interviews of these days: some were, most are to come. Each takes a time of its own, so that nobody is in two. */
export function tellInterviews(company: Chronicle, staff: Staff): void {
  const random = randomOf('interviews')
  const rooms = ['Harbour', 'Lighthouse'].map((name) => addRoom(company, staff('recruiter'), random, name))
  const waiting = [...company.applications.values()].filter((one) => isBeforeInterview(company, one)).slice(0, most)
  const times = timesAround(company.now)
  for (const [i, application] of waiting.entries()) {
    const startsAt = times[i]
    if (startsAt) tellInterview(company, staff, { random, application, startsAt, roomId: rooms[i % 3] ?? null })
  }
}

function isBeforeInterview(
  { postings, now }: Chronicle,
  { jobId, stage, status, stageSince }: ApplicationRecord,
): boolean {
  const posting = postings.get(jobId)
  const kind = posting?.stages.find(({ id }) => id === stage)?.kind
  const isOpen = posting?.state === 'published' && posting.deletedAt === null
  return isOpen && status === 'active' && kind === 'interview' && stageSince.getTime() < now.getTime() - 2 * day
}

/** Weekdays from today on. */
function timesAround(now: Date): Date[] {
  const midnight = now.getTime() - (now.getTime() % day)
  const days = Array.from({ length: 14 }, (_, i) => new Date(midnight + i * day))
  const workdays = days.filter((date) => date.getUTCDay() !== 0 && date.getUTCDay() !== 6)
  return workdays.flatMap((date) => hours.map((at) => new Date(date.getTime() + at * hour)))
}

function addRoom(company: Chronicle, by: Colleague, random: Random, name: string): string {
  const at = new Date(company.now.getTime() - 20 * day)
  const _id = random.id(at)
  company.rooms.push({
    _id,
    employerId: company.employer._id,
    name,
    directions: 'Second floor',
    seats: 6,
    removedAt: null,
    version: 1,
  })
  company.tell(at, 'room.changed', { roomId: RoomId.parse(_id), version: 1 }, byUser(by))
  return _id
}

interface Planned {
  readonly random: Random
  readonly application: ApplicationRecord
  readonly startsAt: Date
  readonly roomId: string | null
}

function tellInterview(company: Chronicle, staff: Staff, { random, application, startsAt, roomId }: Planned): void {
  const { _id: applicationId, jobId, candidateId, stageSince } = application
  const by = staff('recruiter')
  const panel = [staff('hiring_manager'), staff('interviewer')].filter((one) => one.standing().jobIds.includes(jobId))
  const interviewerIds = (panel.length > 0 ? panel : [by]).map(({ userId }) => userId)
  const createdAt = new Date(stageSince.getTime() + random.between(1, 20) * hour)
  const draft: InterviewRecord = {
    ...{ _id: random.id(createdAt), employerId: company.employer._id, jobId, applicationId, candidateId },
    ...{
      state: 'scheduled',
      at: startsAt,
      startsAt: null,
      endsAt: null,
      durationMinutes: 60,
      timeZone: 'Europe/London',
    },
    ...{
      location: roomId === null ? 'By video' : 'At the office',
      roomId,
      interviewerIds,
      replies: {},
      offeredTimes: [],
    },
    ...{
      despite: [],
      rescheduleHours: 24,
      reason: null,
      sequence: 0,
      remindAt: null,
      createdBy: by.userId,
      createdAt,
      version: 1,
    },
  }
  const scheduled: InterviewRecord = { ...withTime(draft, startsAt, createdAt), remindAt: null }
  company.tell(createdAt, 'interview.scheduled', standingOf(scheduled), byUser(by))
  const interview = startsAt < company.now ? ended(company, scheduled, by) : scheduled
  company.interviews.push(interview)
  const parties = [
    ...interviewerIds.map((id) => ({ kind: 'interviewer' as const, id })),
    ...(roomId === null ? [] : [{ kind: 'room' as const, id: roomId }]),
    { kind: 'candidate' as const, id: candidateId },
  ]
  for (const party of parties) hold(company, rowIdsOf(party, slotOf(startsAt, interview)), interview)
}

/** What is over took place, and somebody said so. */
function ended(company: Chronicle, scheduled: InterviewRecord, by: Colleague): InterviewRecord {
  const over = scheduled.endsAt ?? scheduled.at
  if (over >= company.now) return scheduled
  const interview: InterviewRecord = { ...scheduled, state: 'done', version: 2 }
  company.tell(over, 'interview.done', standingOf(interview), byUser(by))
  return interview
}

function hold(
  { calendars }: Chronicle,
  rowIds: readonly string[],
  { _id, employerId, startsAt, endsAt }: InterviewRecord,
): void {
  if (!startsAt || !endsAt) return
  for (const rowId of rowIds) {
    const row = calendars.get(rowId) ?? { _id: rowId, holds: [], version: 0 }
    const holds = [...row.holds, { interviewId: _id, employerId, from: startsAt, to: endsAt }]
    calendars.set(rowId, { ...row, holds, version: row.version + 1 })
  }
}
