import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { PostingRecord } from '../postings/repository.ts'
import { tally } from '../postings/tally.ts'
import { candidateWords } from './candidate-words.ts'
import { standingOf } from './present.ts'
import { type ApplicationRecord, applications } from './repository.ts'
import { type MoveEntry, tallyOf } from './stages.ts'

/** For this long a decision can be undone before the candidate is told, in milliseconds. */
export const undoWindow = 10_000

/** Writes a changed application: record, counts, feed entry, and later a word to the candidate if there is one to say. */
export async function save(
  tx: Tx,
  before: ApplicationRecord,
  after: ApplicationRecord,
  posting: PostingRecord,
  type: MoveEntry | 'application.viewed',
  actor: EntryActor,
): Promise<void> {
  const believed = believedOf(before, tx.now)
  await applications.replace(tx, { ...after, believed })
  await tally(tx, after.employerId, after.jobId, tallyOf(before, after))
  tx.append(feedOf(after.employerId), { type, data: standingOf(after), actor })
  if (after.version === before.version || after.status === 'withdrawn') return
  if (headlineOf(believed, posting) !== headlineOf(after, posting)) {
    const dueAt = new Date(tx.now.getTime() + undoWindow)
    tx.outbox('tell-candidate', { applicationId: after._id, version: after.version }, { dueAt })
  }
}

/**
 * What was decided within the undo window is not known to the candidate yet. Measured against this, a decision that is
 * taken back leaves nothing to tell, and one followed by another change is still told.
 */
function believedOf({ stage, status, decision, believed }: ApplicationRecord, now: Date) {
  const isOpen = decision !== null && now.getTime() - decision.at.getTime() < undoWindow
  return (isOpen ? believed : undefined) ?? { stage, status }
}

const headlineOf = (application: Pick<ApplicationRecord, 'stage' | 'status'>, posting: PostingRecord): string =>
  candidateWords(application, posting.stages, '', true).headline
