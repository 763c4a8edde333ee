import type { ApplicationRecord } from '../applications/repository.ts'
import { save } from '../applications/save.ts'
import type { Member } from '../http/actor.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { type CandidateFile, openFile } from './candidate-view.ts'

/** Opening a candidate for the first time counts as having viewed the application (view rate, cards that are new). */
export async function markViewed(tx: Tx, member: Member, candidateId: string): Promise<CandidateFile> {
  const file = await openFile(tx, member, candidateId)
  const visible: ApplicationRecord[] = []
  for (const before of file.visible) {
    if (before.viewedAt !== null) {
      visible.push(before)
      continue
    }
    const posting = file.jobs.find(({ _id }) => _id === before.jobId)
    if (!posting) throw new Error(`The posting of application ${before._id} is not stored`)
    // Not a change of where it stands: the version stays, so that nobody's pending move is refused for it.
    const after = { ...before, viewedAt: tx.now }
    save(tx, before, after, posting, 'application.viewed', byUser(member))
    visible.push(after)
  }
  return { ...file, visible }
}
