import type { Member } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { addJob } from '../team/job-scope.ts'
import { authorize } from './policy.ts'
import { openPosting, save } from './save.ts'

/** These people become interviewers of the posting; what they see follows. Who is on its team already stays what they are. */
export async function joinHiringTeam(tx: Tx, member: Member, jobId: string, userIds: readonly string[]): Promise<void> {
  const posting = await openPosting(tx, member, { jobId })
  const { hiringManagerIds, interviewerIds } = posting.team
  const joining = userIds.filter((userId) => ![...hiringManagerIds, ...interviewerIds].includes(userId))
  if (joining.length === 0) return
  authorize(member, 'posting.write', posting)
  for (const userId of joining) await addJob(tx, member, member.employerId, jobId, userId)
  const team = { hiringManagerIds, interviewerIds: [...interviewerIds, ...joining] }
  await save(tx, member, 'posting.team-changed', { ...posting, team })
}
