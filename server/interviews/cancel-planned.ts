import type { JobPayload } from '#protocol/jobs'
import { applications } from '../applications/repository.ts'
import { byCandidate, bySystem } from '../journal/actors.ts'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { ended, freeTime } from './end-interview.ts'
import { tell } from './entries.ts'
import { interviews, isAhead } from './repository.ts'
import { tellParties } from './tell-parties.ts'

/** Whoever withdraws an application comes to none of its interviews. */
export const cancelForWithdrawal = async (tx: Tx, applicationId: string): Promise<void> => {
  const { candidateId } = await applications.byId(tx, applicationId)
  await cancelPlanned(tx, applicationId, byCandidate(candidateId))
}

/** Whoever was rejected is not waited for. It comes after the time to undo the decision, and looks at it again. */
export async function closeInterviews(
  scope: Scope,
  journal: Pick<Journal, 'commit'>,
  { applicationId, at }: JobPayload<'close-interviews'>,
): Promise<void> {
  const seen = await applications.find(scope, applicationId)
  if (seen?.status !== 'rejected') return
  await journal.commit([feedOf(seen.employerId)], async (tx) => {
    const { status, decision } = await applications.byId(tx, applicationId)
    const isThis = at === undefined || decision?.at.toISOString() === at
    if (status === 'rejected' && isThis) await cancelPlanned(tx, applicationId, bySystem)
  })
}

/** Everybody has their time back and is told, so that it goes from their calendars; what is over stays as it is. */
async function cancelPlanned(tx: Tx, applicationId: string, actor: EntryActor): Promise<void> {
  for (const before of await interviews.ofApplication(tx, applicationId)) {
    const isOffered = before.state === 'proposed'
    const isToCome = isAhead(before) && before.startsAt !== null && before.startsAt > tx.now
    if (!isOffered && !isToCome) continue
    await freeTime(tx, before)
    const interview = { ...ended(before, 'cancelled'), reason: null }
    // What was only offered is in nobody's calendar.
    if (!isOffered) tellParties(tx, interview, { candidate: 'cancelled', interviewers: 'cancelled' })
    interviews.replace(tx, interview)
    tell(tx, 'interview.cancelled', interview, actor)
  }
}
