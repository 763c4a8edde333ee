import type { endpoints, Interview } from '#protocol/interviews'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { giveUp } from './book.ts'
import { tell } from './entries.ts'
import { authorize } from './policy.ts'
import { presentOne } from './present.ts'
import { holdsTime, type InterviewRecord, interviews } from './repository.ts'
import { castOf, slotOf } from './schedule-interview.ts'
import { tellParties } from './tell-parties.ts'

type Cancel = Pick<Input<typeof endpoints.cancelInterview>, 'interviewId' | 'body' | 'ifVersion'>
type Note = Pick<Input<typeof endpoints.noteDone>, 'interviewId' | 'ifVersion'>

/** Cancels: everybody has their time back and is told. A second time changes nothing. */
export async function cancelInterview(
  tx: Tx,
  member: Member,
  { interviewId, body, ifVersion }: Cancel,
): Promise<Interview> {
  const before = await interviews.get(tx, member.employerId, interviewId)
  authorize(member, 'interview.schedule', before)
  if (before.state === 'cancelled') return presentOne(tx, member, before)
  expectVersion(before, ifVersion)
  if (before.state === 'done' || before.state === 'no-show') {
    throw new AppError('interview-closed', 'This interview is over, so there is nothing to cancel.')
  }
  const interview = { ...ended(before, 'cancelled'), reason: body.reason, reasonBy: member.userId }
  await freeTime(tx, before)
  interviews.replace(tx, interview)
  tell(tx, 'interview.cancelled', interview, byUser(member))
  tellParties(tx, interview, { candidate: 'cancelled', interviewers: holdsTime(before) ? 'cancelled' : null })
  return presentOne(tx, member, interview)
}

export const noteNoShow = (tx: Tx, member: Member, input: Note) => note(tx, member, input, 'no-show')
export const noteDone = (tx: Tx, member: Member, input: Note) => note(tx, member, input, 'done')

/** What became of an interview. One mistake is set right by the other; the same again changes nothing. */
async function note(
  tx: Tx,
  member: Member,
  { interviewId, ifVersion }: Note,
  state: 'no-show' | 'done',
): Promise<Interview> {
  const before = await interviews.get(tx, member.employerId, interviewId)
  authorize(member, 'interview.schedule', before)
  if (before.state === state) return presentOne(tx, member, before)
  expectVersion(before, ifVersion)
  if (!holdsTime(before))
    throw new AppError('interview-closed', `This interview is ${before.state}: it did not take place.`)
  if (before.startsAt === null || before.startsAt > tx.now) {
    throw new AppError('conflict', 'This interview has not begun yet.')
  }
  const interview: InterviewRecord = { ...before, state, remindAt: null, version: before.version + 1 }
  interviews.replace(tx, interview)
  tell(tx, `interview.${state}`, interview, byUser(member))
  return presentOne(tx, member, interview)
}

/** Everybody's time back, as far as it was held. */
export async function freeTime(tx: Tx, before: InterviewRecord): Promise<void> {
  if (before.startsAt === null || !holdsTime(before)) return
  await giveUp(tx, before._id, { ...castOf(before), slot: slotOf(before.startsAt, before) })
}

/** The interview, not to take place any more. */
export const ended = (before: InterviewRecord, state: 'cancelled' | 'declined'): InterviewRecord => ({
  ...{ ...before, state, remindAt: null },
  ...{ sequence: before.sequence + 1, version: before.version + 1 },
})
