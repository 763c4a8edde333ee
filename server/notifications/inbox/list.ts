import type { Result } from '#protocol/contract'
import { EmployerId, NotificationId } from '#protocol/ids'
import type { endpoints, Notification } from '#protocol/notifications'
import { employers } from '../../employers/repository.ts'
import { type Person, reaches } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { bySystem } from '../../journal/actors.ts'
import type { Tx } from '../../journal/tx.ts'
import { pageByNewest } from '../../store/page.ts'
import type { Scope } from '../../store/scope.ts'
import { memberships } from '../../team/repository.ts'
import { noticesOf } from './live-stream.ts'
import { type NotificationRecord, notificationRows, notifications, type Place, seenBy } from './repository.ts'
import { type Words, wordsFor } from './words.ts'

/** Where somebody stands, as far as their session reaches. */
export const placesOf = async (scope: Scope, person: Person): Promise<Place[]> =>
  (await memberships.ofUser(scope, person.userId)).filter(({ employerId }) => reaches(person, employerId))

/**
 * Of companies that the person left, or that this session does not reach, nothing is shown, and of the others what they
 * would be told of as they stand now.
 */
export async function listNotifications(
  scope: Scope,
  person: Person,
  { query }: Pick<Input<typeof endpoints.listNotifications>, 'query'>,
): Promise<Result<typeof endpoints.listNotifications>> {
  const { userId } = person
  const places = await placesOf(scope, person)
  const filter = { ...seenBy(userId, places), ...(query.unread === 'true' ? { readAt: null } : {}) }
  const [page, unread] = await Promise.all([
    pageByNewest(scope, notificationRows(scope), filter, query),
    notifications.countUnread(scope, userId, places),
  ])
  return { items: await present(scope, page.items), nextCursor: page.nextCursor, unread }
}

async function present(scope: Scope, records: readonly NotificationRecord[]): Promise<Notification[]> {
  const ids = [...new Set(records.map(({ employerId }) => employerId))]
  const names = new Map((await employers.many(scope, ids)).map(({ _id, companyName }) => [_id, companyName]))
  const words = new Map<string, (record: NotificationRecord) => Words>()
  for (const id of ids) {
    const of = records.filter(({ employerId }) => employerId === id)
    words.set(id, await wordsFor(scope, id, of))
  }
  return records.flatMap((record) => {
    const said = words.get(record.employerId)?.(record)
    if (!said) return []
    return {
      id: NotificationId.parse(record._id),
      employerId: EmployerId.parse(record.employerId),
      companyName: names.get(record.employerId) ?? '',
      kind: record.kind,
      ...said,
      at: record.at.toISOString(),
      readAt: record.readAt?.toISOString() ?? null,
    }
  })
}

/** Seen once is seen in every tab and on every node. */
export async function readNotifications(
  tx: Tx,
  { userId }: Person,
  { body }: Pick<Input<typeof endpoints.readNotifications>, 'body'>,
  places: readonly Place[],
): Promise<undefined> {
  const changed = await notifications.markRead(tx, userId, places, body.ids ?? 'all')
  if (changed === 0) return undefined
  for (const { employerId } of places) {
    tx.append(noticesOf(employerId), { type: 'notices.read', data: { userIds: [userId] }, actor: bySystem })
  }
  return undefined
}
