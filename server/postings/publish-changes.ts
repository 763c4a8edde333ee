import type { endpoints, Posting } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { keepPublishedScore } from '../language/keep-published-score.ts'
import { recordAudit } from '../team/audit.ts'
import { actOn } from './act-on.ts'
import { withDescription } from './content.ts'
import type { Description } from './description.ts'
import { authorize } from './policy.ts'
import { openPosting, publish, save } from './save.ts'

/** Shows the edited text of a live posting to the public. */
export async function publishChanges(
  tx: Tx,
  member: Member,
  input: Input<typeof endpoints.publishChanges>,
  description: Description | null,
): Promise<Posting> {
  const posting = withDescription(await openPosting(tx, member, input), description?.html ?? null)
  authorize(member, 'posting.publish', posting)
  if (!posting.published) {
    throw new AppError('invalid-transition', 'This posting was never published. Publish it first.')
  }
  await description?.keepPublished(tx, member)
  await keepPublishedScore(tx, member, `posting:${posting._id}`)
  await recordAudit(tx, { ...actOn(member, posting), action: 'posting.changes-published' })
  return save(tx, member, 'posting.changes-published', publish(tx, posting))
}
