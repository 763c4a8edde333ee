import { subscribers } from '../alerts/repository.ts'
import { asks } from '../answers/repository.ts'
import { applications, portalKeyOf } from '../applications/repository.ts'
import { withdraw } from '../applications/withdraw.ts'
import { redact } from '../candidates/redact.ts'
import { type CandidateRecord, candidates, emailKeyOf } from '../candidates/repository.ts'
import { resumes } from '../candidates/resumes/repository.ts'
import { eraseDemographics } from '../demographics/keep-demographics.ts'
import { cancelForWithdrawal } from '../interviews/cancel-planned.ts'
import { byCandidate } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newSecret } from '../store/ids.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { recordAudit } from '../team/audit.ts'
import { eraseWords } from './erase-words.ts'
import { findPerson } from './find-person.ts'

/** Pages that have a text about the person open are closed by then, and mail that was under way has arrived. */
const tracesAfter = 60_000

/**
 * Deletes somebody at one employer: name, contact, files, answers, and every word that was written about them. Numbers,
 * states and times stay under the code name, so counts stay right; open applications are withdrawn. Entries of the feed
 * hold no identity and stay. The links end, and so does news of jobs. Workers follow the copies (`erase-copies`). Answers on the process are nobody's, and cannot be found.
 */
export async function eraseData(tx: Tx, links: LinkSecrets, applicationId: string): Promise<void> {
  const { candidate, applications: all } = await findPerson(tx, applicationId)
  const { _id: candidateId, employerId } = candidate
  const applicationIds = all.map(({ _id }) => _id)
  for (const { _id, status } of all) if (status === 'active' || status === 'on_hold') await withdraw(tx, _id)
  for (const before of await applications.ofCandidate(tx, candidateId)) {
    const decision = before.decision && { ...before.decision, reason: null }
    const portalSeed = newSecret()
    // Words of their own, of which figures keep what names nobody.
    const source = before.source === null ? null : redact(before.source, candidate)
    const ended = { portalSeed, portalKey: portalKeyOf(newSecret()) }
    const gone = { source, resumeText: null, answers: [], ...ended, erasedAt: tx.now }
    applications.change(tx, [{ before, after: { ...before, ...gone, decision, version: before.version + 1 } }])
    await eraseDemographics(tx, links, { employerId, applicationId: before._id })
    await asks.removeOf(tx, before._id)
  }
  for (const { _id, fileId } of await resumes.ofApplications(tx, applicationIds)) {
    await resumes.remove(tx, _id)
    tx.outbox('discard-resume', { resumeId: _id, fileId })
  }
  const subscriber = await subscribers.byAddress(tx, employerId, emailKeyOf(candidate.email))
  // One address, which they may have written in capitals there.
  const addresses = [candidate.email, ...(subscriber ? [subscriber.email] : [])]
  await eraseWords(tx, candidate, { applicationIds, addresses })
  for (const _id of applicationIds) await cancelForWithdrawal(tx, _id)
  if (subscriber) await subscribers.remove(tx, subscriber)
  const { version } = await candidates.touch(tx, tombstoneOf(candidate, tx.now))
  const about = { employerId, applicationIds, candidateId, name: candidate.name, email: candidate.email }
  const copies = { ...about, at: tx.now.toISOString() }
  // Again later: what was under way has arrived by then.
  for (const after of [0, tracesAfter]) tx.outbox('erase-copies', copies, { dueAt: new Date(tx.now.getTime() + after) })
  tx.outbox(
    'erase-traces',
    { to: candidate.email, applicationIds },
    { dueAt: new Date(tx.now.getTime() + tracesAfter) },
  )
  const data = { candidateId, jobIds: all.map(({ jobId }) => jobId), version }
  const actor = byCandidate(candidateId)
  tx.append(feedOf(employerId), { type: 'candidate.erased', data, actor })
  // That it was done stays, and nothing of whom: where they did it from would be kept of them anew.
  const subject = { kind: 'candidate', id: candidateId }
  const after = { applications: all.length }
  await recordAudit(tx, { employerId, actor, action: 'candidate.erased', subject, after, ip: null })
}

/** What stays of a person: the code name, and that there was somebody. */
function tombstoneOf(candidate: CandidateRecord, now: Date): CandidateRecord {
  return {
    ...candidate,
    name: 'Deleted by the candidate',
    email: '',
    emailKey: `erased:${candidate._id}`,
    phone: null,
    addressKey: `erased:${candidate._id}`,
    phoneKey: null,
    nameKey: null,
    personId: null,
    tags: [],
    erasedAt: now,
  }
}
