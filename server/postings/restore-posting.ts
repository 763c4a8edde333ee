import type { endpoints, Posting } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import type { Tx } from '../journal/tx.ts'
import { recordAudit } from '../team/audit.ts'
import { actOn } from './act-on.ts'
import { authorize, canSee } from './policy.ts'
import { present } from './present.ts'
import { postings } from './repository.ts'
import { save } from './save.ts'
import { tallies } from './tally.ts'

/** Takes a posting out of the bin; one that is not in it stays as it is. */
export async function restorePosting(
  tx: Tx,
  member: Member,
  input: Input<typeof endpoints.restorePosting>,
): Promise<Posting> {
  const posting = await postings.get(tx, member.employerId, input.jobId)
  if (!canSee(member, posting, tx.now)) throw new AppError('not-found', 'There is no such posting.')
  authorize(member, 'posting.write', posting)
  expectVersion(posting, input.ifVersion)
  if (posting.deletedAt === null) return present(posting, (await tallies.of(tx, [posting._id])).get(posting._id))
  await recordAudit(tx, { ...actOn(member, posting), action: 'posting.restored' })
  return save(tx, member, 'posting.restored', { ...posting, deletedAt: null })
}
