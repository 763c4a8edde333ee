import { may, reachOf } from '#protocol/permissions'
import type { endpoints, Reminder } from '#protocol/reminders'
import { AppError, invalidField } from '../../app-error.ts'
import { refuseErased } from '../../candidates/refuse-erased.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { expectVersion } from '../../http/version.ts'
import { byUser } from '../../journal/actors.ts'
import type { Tx } from '../../journal/tx.ts'
import { authorize } from '../policy.ts'
import { applications } from '../repository.ts'
import { tell } from './entries.ts'
import { presentOne } from './present.ts'
import { noSuchReminder, type ReminderRecord, reminders } from './repository.ts'
import { timeToCome } from './set-reminder.ts'

type Change = Input<typeof endpoints.changeReminder>['body']

/** Snoozes a reminder, changes its note, or is done with it. What stands there already changes nothing. */
export async function changeReminder(
  tx: Tx,
  member: Member,
  { reminderId, body, ifVersion }: Pick<Input<typeof endpoints.changeReminder>, 'reminderId' | 'body' | 'ifVersion'>,
): Promise<Reminder> {
  const before = await reminders.get(tx, member.employerId, reminderId)
  expectMine(member, before)
  expectVersion(before, ifVersion)
  const after = changed(before, body, tx.now)
  if (after === null) return presentOne(tx, member, before)
  if (body.note) refuseErased(await applications.get(tx, member.employerId, before.applicationId))
  await reminders.put(tx, after)
  tell(tx, entryType(before, after), after, byUser(member))
  return presentOne(tx, member, after)
}

/** Own ones are the person's alone; timers belong to those who decide on the application. */
function expectMine(member: Member, { userId, jobId }: ReminderRecord): void {
  if (userId === null) {
    // As with every change of an application: a role that never may is told so, whatever it sees.
    if (reachOf(member.role, 'application.move') === null) throw new AppError('forbidden')
    authorize(member, 'application.move', jobId)
  } else if (userId !== member.userId || !may(member, 'pipeline.read', jobId)) throw noSuchReminder()
}

/**
 * Pure: the reminder after the change; null when nothing changes. Another time makes it wait again, whatever it was.
 * @throws {AppError} `invalid-input`
 */
export function changed(before: ReminderRecord, change: Change, now: Date): ReminderRecord | null {
  if (change.note !== undefined && before.kind !== 'own') {
    throw invalidField('note', 'Only reminders of your own have a note.')
  }
  if (change.state !== undefined && change.dueAt !== undefined) {
    throw invalidField('state', 'Either be done with it, or choose another time.')
  }
  const dueAt = change.dueAt === undefined ? before.dueAt : timeToCome(change.dueAt, now)
  const note = change.note === undefined ? before.note : change.note || null
  const isMoved = dueAt.getTime() !== before.dueAt.getTime()
  const state = change.state ?? (isMoved ? 'waiting' : before.state)
  if (!isMoved && note === before.note && state === before.state) return null
  if (before.state === 'done' && before.kind !== 'own') {
    throw new AppError('conflict', 'The application stands elsewhere since. Load it again.')
  }
  return { ...before, dueAt, note, state, version: before.version + 1 }
}

function entryType(before: ReminderRecord, after: ReminderRecord) {
  if (after.state === 'done') return 'reminder.done' as const
  return after.dueAt.getTime() === before.dueAt.getTime() ? ('reminder.set' as const) : ('reminder.snoozed' as const)
}
