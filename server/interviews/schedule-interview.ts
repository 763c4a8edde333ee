import type { endpoints, Interview, ScheduleInterview } from '#protocol/interviews'
import { invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { book } from './book.ts'
import { tell } from './entries.ts'
import { workingHours } from './hours/repository.ts'
import { expectInterviewers } from './parties.ts'
import { presentOne } from './present.ts'
import { type InterviewRecord, interviews } from './repository.ts'
import { rooms } from './rooms/repository.ts'
import { prepareSubject, type Subject, subjectOf } from './subject.ts'
import { tellParties } from './tell-parties.ts'
import { day, minute, momentOf } from './time/clock.ts'

const usualMinutes = 60
const usualRescheduleHours = 24

/** Books an interview: everybody's time, the candidate's selection, the entry and the invitations, or none of it. */
export async function scheduleInterview(
  tx: Tx,
  member: Member,
  { body }: Pick<Input<typeof endpoints.scheduleInterview>, 'body'>,
): Promise<Interview> {
  const subject = await subjectOf(tx, member, body)
  const startsAt = timeToCome(tx, momentOf(body.interviewTime, body.timeZone, 'interviewTime'), 'interviewTime')
  const draft = await draftOf(tx, member, subject, body)
  const interview = withTime({ ...draft, state: 'scheduled' }, startsAt, tx.now)
  // First of all, since a refusal has written nothing then and is in nobody's way.
  await book(tx, {
    ...castOf(interview),
    interviewId: interview._id,
    slot: slotOf(startsAt, interview),
    despite: body.despite ?? [],
    before: null,
  })
  await prepareSubject(tx, member, subject, interview.interviewerIds)
  await interviews.insert(tx, interview)
  tell(tx, 'interview.scheduled', interview, byUser(member))
  tellParties(tx, interview, { candidate: 'invited', interviewers: 'invited' })
  return presentOne(tx, member, interview)
}

/** Offers times that the candidate chooses from. Nobody's time is held until then. */
export async function offerInterview(
  tx: Tx,
  member: Member,
  { body }: Pick<Input<typeof endpoints.offerInterview>, 'body'>,
): Promise<Interview> {
  const subject = await subjectOf(tx, member, body)
  const times = body.times.map((time, i) => timeToCome(tx, momentOf(time, body.timeZone, `times.${i}`), `times.${i}`))
  const offeredTimes = [...new Set(times.map((time) => time.getTime()))]
    .sort((a, b) => a - b)
    .map((time) => new Date(time))
  const draft = await draftOf(tx, member, subject, body)
  const interview: InterviewRecord = { ...draft, state: 'proposed', offeredTimes, at: offeredTimes[0] ?? tx.now }
  await prepareSubject(tx, member, subject, interview.interviewerIds)
  await interviews.insert(tx, interview)
  tell(tx, 'interview.offered', interview, byUser(member))
  tellParties(tx, interview, { candidate: 'offered', interviewers: null })
  return presentOne(tx, member, interview)
}

async function draftOf(
  tx: Tx,
  member: Member,
  { application, posting }: Subject,
  body: Omit<ScheduleInterview, 'interviewTime'>,
): Promise<InterviewRecord> {
  const { employerId, userId } = member
  const interviewerIds = [...new Set<string>(body.interviewerIds ?? [userId])]
  await expectInterviewers(tx, employerId, interviewerIds)
  await expectRoom(tx, employerId, body.roomId ?? null)
  return {
    ...{ _id: newId(tx.now.getTime()), employerId, jobId: posting._id },
    ...{ applicationId: application._id, candidateId: application.candidateId },
    state: 'proposed',
    ...{ at: tx.now, startsAt: null, endsAt: null, durationMinutes: body.durationMinutes ?? usualMinutes },
    timeZone: body.timeZone ?? (await zoneOf(tx, userId)),
    location: body.location,
    roomId: body.roomId ?? null,
    ...{ interviewerIds, replies: {}, offeredTimes: [], despite: [...(body.despite ?? [])] },
    rescheduleHours: body.rescheduleHours ?? usualRescheduleHours,
    ...{ reason: null, sequence: 0, remindAt: null, createdBy: userId, createdAt: tx.now, version: 1 },
  }
}

/** @throws {AppError} `invalid-input` for a room that the company does not have */
export async function expectRoom(tx: Tx, employerId: string, roomId: string | null): Promise<void> {
  if (roomId === null) return
  const [room] = await rooms.many(tx, employerId, [roomId])
  if (!room || room.removedAt !== null) throw invalidField('roomId', 'There is no such room. Choose one of the list.')
}

/** @throws {AppError} `invalid-input` for a time that is over, or years away */
export function timeToCome({ now }: Pick<Tx, 'now'>, time: Date, field: string): Date {
  if (time <= now) throw invalidField(field, 'Choose a time to come.')
  if (time.getTime() > now.getTime() + 3660 * day) throw invalidField(field, 'Choose a time within the next ten years.')
  return time
}

const zoneOf = async (tx: Tx, userId: string): Promise<string> =>
  (await workingHours.find(tx, userId))?.hours.timeZone ?? 'UTC'

/** The interview at a time; everybody is reminded a day before, unless that is over already. */
export function withTime(interview: InterviewRecord, startsAt: Date, now: Date): InterviewRecord {
  const endsAt = new Date(startsAt.getTime() + interview.durationMinutes * minute)
  const dayBefore = new Date(startsAt.getTime() - day)
  return { ...interview, at: startsAt, startsAt, endsAt, remindAt: dayBefore > now ? dayBefore : null }
}

export const slotOf = (startsAt: Date, { durationMinutes }: Pick<InterviewRecord, 'durationMinutes'>) => ({
  from: startsAt.getTime(),
  to: startsAt.getTime() + durationMinutes * minute,
})

export const castOf = ({ employerId, interviewerIds, roomId, candidateId, timeZone }: InterviewRecord) => ({
  ...{ employerId, interviewerIds, candidateId, timeZone },
  roomIds: roomId === null ? [] : [roomId],
})
