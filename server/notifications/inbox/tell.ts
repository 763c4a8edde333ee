import type { NotificationPreferences } from '#protocol/notifications'
import { bySystem } from '../../journal/actors.ts'
import type { Entry } from '../../journal/entry.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import { memberships } from '../../team/repository.ts'
import { noticesOf } from './live-stream.ts'
import { nextDigest, preferencesOf } from './preferences.ts'
import { type NotificationRecord, notifications } from './repository.ts'
import { recipientsOf } from './rules.ts'

/**
 * Tells those concerned of entries of one employer, each person once of each, however often and by how many workers
 * this is run: the cause is the key.
 */
export async function tellEntries(tx: Tx, employerId: string, entries: readonly Entry[]): Promise<void> {
  const members = await memberships.ofEmployer(tx, employerId)
  const concerned = entries.flatMap((entry) => {
    const found = recipientsOf(entry, members)
    return found?.userIds.map((userId) => ({ entry, userId, kind: found.kind, cause: causeOf(entry, userId) })) ?? []
  })
  if (concerned.length === 0) return
  const known = await notifications.known(
    tx,
    concerned.map(({ cause }) => cause),
  )
  const fresh = concerned.filter(({ cause }) => !known.has(cause))
  const preferences = await preferencesOf(
    tx,
    fresh.map(({ userId }) => userId),
  )
  const made = fresh.map(({ entry, userId, kind, cause }) => {
    const wanted = preferences(userId)
    return { record: record(tx.now, { entry, userId, kind, cause }, employerId, wanted), mail: wanted.ways[kind].mail }
  })
  const kept = made.filter(({ record: { app, digestAt }, mail }) => app || digestAt || mail === 'now')
  // One that only goes by mail is kept too: it says that the cause was told.
  await notifications.insert(
    tx,
    kept.map((one) => one.record),
  )
  for (const { record, mail } of kept) {
    if (mail === 'now') tx.outbox('tell-notification', { notificationId: record._id }, { employerId })
  }
  const userIds = [...new Set(kept.filter((one) => one.record.app).map((one) => one.record.userId))]
  if (userIds.length > 0) {
    tx.append(noticesOf(employerId), { type: 'notices.added', data: { userIds }, actor: bySystem })
  }
}

const causeOf = ({ stream, seq }: Entry, userId: string): string => `${stream}:${seq}:${userId}`

interface Concern {
  readonly entry: Entry
  readonly userId: string
  readonly kind: NotificationRecord['kind']
  readonly cause: string
}

function record(
  now: Date,
  { entry, userId, kind, cause }: Concern,
  employerId: string,
  wanted: NotificationPreferences,
): NotificationRecord {
  const { app, mail } = wanted.ways[kind]
  return {
    ...{ _id: newId(entry.at.getTime()), cause, employerId, userId, kind },
    ...{ type: entry.type, data: { ...entry.data }, at: entry.at, app, readAt: null },
    digestAt: mail === 'daily' ? nextDigest(now, wanted) : null,
  }
}
