import type { JobPayload } from '#protocol/jobs'
import { feedOf } from '../../journal/entry.ts'
import type { Journal } from '../../journal/journal.ts'
import { postings } from '../../postings/repository.ts'
import { type Scope, within } from '../../store/scope.ts'
import { applicationRows, applications } from '../repository.ts'
import { followTimers } from './follow-timer.ts'

const batch = 100

/** After a posting's stages promise other days: every application in play gets its timer anew. Again is harmless. */
export async function retimeReminders(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  { employerId, jobId }: JobPayload<'retime-reminders'>,
): Promise<void> {
  let last: string | null = null
  for (;;) {
    const ids: string[] = await inPlay(scope, jobId, last)
    if (ids.length > 0) {
      await journal.commit([feedOf(employerId)], async (tx) => {
        const { stages } = await postings.get(tx, employerId, jobId)
        followTimers(tx, await applications.standing(tx, employerId, ids), stages)
      })
    }
    last = ids.at(-1) ?? null
    if (ids.length < batch) return
  }
}

/** Ids of the posting's applications below one, newest first. */
async function inPlay(scope: Scope, jobId: string, below: string | null): Promise<string[]> {
  const found = await applicationRows(scope)
    .find(below === null ? { jobId } : { jobId, _id: { $lt: below } }, { ...within(scope), projection: { _id: 1 } })
    .sort({ jobId: 1, _id: -1 })
    .limit(batch)
    .toArray()
  return found.map(({ _id }) => _id)
}
