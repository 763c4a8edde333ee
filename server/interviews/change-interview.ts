import type { endpoints, Interview } from '#protocol/interviews'
import { AppError } from '../app-error.ts'
import { withheld } from '../candidates/redact.ts'
import { candidates } from '../candidates/repository.ts'
import { viewOf } from '../candidates/words-about.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { book } from './book.ts'
import { tell } from './entries.ts'
import { expectInterviewers } from './parties.ts'
import { authorize } from './policy.ts'
import { presentOne } from './present.ts'
import { holdsTime, type InterviewRecord, interviews } from './repository.ts'
import { castOf, expectRoom, slotOf, timeToCome, withTime } from './schedule-interview.ts'
import { expectInPlay, seatInterviewers } from './subject.ts'
import { tellParties } from './tell-parties.ts'
import { momentOf } from './time/clock.ts'

type Change = Pick<Input<typeof endpoints.changeInterview>, 'interviewId' | 'body' | 'ifVersion'>

/** Moves an interview, or changes who, where and how long. Nothing is given up before the new time is held. */
export async function changeInterview(
  tx: Tx,
  member: Member,
  { interviewId, body, ifVersion }: Change,
): Promise<Interview> {
  const before = await interviews.get(tx, member.employerId, interviewId)
  authorize(member, 'interview.schedule', before)
  expectVersion(before, ifVersion)
  if (isOver(before)) {
    throw new AppError('interview-closed', `This interview is ${wordOf(before)}. Schedule another one.`)
  }
  const after = { ...(await changed(tx, before, body)), ...(await placeAfter(tx, member, before, body.location)) }
  if (isSame(before, after)) return presentOne(tx, member, before)
  await expectInPlay(tx, before)
  const interviewers = await expectInterviewers(tx, member.employerId, after.interviewerIds)
  if (after.roomId !== before.roomId) await expectRoom(tx, member.employerId, after.roomId)
  const changes = await bookAnew(tx, before, after)
  const heldTime = changes.startsAt !== null && holdsTime(changes)
  // Of one that was declined nobody is told anything: a number more would be of no invitation, and outdate the mails that
  // it was declined, which say why.
  const isTold = heldTime || changes.state === 'proposed'
  const said = isTold || body.reason ? { reason: body.reason ?? null, reasonBy: member.userId } : {}
  const interview: InterviewRecord = {
    ...{ ...changes, ...said, version: before.version + 1 },
    sequence: before.sequence + (isTold ? 1 : 0),
  }
  await seatInterviewers(tx, member, interview.jobId, interviewers)
  interviews.replace(tx, interview)
  tell(tx, entryOf(before, interview), interview, byUser(member))
  const known = new Set(holdsTime(before) ? before.interviewerIds : [])
  if (heldTime) {
    tellParties(tx, interview, {
      candidate: holdsTime(before) ? 'moved' : 'invited',
      interviewers: (userId) => (known.has(userId) ? 'moved' : 'invited'),
      removed: {
        userIds: [...known].filter((userId) => !interview.interviewerIds.includes(userId)),
        was: before.startsAt,
      },
    })
  } else if (interview.state === 'proposed') tellParties(tx, interview, { candidate: 'offered', interviewers: null })
  return presentOne(tx, member, interview)
}

const isOver = ({ state }: InterviewRecord) => state === 'cancelled' || state === 'done' || state === 'no-show'
const wordOf = ({ state }: InterviewRecord) => (state === 'cancelled' ? 'cancelled' : 'over')

/**
 * What a form sends back as its reader was shown it is no other place.
 * @throws {AppError} `conflict` for a text that keeps what was withheld from its reader
 */
async function placeAfter(
  tx: Tx,
  member: Member,
  before: InterviewRecord,
  location = before.location,
): Promise<Pick<InterviewRecord, 'location' | 'locationBy'>> {
  if (location === before.location) return { location }
  const { place } = await viewOf(tx, member, await candidates.get(tx, before.employerId, before.candidateId))
  if (location === place(before.location, before.locationBy)) return { location: before.location }
  if (location.includes(withheld)) {
    throw new AppError('conflict', 'Parts of this place are withheld from you. Leave it, or write another.')
  }
  return { location, locationBy: member.userId }
}

async function changed(tx: Tx, before: InterviewRecord, body: Change['body']): Promise<InterviewRecord> {
  const timeZone = body.timeZone ?? before.timeZone
  const after: InterviewRecord = {
    ...before,
    timeZone,
    durationMinutes: body.durationMinutes ?? before.durationMinutes,
    roomId: body.roomId === undefined ? before.roomId : body.roomId,
    interviewerIds: body.interviewerIds ? [...new Set<string>(body.interviewerIds)] : before.interviewerIds,
    rescheduleHours: body.rescheduleHours ?? before.rescheduleHours,
    despite: body.despite ? [...body.despite] : before.despite,
  }
  const time = body.interviewTime === undefined ? null : momentOf(body.interviewTime, body.timeZone, 'interviewTime')
  const startsAt = time ?? before.startsAt
  if (startsAt === null) return after
  const isMoved = startsAt.getTime() !== before.startsAt?.getTime()
  if (isMoved) timeToCome(tx, startsAt, 'interviewTime')
  // To a new time nobody has said yes yet; a declined one is on again only when it gets one.
  const asksAnew = isMoved || (time !== null && before.state === 'declined')
  return withTime(asksAnew ? { ...after, state: 'scheduled', replies: {}, offeredTimes: [] } : after, startsAt, tx.now)
}

const isSame = (before: InterviewRecord, after: InterviewRecord): boolean => essence(before) === essence(after)

const essence = (one: InterviewRecord): string =>
  JSON.stringify([
    ...[one.state, one.startsAt, one.durationMinutes, one.timeZone, one.location, one.roomId, one.rescheduleHours],
    ...[...one.interviewerIds].sort(),
  ])

/** The time of everybody who is in it now; those who are not any more have theirs back. */
async function bookAnew(tx: Tx, before: InterviewRecord, after: InterviewRecord): Promise<InterviewRecord> {
  const replies = Object.fromEntries(Object.entries(after.replies).filter(([id]) => after.interviewerIds.includes(id)))
  if (after.startsAt === null || !holdsTime(after)) return { ...after, replies }
  const was =
    before.startsAt !== null && holdsTime(before) ? { ...castOf(before), slot: slotOf(before.startsAt, before) } : null
  await book(tx, {
    ...castOf(after),
    interviewId: after._id,
    slot: slotOf(after.startsAt, after),
    despite: after.despite,
    before: was,
  })
  return { ...after, replies }
}

function entryOf(before: InterviewRecord, after: InterviewRecord) {
  if (after.startsAt?.getTime() === before.startsAt?.getTime() && after.state === before.state)
    return 'interview.changed'
  return before.startsAt === null ? 'interview.scheduled' : 'interview.rescheduled'
}
