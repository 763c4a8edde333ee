import type { Filter } from 'mongodb'
import type { Page } from '#protocol/common'
import { may, reachOf } from '#protocol/permissions'
import type { endpoints, Reminder } from '#protocol/reminders'
import { invalidField } from '../../app-error.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { outOfBin } from '../../postings/bin.ts'
import type { Scope } from '../../store/scope.ts'
import { authorize } from '../policy.ts'
import { applications } from '../repository.ts'
import { presentAll } from './present.ts'
import { type ReminderRecord, reminders } from './repository.ts'

type Query = Input<typeof endpoints.listReminders>['query']

/** What is due for this member, the longest first; of one application also what waits. In the bin nothing is. */
export async function listReminders(
  scope: Scope,
  member: Member,
  { query }: { query: Query },
): Promise<Page<Reminder>> {
  const { applicationId, state, cursor, limit } = query
  if (applicationId !== undefined) {
    const { jobId } = await applications.get(scope, member.employerId, applicationId)
    authorize(member, 'pipeline.read', jobId)
  }
  const states = state ? [state] : applicationId === undefined ? (['due'] as const) : (['waiting', 'due'] as const)
  const filter: Filter<ReminderRecord> = {
    employerId: member.employerId,
    ...(applicationId ? { applicationId } : {}),
    state: states.length === 1 ? states[0] : { $in: [...states] },
    $and: [ofMember(member), ...(cursor === undefined ? [] : [afterCursor(cursor)])],
  }
  const found = await reminders.soonest(scope, filter, limit + 1)
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: await presentAll(scope, member, await outOfBin(scope, member.employerId, items)),
    nextCursor: found.length > limit && last ? cursorOf(last) : null,
  }
}

/** One's own, and of the jobs on which one decides everybody's; of jobs that one does not see any more, none. */
function ofMember(member: Member): Filter<ReminderRecord> {
  const seen = reachOf(member.role, 'reminder.write') === 'all' ? {} : { jobId: { $in: [...member.jobIds] } }
  const whose = may(member, 'application.move') ? [member.userId, null] : [member.userId]
  return { ...seen, userId: { $in: whose } }
}

const cursorOf = ({ dueAt, _id }: ReminderRecord): string =>
  Buffer.from(`${dueAt.getTime()} ${_id}`).toString('base64url')

function afterCursor(cursor: string): Filter<ReminderRecord> {
  const found = /^(\d{1,15}) ([0-9a-z]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString())
  if (!found) throw invalidField('cursor', 'Use the nextCursor of the page before, unchanged.')
  const [, time, id = ''] = found
  const dueAt = new Date(Number(time))
  return { $or: [{ dueAt: { $gt: dueAt } }, { dueAt, _id: { $gt: id } }] }
}
