import type { Application } from '#protocol/applications'
import type { endpoints } from '#protocol/decisions'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { refuseBinned } from '../postings/policy.ts'
import type { PostingRecord } from '../postings/repository.ts'
import { tally } from '../postings/tally.ts'
import { undoWindow } from './notice.ts'
import { authorize } from './policy.ts'
import { presentKnown } from './present.ts'
import { findCase, readCase } from './read-case.ts'
import { applications, type StandingRecord } from './repository.ts'
import { save } from './save.ts'
import { decideSelection, decideUnselection } from './selection.ts'
import { tallyOf } from './stages.ts'

type Select = Pick<Input<typeof endpoints.selectCandidate>, 'body' | 'ifVersion'>
type TakeBack = Pick<Input<typeof endpoints.takeBackSelection>, 'applicationId' | 'ifVersion'>

/** Chooses a candidate for interviews, with a score. The same again changes nothing; another score takes its place. */
export async function selectCandidate(
  tx: Tx,
  member: Member,
  { body, ifVersion }: Select,
): Promise<Application & { score: number }> {
  const { candidateId, jobId, score } = body
  authorize(member, 'application.move', jobId)
  const known = await findCase(tx, member, { jobId, candidateId })
  if (!known || known.posting.deletedAt !== null) {
    throw new AppError('not-found', 'This candidate did not apply for this posting.')
  }
  const { application: before, posting } = known
  if (posting.state === 'closed' || posting.state === 'archived') {
    throw new AppError('posting-not-active', `This posting is ${posting.state}, so nobody is selected for it any more.`)
  }
  expectVersion(before, ifVersion)
  const after = decideSelection(before, { score, by: member.userId }, posting.stages, tx.now)
  if (after === null) return { ...(await presentKnown(tx, member, before, known)), score }
  save(tx, before, after, posting, 'application.selected', byUser(member))
  if (!before.selected) tellTeam(tx, posting, after)
  return { ...(await presentKnown(tx, member, after, known)), score }
}

/**
 * Selects somebody by booking an interview with them: without a score, and without a word to the candidate, whom the
 * invitation tells. Who is selected already stays so. From then on the application counts as interviewed.
 * @param told those who hear of the interview anyway
 * @throws {AppError} `application-closed` when it was rejected, withdrawn or hired
 */
export async function selectByInterview(
  tx: Tx,
  member: Member,
  before: StandingRecord,
  { posting, told }: { readonly posting: PostingRecord; readonly told: readonly string[] },
): Promise<void> {
  const by = before.selected?.by ?? member.userId
  const score = before.selected?.score ?? null
  const selected = decideSelection(before, { score, by }, posting.stages, tx.now)
  const after = { ...(selected ?? before), interviewedAt: before.interviewedAt ?? tx.now }
  if (selected !== null) {
    save(tx, before, after, posting, 'application.selected', byUser(member), { quiet: true })
    if (!before.selected) tellTeam(tx, posting, after, told)
  } else if (before.interviewedAt === null) {
    // No change of where it stands, so its version stays; the interview's own entry tells that a figure moved.
    applications.change(tx, [{ before, after }])
    tally(tx, before.employerId, before.jobId, tallyOf(before, after))
  }
}

/** Takes the selection back; when there is none, nothing changes. */
export async function takeBackSelection(
  tx: Tx,
  member: Member,
  { applicationId, ifVersion }: TakeBack,
): Promise<Application> {
  const known = await readCase(tx, member, applicationId)
  const { application: before, posting } = known
  authorize(member, 'application.move', before.jobId)
  refuseBinned(posting)
  expectVersion(before, ifVersion)
  const after = decideUnselection(before, member.userId, posting.stages, tx.now)
  if (after === null) return presentKnown(tx, member, before, known)
  save(tx, before, after, posting, 'application.unselected', byUser(member))
  return presentKnown(tx, member, after, known)
}

/** Those who will meet the candidate are told by mail, once it cannot be undone any more. */
function tellTeam(
  tx: Tx,
  { team }: PostingRecord,
  { _id, selected }: StandingRecord,
  except: readonly string[] = [],
): void {
  if (!selected) return
  const dueAt = new Date(tx.now.getTime() + undoWindow)
  const people = new Set([...team.hiringManagerIds, ...team.interviewerIds])
  for (const userId of [selected.by, ...except]) people.delete(userId)
  for (const userId of people) {
    tx.outbox('tell-selection', { applicationId: _id, userId, at: selected.at.toISOString() }, { dueAt })
  }
}
