import type { Candidate, endpoints } from '#protocol/candidates'
import { may, reachOf } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { type CandidateRecord, candidates, reveals } from '../candidates/repository.ts'
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
  // The reason is read by people to whom this candidate stays blind.
  const reason = blindText(file, body.reason)
  for (const candidate of [file.candidate, ...file.kin]) await revealOne(tx, member, file, candidate, reason)
  return presentFile(tx, member, await openFile(tx, member, candidateId))
}

/** An interviewer may know whom they meet, once there is an interview of theirs with the candidate. */
async function mayOnceScheduled(tx: Tx, member: Member, { candidate, kin }: CandidateFile): Promise<boolean> {
  if (reachOf(member.role, 'identity.reveal') !== 'scheduled') return false
  for (const { _id } of [candidate, ...kin]) if (await isScheduledWith(tx, member.userId, _id)) return true
  return false
}

/** One record of the person; those that were revealed before keep their reason. */
async function revealOne(
  tx: Tx,
  member: Member,
  file: CandidateFile,
  { _id: candidateId }: CandidateRecord,
  reason: string,
): Promise<void> {
  if (isRevealedTo(file, member, candidateId)) return
  const { employerId, userId } = member
  await reveals.insert(tx, { _id: newId(), employerId, candidateId, userId, reason, at: tx.now })
  const { version } = await candidates.touch(tx, await candidates.get(tx, employerId, candidateId))
  await recordAudit(tx, {
    ...actOf(member),
    action: 'candidate.revealed',
    subject: { kind: 'candidate', id: candidateId },
    reason,
  })
  tx.append(feedOf(employerId), {
    type: 'candidate.revealed',
    data: { candidateId, userId, jobIds: file.visible.map(({ jobId }) => jobId), version },
    actor: byUser(member),
  })
}
