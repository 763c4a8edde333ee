import type { Stage } from '#protocol/postings'
import type { Tx } from '../../journal/tx.ts'
import type { StandingRecord } from '../repository.ts'
import { type ReminderRecord, reminders, timerIdOf } from './repository.ts'
import { type Timer, timerOf } from './timers.ts'

/**
 * Sets the timers of applications by where they stand now. No entry: the application's own tells that it stands
 * elsewhere. One that is set for the same time stays as it is, snoozed or done.
 */
export function followTimers(tx: Tx, applications: readonly StandingRecord[], stages: readonly Stage[]): void {
  const timers = applications.map((application) => {
    const timer = timerOf(application, stages)
    return timer ? timerRecord(application, timer) : { _id: timerIdOf(application._id), state: 'done' as const }
  })
  reminders.setTimers(tx, timers)
}

/** Sets the timers of new applications. */
export function startTimers(tx: Tx, applications: readonly StandingRecord[], stages: readonly Stage[]): void {
  const timers = applications.flatMap((application) => {
    const timer = timerOf(application, stages)
    return timer ? [timerRecord(application, timer)] : []
  })
  reminders.insertAll(tx, timers)
}

/** The application's timer as it is kept, waiting. Pure. */
export function timerRecord(application: StandingRecord, { kind, dueAt }: Timer): ReminderRecord {
  const { _id: applicationId, employerId, jobId, candidateId } = application
  return {
    ...{ _id: timerIdOf(applicationId), employerId, jobId, candidateId, applicationId },
    ...{ kind, userId: null, note: null, dueAt, setFor: dueAt, state: 'waiting', version: 1 },
  }
}
