import type { endpoints, Posting } from '#protocol/postings'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { recordAudit } from '../team/audit.ts'
import { setJobTeam } from '../team/job-scope.ts'
import { actOn } from './act-on.ts'
import { withDescription } from './content.ts'
import type { Description } from './description.ts'
import { authorize } from './policy.ts'
import { openPosting, save } from './save.ts'

/** Says who is on the hiring team; what these people see changes with it. */
export async function setPostingTeam(
  tx: Tx,
  member: Member,
  input: Input<typeof endpoints.setPostingTeam>,
  description: Description | null,
): Promise<Posting> {
  const posting = withDescription(await openPosting(tx, member, input), description?.html ?? null)
  authorize(member, 'posting.write', posting)
  const hiringManagerIds = [...new Set<string>(input.body.hiringManagerIds)]
  const interviewerIds = [...new Set<string>(input.body.interviewerIds)]
  await setJobTeam(tx, member, member.employerId, posting._id, [...hiringManagerIds, ...interviewerIds], (userId) =>
    hiringManagerIds.includes(userId) ? 'hiringManagerIds' : 'interviewerIds',
  )
  const team = { hiringManagerIds, interviewerIds }
  const states = { before: posting.team, after: team }
  await recordAudit(tx, { ...actOn(member, posting), action: 'posting.team-changed', ...states })
  return save(tx, member, 'posting.team-changed', { ...posting, team })
}
