import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { PostingRecord } from '../postings/repository.ts'
import { tally } from '../postings/tally.ts'
import { newId } from '../store/ids.ts'
import { candidateWords, type Told } from './candidate-words.ts'
import { decisionOf } from './decisions/decision-of.ts'
import { decisions } from './decisions/repository.ts'
import { believedOf, undoWindow } from './notice.ts'
import { entryDataOf } from './present.ts'
import { followTimers } from './reminders/follow-timer.ts'
import { applications, type StandingRecord } from './repository.ts'
import { toldOf } from './selection.ts'
import { type MoveEntry, tallyOf } from './stages.ts'

export interface Change {
  readonly before: StandingRecord
  readonly after: StandingRecord
  readonly type: MoveEntry | 'application.viewed'
}

/**
 * Writes a changed application: record, counts, feed entry, a line in its log, the time by which the candidate should
 * hear, and later a word to the candidate if there is one to say.
 */
export const save = (
  tx: Tx,
  before: StandingRecord,
  after: StandingRecord,
  posting: Pick<PostingRecord, 'stages'>,
  type: Change['type'],
  actor: EntryActor,
  options: { readonly quiet?: boolean } = {},
): void => saveAll(tx, [{ before, after, type }], posting, actor, options)

/**
 * The same for many applications of one posting, in a handful of calls to the store however many they are.
 * @param posting its stages, with those that the applications come from
 * @param quiet something else tells the candidate, such as the invitation to an interview
 */
export function saveAll(
  tx: Tx,
  changes: readonly Change[],
  posting: Pick<PostingRecord, 'stages'>,
  actor: EntryActor,
  { quiet = false }: { readonly quiet?: boolean } = {},
): void {
  const [first] = changes
  if (first === undefined) return
  const { employerId, jobId } = first.after
  const written = changes.map(({ before, after, type }) => {
    const believed = believedOf(before, tx.now)
    // Who looked at it is nothing to tell.
    if (type === 'application.viewed') return { before, after: { ...after, believed }, type, isTold: false }
    const isNews = headlineOf(believed, posting) !== headlineOf(toldOf(after), posting)
    const isTold = isNews && !quiet && after.status !== 'withdrawn'
    const news = isTold ? after.version : isNews ? null : believed.news
    return { before, after: { ...after, believed, news }, type, isTold }
  })
  applications.change(tx, written)
  tally(tx, employerId, jobId, ...changes.map(({ before, after }) => tallyOf(before, after)))
  for (const { after, type } of written) {
    const again = type === 'application.resumed' && actor.kind === 'candidate' ? { again: true } : {}
    tx.append(feedOf(employerId), { type, data: { ...entryDataOf(type, after, posting.stages), ...again }, actor })
  }
  const decided = written.flatMap((change) =>
    change.type === 'application.viewed' ? [] : [{ ...change, type: change.type }],
  )
  const at = tx.now
  decisions.insert(
    tx,
    decided.map((change) => decisionOf(newId(at.getTime()), change, { actor, at })),
  )
  followTimers(
    tx,
    decided.map(({ after }) => after),
    posting.stages,
  )
  const dueAt = new Date(at.getTime() + undoWindow)
  for (const { before, after, isTold } of decided) {
    const { _id: applicationId, status, version } = after
    const isEnded = status !== before.status && (status === 'rejected' || status === 'hired')
    if (isTold) tx.outbox('tell-candidate', { applicationId, version }, { dueAt })
    // The mail with the news asks how it was, too; without one the question has a mail of its own.
    else if (isEnded) tx.outbox('offer-answer', { applicationId, cause: 'decision' }, { dueAt })
    if (isEnded && status === 'rejected')
      tx.outbox('close-interviews', { applicationId, at: at.toISOString() }, { dueAt })
  }
}

const headlineOf = (application: Told, posting: Pick<PostingRecord, 'stages'>): string =>
  candidateWords(application, posting.stages, '', true).headline
