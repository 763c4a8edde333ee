import type { endpoints } from '#protocol/postings'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { recordAudit } from '../team/audit.ts'
import { actOn } from './act-on.ts'
import { withDescription } from './content.ts'
import type { Description } from './description.ts'
import { authorize } from './policy.ts'
import { openPosting, save } from './save.ts'

/** Puts a posting into the bin, from which it can be restored for 30 days. */
export async function deletePosting(
  tx: Tx,
  member: Member,
  input: Input<typeof endpoints.deletePosting>,
  description: Description | null,
): Promise<undefined> {
  const posting = withDescription(await openPosting(tx, member, input), description?.html ?? null)
  authorize(member, 'posting.write', posting)
  await recordAudit(tx, { ...actOn(member, posting), action: 'posting.deleted' })
  await save(tx, member, 'posting.deleted', { ...posting, deletedAt: tx.now })
}
