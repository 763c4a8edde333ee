import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { PostingRecord } from '../postings/repository.ts'
import { tally } from '../postings/tally.ts'
import { candidateWords } from './candidate-words.ts'
import { standingOf } from './present.ts'
import { applications, type StandingRecord } from './repository.ts'
import { type MoveEntry, tallyOf } from './stages.ts'

/** For this long a decision can be undone before the candidate is told, in milliseconds. */
export const undoWindow = 10_000

export interface Change {
  readonly before: StandingRecord
  readonly after: StandingRecord
  readonly type: MoveEntry | 'application.viewed'
}

/** Writes a changed application: record, counts, feed entry, and later a word to the candidate if there is one to say. */
export const save = (
  tx: Tx,
  before: StandingRecord,
  after: StandingRecord,
  posting: Pick<PostingRecord, 'stages'>,
  type: Change['type'],
  actor: EntryActor,
): Promise<void> => saveAll(tx, [{ before, after, type }], posting, actor)

/**
 * The same for many applications of one posting, in a handful of calls to the store however many they are.
 * @param posting its stages, with those that the applications come from
 */
export async function saveAll(
  tx: Tx,
  changes: readonly Change[],
  posting: Pick<PostingRecord, 'stages'>,
  actor: EntryActor,
): Promise<void> {
  const [first] = changes
  if (first === undefined) return
  const { employerId, jobId } = first.after
  const written = changes.map(({ before, after }) => ({
    before,
    after: { ...after, believed: believedOf(before, tx.now) },
  }))
  await applications.change(tx, written)
  await tally(tx, employerId, jobId, ...changes.map(({ before, after }) => tallyOf(before, after)))
  const dueAt = new Date(tx.now.getTime() + undoWindow)
  for (const [index, { before, after }] of written.entries()) {
    const type = changes[index]?.type ?? first.type
    tx.append(feedOf(employerId), { type, data: standingOf(after), actor })
    if (after.version === before.version || after.status === 'withdrawn') continue
    if (headlineOf(after.believed, posting) === headlineOf(after, posting)) continue
    tx.outbox('tell-candidate', { applicationId: after._id, version: after.version }, { dueAt })
  }
}

/**
 * What was decided within the undo window is not known to the candidate yet. Measured against this, a decision that is
 * taken back leaves nothing to tell, and one followed by another change is still told.
 */
function believedOf({ stage, status, decision, believed }: StandingRecord, now: Date) {
  const isOpen = decision !== null && now.getTime() - decision.at.getTime() < undoWindow
  return (isOpen ? believed : undefined) ?? { stage, status }
}

const headlineOf = (
  application: Pick<StandingRecord, 'stage' | 'status'>,
  posting: Pick<PostingRecord, 'stages'>,
): string => candidateWords(application, posting.stages, '', true).headline
