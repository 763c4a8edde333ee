import { defaultStages } from '#protocol/postings'
import type { Member } from '../http/actor.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { addJobs } from '../team/job-scope.ts'
import { draft } from './create-posting.ts'
import { tell } from './entries.ts'
import { type PostingContent, type PostingRecord, postingRows, postings } from './repository.ts'
import { nextVersion } from './save.ts'
import { tallies } from './tally.ts'

export type Author = Pick<Member, 'employerId' | 'userId' | 'role'>

/** Makes many drafts at once, in a handful of calls to the store; whether they are duplicates, the caller has asked. */
export async function addPostings(
  tx: Tx,
  author: Author,
  contents: readonly PostingContent[],
): Promise<PostingRecord[]> {
  if (contents.length === 0) return []
  const made = contents.map((content) => draft(author, content, defaultStages, tx.now))
  const ids = made.map(({ _id }) => _id)
  await postingRows(tx).insertMany(made, { session: tx.session })
  await tallies.startAll(tx, author.employerId, ids)
  if (author.role === 'hiring_manager') await addJobs(tx, author, author.employerId, ids, author.userId)
  for (const posting of made) tell(tx, 'posting.created', posting, byUser(author))
  return made
}

/**
 * Puts those of the postings into the bin that nobody has touched since they were made. Answers which these are.
 * @param isSame whether a posting still reads as it was made
 */
export async function takeBackPostings(
  tx: Tx,
  member: Author,
  jobIds: readonly string[],
  isSame: (posting: PostingRecord) => boolean,
): Promise<Set<string>> {
  const counts = await tallies.of(tx, jobIds)
  const found = await postings.many(tx, member.employerId, jobIds)
  const untouched = found.filter(
    (posting) =>
      posting.deletedAt === null &&
      posting.version === 1 &&
      (counts.get(posting._id)?.applications ?? 0) === 0 &&
      isSame(posting),
  )
  const binned = untouched.map((posting) => nextVersion(tx, { ...posting, deletedAt: tx.now }))
  await postings.replaceAll(tx, binned)
  for (const posting of binned) tell(tx, 'posting.deleted', posting, byUser(member))
  return new Set(untouched.map(({ _id }) => _id))
}
