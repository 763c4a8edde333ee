import type { Stage } from '#protocol/postings'
import type { Tx } from '../../journal/tx.ts'
import type { ApplicationRecord } from '../repository.ts'
import { type ReminderRecord, reminders, timerIdOf } from './repository.ts'
import { type Timer, timerOf } from './timers.ts'

/**
 * Sets the application's timer by where it stands now. No entry: the application's own tells that it stands elsewhere.
 * One that is set for the same time stays as it is, snoozed or done.
 */
export async function followTimer(tx: Tx, application: ApplicationRecord, stages: readonly Stage[]): Promise<void> {
  const timer = timerOf(application, stages)
  const before = await reminders.find(tx, timerIdOf(application._id))
  if (timer === null) {
    if (before && before.state !== 'done') {
      // Set for no time: whoever takes the decision back sets it anew.
      await reminders.put(tx, { ...before, state: 'done', setFor: new Date(0), version: before.version + 1 })
    }
    return
  }
  if (before?.kind === timer.kind && before.setFor.getTime() === timer.dueAt.getTime()) return
  await reminders.put(tx, timerRecord(application, timer, (before?.version ?? 0) + 1))
}

/** The application's timer as it is kept, waiting. Pure. */
export function timerRecord(application: ApplicationRecord, { kind, dueAt }: Timer, version: number): ReminderRecord {
  const { _id: applicationId, employerId, jobId, candidateId } = application
  return {
    ...{ _id: timerIdOf(applicationId), employerId, jobId, candidateId, applicationId },
    ...{ kind, userId: null, note: null, dueAt, setFor: dueAt, state: 'waiting', version },
  }
}
