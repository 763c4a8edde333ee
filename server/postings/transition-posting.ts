import type { endpoints, Posting } from '#protocol/postings'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { keepPublishedScore } from '../language/keep-published-score.ts'
import { recordAudit } from '../team/audit.ts'
import { actOn } from './act-on.ts'
import { withDescription } from './content.ts'
import type { Description } from './description.ts'
import { actionFor, authorize, expectTransition } from './policy.ts'
import { openPosting, publish, save } from './save.ts'

/** Takes a posting from one state to another; each step has its own right. */
export async function transitionPosting(
  tx: Tx,
  member: Member,
  input: Input<typeof endpoints.transitionPosting>,
  description: Description | null,
): Promise<Posting> {
  const posting = withDescription(await openPosting(tx, member, input), description?.html ?? null)
  const { to, reason } = input.body
  authorize(member, 'posting.write', posting)
  expectTransition(posting.state, to)
  authorize(member, actionFor(posting.state, to), posting)
  await recordAudit(tx, {
    ...actOn(member, posting),
    action: 'posting.transitioned',
    before: { state: posting.state },
    after: { state: to },
    ...(reason ? { reason } : {}),
  })
  if (to === 'published') await keepPublishedScore(tx, member, `posting:${posting._id}`)
  const moved = { ...posting, state: to }
  if (to !== 'published' || posting.published) return save(tx, member, 'posting.transitioned', moved)
  await description?.keepPublished(tx, member)
  return save(tx, member, 'posting.transitioned', publish(tx, moved))
}
