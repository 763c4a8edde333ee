import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { PostingRecord } from '../postings/repository.ts'
import { tally } from '../postings/tally.ts'
import { newId } from '../store/ids.ts'
import { candidateWords, type Told } from './candidate-words.ts'
import { decisionOf } from './decisions/decision-of.ts'
import { decisions } from './decisions/repository.ts'
import { standingOf } from './present.ts'
import { followTimer } from './reminders/follow-timer.ts'
import { type ApplicationRecord, applications } from './repository.ts'
import { toldOf } from './selection.ts'
import { type MoveEntry, tallyOf } from './stages.ts'

/** For this long a decision can be undone before the candidate is told, in milliseconds. */
export const undoWindow = 10_000

/**
 * Writes a changed application: record, counts, feed entry, a line in its log, the time by which the candidate should
 * hear, and later a word to the candidate if there is one to say.
 */
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
  if (type === 'application.viewed') return
  await decisions.insert(tx, decisionOf(newId(tx.now.getTime()), before, after, type))
  await followTimer(tx, after, posting.stages)
  if (after.status === 'withdrawn') return
  if (headlineOf(believed, posting) !== headlineOf(toldOf(after), posting)) {
    const dueAt = new Date(tx.now.getTime() + undoWindow)
    tx.outbox('tell-candidate', { applicationId: after._id, version: after.version }, { dueAt })
  }
}

/**
 * What was decided within the undo window is not known to the candidate yet. Measured against this, a decision that is
 * taken back leaves nothing to tell, and one followed by another change is still told.
 */
function believedOf(before: ApplicationRecord, now: Date): Told & { stageSince: Date } {
  const { decision, believed, stageSince } = before
  const isOpen = decision !== null && now.getTime() - decision.at.getTime() < undoWindow
  if (!isOpen || !believed) return { ...toldOf(before), stageSince }
  return { ...believed, selected: believed.selected ?? false, stageSince: believed.stageSince ?? stageSince }
}

const headlineOf = (application: Told, posting: PostingRecord): string =>
  candidateWords(application, posting.stages, '', true).headline
