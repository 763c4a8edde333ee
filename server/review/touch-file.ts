import type { FeedData } from '#protocol/feed'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import type { Member } from '../http/actor.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import type { CandidateFile } from './candidate-view.ts'

type What = FeedData<'candidate.updated'>['what']

/**
 * Writes a changed candidate, tells those who see it that there is something to read, and keeps who did it.
 * @param action for the audit log, such as `note.added`
 */
export async function touchFile(
  tx: Tx,
  member: Member,
  file: CandidateFile,
  { what, action, changed = {} }: { what: What; action: string; changed?: Partial<CandidateRecord> },
): Promise<CandidateFile> {
  const candidate = await candidates.touch(tx, { ...file.candidate, ...changed })
  tx.append(feedOf(member.employerId), {
    type: 'candidate.updated',
    data: {
      candidateId: candidate._id,
      jobIds: [...file.jobIds],
      what,
      version: candidate.version,
    },
    actor: byUser(member),
  })
  await recordAudit(tx, { ...actOf(member), action, subject: { kind: 'candidate', id: candidate._id } })
  return { ...file, candidate }
}
