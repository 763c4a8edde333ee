import type { JobPayload } from '#protocol/jobs'
import { bySystem } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import { roleOf } from '../team/membership.ts'
import { tell } from './entries.ts'
import { release } from './holds.ts'
import { type InterviewRecord, interviews, isAhead } from './repository.ts'
import { slotOf } from './schedule-interview.ts'

const most = 1000

/**
 * Somebody who left the company meets none of its candidates: their time is their own again. The others of a panel stay,
 * and who plans sees that somebody is missing. Whoever came back meanwhile stays where they are.
 */
export async function leaveInterviews(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  { employerId, userId }: JobPayload<'leave-interviews'>,
): Promise<void> {
  const ahead = (await interviews.ofPerson(scope, userId, scope.now, most)).filter((one) => isTheirs(one, employerId))
  for (const { _id } of ahead) {
    await journal.commit([feedOf(employerId)], async (tx) => {
      const before = await interviews.find(tx, _id)
      if (!before?.interviewerIds.includes(userId) || (await roleOf(tx, employerId, userId)) !== null) return
      const { [userId]: _theirs, ...replies } = before.replies
      const interviewerIds = before.interviewerIds.filter((id) => id !== userId)
      const interview = { ...before, interviewerIds, replies, version: before.version + 1 }
      if (before.startsAt) {
        await release(tx, [{ kind: 'interviewer', id: userId }], {
          interviewId: _id,
          ...slotOf(before.startsAt, before),
        })
      }
      interviews.replace(tx, interview)
      tell(tx, 'interview.changed', interview, bySystem)
    })
  }
}

const isTheirs = (interview: InterviewRecord, employerId: string): boolean =>
  interview.employerId === employerId && (isAhead(interview) || interview.state === 'proposed')
