import type { endpoints, Interview } from '#protocol/interviews'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { tell } from './entries.ts'
import { canRead } from './policy.ts'
import { presentOne } from './present.ts'
import { type InterviewRecord, interviews, isAhead, noSuchInterview } from './repository.ts'

type Answer = Pick<Input<typeof endpoints.replyToInterview>, 'interviewId' | 'body' | 'ifVersion'>

/** An interviewer says whether they come. The time stays held: whoever plans decides what follows. */
export async function replyToInterview(
  tx: Tx,
  member: Member,
  { interviewId, body, ifVersion }: Answer,
): Promise<Interview> {
  const before = await interviews.get(tx, member.employerId, interviewId)
  if (!canRead(member, before)) throw noSuchInterview()
  expectVersion(before, ifVersion)
  return presentOne(tx, member, await reply(tx, before, member.userId, body.reply))
}

/** @throws {AppError} `forbidden` for somebody who is not on the panel, `interview-closed` */
export async function reply(
  tx: Tx,
  before: InterviewRecord,
  userId: string,
  answer: 'accepted' | 'declined',
): Promise<InterviewRecord> {
  if (!before.interviewerIds.includes(userId)) {
    throw new AppError('forbidden', 'You are not among the interviewers, so there is nothing to answer.')
  }
  if (!isAhead(before)) throw new AppError('interview-closed', 'This interview does not wait for an answer any more.')
  if (before.replies[userId] === answer) return before
  const interview = { ...before, replies: { ...before.replies, [userId]: answer }, version: before.version + 1 }
  interviews.replace(tx, interview)
  tell(tx, 'interview.replied', interview, byUser({ userId }))
  return interview
}
