import type { endpoints, Interview, ScheduleInterview } from '#protocol/interviews'
import type { Standing } from '#protocol/permissions'
import { invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { namesOf } from '../team/people.ts'
import { book } from './book.ts'
import { tell } from './entries.ts'
import { workingHours } from './hours/repository.ts'
import { expectInterviewers, type KnownCast } from './parties.ts'
import { presentKnown } from './present.ts'
import { type InterviewRecord, interviews } from './repository.ts'
import { type RoomRecord, rooms } from './rooms/repository.ts'
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
  const panel = await panelOf(tx, member, subject, body)
  const interview = withTime({ ...draftOf(tx, member, { subject, panel, body }), state: 'scheduled' }, startsAt, tx.now)
  // First of all, since a refusal has written nothing then and is in nobody's way.
  await book(tx, {
    ...castOf(interview),
    interviewId: interview._id,
    slot: slotOf(startsAt, interview),
    despite: body.despite ?? [],
    before: null,
    known: panel,
  })
  await prepareSubject(tx, member, subject, panel.interviewers)
  interviews.insert(tx, interview)
  tell(tx, 'interview.scheduled', interview, byUser(member))
  tellParties(tx, interview, { candidate: 'invited', interviewers: 'invited' })
  return presentKnown(tx, member, interview, { ...panel, ...subject })
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
  const panel = await panelOf(tx, member, subject, body)
  const draft = draftOf(tx, member, { subject, panel, body })
  const interview: InterviewRecord = { ...draft, state: 'proposed', offeredTimes, at: offeredTimes[0] ?? tx.now }
  await prepareSubject(tx, member, subject, panel.interviewers)
  interviews.insert(tx, interview)
  tell(tx, 'interview.offered', interview, byUser(member))
  tellParties(tx, interview, { candidate: 'offered', interviewers: null })
  return presentKnown(tx, member, interview, { ...panel, ...subject })
}

type Body = Omit<ScheduleInterview, 'interviewTime'>

/** Who and what takes part, read once for all that is decided and said of them; the hours also of who plans. */
interface Panel extends KnownCast {
  readonly interviewers: ReadonlyMap<string, Standing>
}

async function panelOf(
  tx: Tx,
  { employerId, userId }: Member,
  { candidate }: Subject,
  { interviewerIds, roomId = null }: Body,
): Promise<Panel> {
  const ids = [...new Set<string>(interviewerIds ?? [userId])]
  const interviewers = await expectInterviewers(tx, employerId, ids)
  const room = await expectRoom(tx, employerId, roomId)
  return {
    candidate,
    interviewers,
    rooms: room ? [room] : [],
    hours: await workingHours.many(tx, [...new Set([userId, ...ids])]),
    names: await namesOf(tx, ids),
  }
}

function draftOf(
  tx: Tx,
  { employerId, userId }: Member,
  { subject, panel, body }: { readonly subject: Subject; readonly panel: Panel; readonly body: Body },
): InterviewRecord {
  const { application, posting } = subject
  const interviewerIds = [...panel.interviewers.keys()]
  return {
    ...{ _id: newId(tx.now.getTime()), employerId, jobId: posting._id },
    ...{ applicationId: application._id, candidateId: application.candidateId },
    state: 'proposed',
    ...{ at: tx.now, startsAt: null, endsAt: null, durationMinutes: body.durationMinutes ?? usualMinutes },
    timeZone: body.timeZone ?? panel.hours.get(userId)?.timeZone ?? 'UTC',
    ...{ location: body.location, locationBy: userId },
    roomId: body.roomId ?? null,
    ...{ interviewerIds, replies: {}, offeredTimes: [], despite: [...(body.despite ?? [])] },
    rescheduleHours: body.rescheduleHours ?? usualRescheduleHours,
    ...{ reason: null, sequence: 0, remindAt: null, createdBy: userId, createdAt: tx.now, version: 1 },
  }
}

/** @throws {AppError} `invalid-input` for a room that the company does not have */
export async function expectRoom(tx: Tx, employerId: string, roomId: string | null): Promise<RoomRecord | null> {
  if (roomId === null) return null
  const [room] = await rooms.many(tx, employerId, [roomId])
  if (!room || room.removedAt !== null) throw invalidField('roomId', 'There is no such room. Choose one of the list.')
  return room
}

/** @throws {AppError} `invalid-input` for a time that is over, or years away */
export function timeToCome({ now }: Pick<Tx, 'now'>, time: Date, field: string): Date {
  if (time <= now) throw invalidField(field, 'Choose a time to come.')
  if (time.getTime() > now.getTime() + 3660 * day) throw invalidField(field, 'Choose a time within the next ten years.')
  return time
}

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
