import type { Posting } from '#protocol/postings'
import type { Member } from '../http/actor.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { contentOf } from './content.ts'
import { tell } from './entries.ts'
import { refuseBinned } from './policy.ts'
import { present } from './present.ts'
import { type PostingRecord, postings } from './repository.ts'
import { tallies } from './tally.ts'

/** The posting as it stands, held to `If-Match`; one in the bin can only be restored. */
export async function openPosting(
  tx: Tx,
  member: Member,
  input: { jobId: string; ifVersion?: number | undefined },
): Promise<PostingRecord> {
  const posting = await postings.get(tx, member.employerId, input.jobId)
  refuseBinned(posting)
  expectVersion(posting, input.ifVersion)
  return posting
}

/** A changed posting as it is to be written. */
export const nextVersion = (tx: Tx, changed: PostingRecord): PostingRecord => ({
  ...changed,
  version: changed.version + 1,
  updatedAt: tx.now,
})

/** Writes a changed posting: record, next version, feed entry. */
export async function save(
  tx: Tx,
  member: Pick<Member, 'userId'>,
  type: Parameters<typeof tell>[1],
  changed: PostingRecord,
): Promise<Posting> {
  const posting = nextVersion(tx, changed)
  await postings.replace(tx, posting)
  tell(tx, type, posting, byUser(member))
  return present(posting, (await tallies.of(tx, [posting._id])).get(posting._id))
}

/** The posting with what is edited now as what the public reads. */
export const publish = (tx: Tx, posting: PostingRecord): PostingRecord => ({
  ...posting,
  published: { ...contentOf(posting), at: posting.published?.at ?? tx.now },
  hasUnpublishedChanges: false,
})
