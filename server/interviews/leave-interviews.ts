import type { JobPayload } from '#protocol/jobs'
import { bySystem } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import { roleOf } from '../team/membership.ts'
import { tell } from './entries.ts'
import { release } from './holds.ts'
import { interviews } from './repository.ts'
import { slotOf } from './schedule-interview.ts'

/**
 * Somebody who left the company meets none of its candidates: their time is their own again. The others of a panel stay,
 * and who plans sees that somebody is missing. Whoever came back meanwhile stays where they are.
 */
export async function leaveInterviews(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  { employerId, userId }: JobPayload<'leave-interviews'>,
): Promise<void> {
  for (const { _id } of await interviews.aheadOf(scope, employerId, userId)) {
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
