import type { Stage } from '#protocol/postings'
import type { Tx } from '../../journal/tx.ts'
import type { StandingRecord } from '../repository.ts'
import { type ReminderRecord, reminders, timerIdOf } from './repository.ts'
import { type Timer, timerOf } from './timers.ts'

/**
 * Sets the timers of applications by where they stand now. No entry: the application's own tells that it stands
 * elsewhere. One that is set for the same time stays as it is, snoozed or done.
 */
export async function followTimers(
  tx: Tx,
  applications: readonly StandingRecord[],
  stages: readonly Stage[],
): Promise<void> {
  if (applications.length === 0) return
  const found = await reminders.timersOf(
    tx,
    applications.map(({ _id }) => _id),
  )
  const known = new Map(found.map((timer) => [timer.applicationId, timer]))
  const changed = applications.flatMap(
    (application) => following(application, known.get(application._id), stages) ?? [],
  )
  await reminders.putAll(tx, changed)
}

/** Sets the timer of a new application. */
export async function startTimer(tx: Tx, application: StandingRecord, stages: readonly Stage[]): Promise<void> {
  const timer = following(application, undefined, stages)
  await reminders.putAll(tx, timer === null ? [] : [timer])
}

/** The timer as it is to be kept; null: it stays as it is. */
function following(
  application: StandingRecord,
  before: ReminderRecord | undefined,
  stages: readonly Stage[],
): ReminderRecord | null {
  const timer = timerOf(application, stages)
  if (timer === null) {
    if (before === undefined || before.state === 'done') return null
    // Set for no time: whoever takes the decision back sets it anew.
    return { ...before, state: 'done', setFor: new Date(0), version: before.version + 1 }
  }
  if (before?.kind === timer.kind && before.setFor.getTime() === timer.dueAt.getTime()) return null
  return timerRecord(application, timer, (before?.version ?? 0) + 1)
}

/** The application's timer as it is kept, waiting. Pure. */
export function timerRecord(application: StandingRecord, { kind, dueAt }: Timer, version: number): ReminderRecord {
  const { _id: applicationId, employerId, jobId, candidateId } = application
  return {
    ...{ _id: timerIdOf(applicationId), employerId, jobId, candidateId, applicationId },
    ...{ kind, userId: null, note: null, dueAt, setFor: dueAt, state: 'waiting', version },
  }
}
