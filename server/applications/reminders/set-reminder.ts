import type { endpoints, Reminder } from '#protocol/reminders'
import { invalidField } from '../../app-error.ts'
import { refuseErased } from '../../candidates/refuse-erased.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { byUser } from '../../journal/actors.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import { authorize } from '../policy.ts'
import { applications } from '../repository.ts'
import { tell } from './entries.ts'
import { presentOne } from './present.ts'
import { type ReminderRecord, reminders } from './repository.ts'

/** A person's own reminder of an application. */
export async function setReminder(
  tx: Tx,
  member: Member,
  { applicationId, body }: Pick<Input<typeof endpoints.setReminder>, 'applicationId' | 'body'>,
): Promise<Reminder> {
  const application = await applications.get(tx, member.employerId, applicationId)
  const { jobId, candidateId } = application
  authorize(member, 'reminder.write', jobId)
  refuseErased(application)
  const dueAt = timeToCome(body.dueAt, tx.now)
  const reminder: ReminderRecord = {
    ...{ _id: newId(tx.now.getTime()), employerId: member.employerId, jobId, candidateId, applicationId },
    ...{ kind: 'own', userId: member.userId, note: body.note || null, dueAt, setFor: dueAt },
    ...{ state: 'waiting', version: 1 },
  }
  await reminders.put(tx, reminder)
  tell(tx, 'reminder.set', reminder, byUser(member))
  return presentOne(tx, member, reminder)
}

const farthest = 5 * 366 * 24 * 3600 * 1000

/** @throws {AppError} `invalid-input` for a time that is over, or more than five years away */
export function timeToCome(time: string, now: Date): Date {
  const dueAt = new Date(time)
  if (dueAt <= now) throw invalidField('dueAt', 'Choose a time to come.')
  if (dueAt.getTime() - now.getTime() > farthest) throw invalidField('dueAt', 'Choose a time within five years.')
  return dueAt
}
