import type { Member } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from './repository.ts'
import { save } from './save.ts'

/** Somebody left the company: they are on no hiring team any more. */
export async function leaveJobs(tx: Tx, actor: Member, userId: string, jobIds: readonly string[]): Promise<void> {
  const without = (ids: readonly string[]) => ids.filter((id) => id !== userId)
  for (const posting of await postings.many(tx, actor.employerId, jobIds)) {
    const { hiringManagerIds, interviewerIds } = posting.team
    const team = { hiringManagerIds: without(hiringManagerIds), interviewerIds: without(interviewerIds) }
    await save(tx, actor, 'posting.team-changed', { ...posting, team })
  }
}
