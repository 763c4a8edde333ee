import { ApplicationId, CandidateId, PostingId, ReminderId, UserId } from '#protocol/ids'
import type { entries, ReminderStanding } from '#protocol/reminders'
import { type EntryActor, feedOf } from '../../journal/entry.ts'
import type { Tx } from '../../journal/tx.ts'
import type { ReminderRecord } from './repository.ts'

/** Tells in the feed where a reminder stands: ids and times, never its note. */
export function tell(tx: Tx, type: keyof typeof entries, reminder: ReminderRecord, actor: EntryActor): void {
  tx.append(feedOf(reminder.employerId), { type, data: standingOf(reminder), actor })
}

const standingOf = (reminder: ReminderRecord): ReminderStanding => ({
  reminderId: ReminderId.parse(reminder._id),
  applicationId: ApplicationId.parse(reminder.applicationId),
  jobId: PostingId.parse(reminder.jobId),
  candidateId: CandidateId.parse(reminder.candidateId),
  kind: reminder.kind,
  userId: reminder.userId === null ? null : UserId.parse(reminder.userId),
  state: reminder.state,
  dueAt: reminder.dueAt.toISOString(),
  version: reminder.version,
})
