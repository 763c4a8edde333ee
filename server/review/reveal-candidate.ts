import type { Candidate, endpoints } from '#protocol/candidates'
import { may, reachOf } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { refuseErased } from '../candidates/refuse-erased.ts'
import { type CandidateRecord, candidates, type RevealRecord, reveals } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { isScheduledWith } from '../interviews/scheduled-with.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { blindText, type CandidateFile, isRevealedTo, openFile, presentFile } from './candidate-view.ts'

/** Shows one member who the candidate is. Who, why and when is kept for ever and told in the feed. Twice is once. */
export async function revealCandidate(
  tx: Tx,
  member: Member,
  { candidateId, body }: Pick<Input<typeof endpoints.revealCandidate>, 'candidateId' | 'body'>,
): Promise<Candidate> {
  const file = await openFile(tx, member, candidateId)
  const mayByRole = file.visible.some((application) => may(member, 'identity.reveal', application.jobId))
  if (!mayByRole && !(await mayOnceScheduled(tx, member, file))) {
    throw new AppError(
      'forbidden',
      'Your role does not allow this. An interviewer can reveal once an interview is set.',
    )
  }
  refuseErased(file.candidate)
  // The reason is read by people to whom this candidate stays blind.
  const reason = blindText(file, body.reason)
  let shown = file
  for (const candidate of [file.candidate, ...file.kin]) shown = await revealOne(tx, member, shown, candidate, reason)
  return presentFile(tx, member, shown)
}

/** An interviewer may know whom they meet, once there is an interview of theirs with the candidate. */
async function mayOnceScheduled(tx: Tx, member: Member, { candidate, kin }: CandidateFile): Promise<boolean> {
  if (reachOf(member.role, 'identity.reveal') !== 'scheduled') return false
  for (const { _id } of [candidate, ...kin]) if (await isScheduledWith(tx, member.userId, _id)) return true
  return false
}

/** One record of the person; those that were revealed before keep their reason. Answers the file as it is then. */
async function revealOne(
  tx: Tx,
  member: Member,
  file: CandidateFile,
  candidate: CandidateRecord,
  reason: string,
): Promise<CandidateFile> {
  const candidateId = candidate._id
  if (isRevealedTo(file, member, candidateId)) return file
  const { employerId, userId } = member
  const reveal: RevealRecord = { _id: newId(), employerId, candidateId, userId, reason, at: tx.now }
  await reveals.insert(tx, reveal)
  const touched = await candidates.touch(tx, candidate)
  const { version } = touched
  await recordAudit(tx, {
    ...actOf(member),
    action: 'candidate.revealed',
    subject: { kind: 'candidate', id: candidateId },
    reason,
  })
  tx.append(feedOf(employerId), {
    type: 'candidate.revealed',
    data: { candidateId, userId, jobIds: [...file.jobIds], version },
    actor: byUser(member),
  })
  const now = (one: CandidateRecord) => (one._id === candidateId ? touched : one)
  // In the order in which they are read.
  const marks = [...file.reveals, reveal].sort((a, b) => a.userId.localeCompare(b.userId))
  return { ...file, candidate: now(file.candidate), kin: file.kin.map(now), reveals: marks }
}
