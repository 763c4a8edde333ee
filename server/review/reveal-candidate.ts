import type { Candidate, endpoints } from '#protocol/candidates'
import { may } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { redact } from '../candidates/redact.ts'
import { candidates, reveals } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { recordAudit } from '../team/audit.ts'
import { openFile, presentFile } from './candidate-view.ts'

/** Shows one member who the candidate is. Who, why and when is kept for ever and told in the feed. Twice is once. */
export async function revealCandidate(
  tx: Tx,
  member: Member,
  { candidateId, body }: Pick<Input<typeof endpoints.revealCandidate>, 'candidateId' | 'body'>,
): Promise<Candidate> {
  const file = await openFile(tx, member, candidateId)
  if (!file.visible.some((application) => may(member, 'identity.reveal', application.jobId))) {
    throw new AppError(
      'forbidden',
      'Your role does not allow this. An interviewer can reveal once an interview is set.',
    )
  }
  if (file.reveals.some((reveal) => reveal.userId === member.userId)) return presentFile(tx, member, file)
  const { employerId, userId } = member
  // The reason is read by people to whom this candidate stays blind.
  const reason = redact(body.reason, file.candidate)
  const reveal = { _id: newId(), employerId, candidateId, userId, reason, at: tx.now }
  await reveals.insert(tx, reveal)
  const candidate = await candidates.touch(tx, file.candidate)
  await recordAudit(tx, {
    employerId,
    actor: byUser(member),
    ip: member.ip,
    action: 'candidate.revealed',
    subject: { kind: 'candidate', id: candidateId },
    reason,
  })
  tx.append(feedOf(employerId), {
    type: 'candidate.revealed',
    data: { candidateId, userId, jobIds: file.visible.map(({ jobId }) => jobId), version: candidate.version },
    actor: byUser(member),
  })
  return presentFile(tx, member, { ...file, candidate, reveals: [...file.reveals, reveal] })
}
