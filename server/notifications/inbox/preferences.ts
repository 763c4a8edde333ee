import { DateTime } from 'luxon'
import type { endpoints, NotificationKind, NotificationPreferences, Way } from '#protocol/notifications'
import type { Person } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import type { Tx } from '../../journal/tx.ts'
import { type Scope, within } from '../../store/scope.ts'
import { notifications } from './repository.ts'

interface PreferencesRecord {
  /** The person. */
  _id: string
  timeZone: string
  digestHour: number
  /** Those that were chosen; the others are as usual. */
  ways: Partial<Record<NotificationKind, Way>>
}

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<PreferencesRecord>('notification_preferences')

/** Mail goes by itself only for what somebody has to do something about. Selections are mailed to the team anyway. */
const usual: Readonly<Record<NotificationKind, Way>> = {
  application_received: { app: true, mail: 'off' },
  application_withdrawn: { app: true, mail: 'off' },
  candidate_selected: { app: true, mail: 'off' },
  review_asked: { app: true, mail: 'daily' },
  review_revealed: { app: true, mail: 'off' },
  reminder_due: { app: true, mail: 'daily' },
  interview: { app: true, mail: 'off' },
  posting: { app: true, mail: 'daily' },
  answers_released: { app: true, mail: 'daily' },
  engagement: { app: true, mail: 'off' },
  report: { app: true, mail: 'off' },
}

const of = (record: PreferencesRecord | null | undefined): NotificationPreferences => ({
  timeZone: record?.timeZone ?? 'UTC',
  digestHour: record?.digestHour ?? 8,
  ways: { ...usual, ...record?.ways },
})

export async function preferencesOf(
  scope: Scope,
  userIds: readonly string[],
): Promise<(userId: string) => NotificationPreferences> {
  const found = await rows(scope)
    .find({ _id: { $in: [...userIds] } }, within(scope))
    .toArray()
  const byId = new Map(found.map((record) => [record._id, record]))
  return (userId) => of(byId.get(userId))
}

export async function readNotificationPreferences(scope: Scope, { userId }: Person): Promise<NotificationPreferences> {
  return (await preferencesOf(scope, [userId]))(userId)
}

export async function editNotificationPreferences(
  tx: Tx,
  { userId }: Person,
  { body }: Pick<Input<typeof endpoints.editNotificationPreferences>, 'body'>,
): Promise<NotificationPreferences> {
  const before = await rows(tx).findOne({ _id: userId }, within(tx))
  const chosen = Object.entries(body.ways ?? {}).flatMap(([kind, way]) => (way ? [[kind, way] as const] : []))
  const { timeZone, digestHour } = of(before)
  const after = {
    timeZone: body.timeZone ?? timeZone,
    digestHour: body.digestHour ?? digestHour,
    ways: { ...before?.ways, ...Object.fromEntries(chosen) },
  }
  await rows(tx).replaceOne({ _id: userId }, after, { session: tx.session, upsert: true })
  // What waits goes by the choice of now: nobody is mailed at an hour, or about something, that they chose no longer.
  const without = chosen.filter(([, { mail }]) => mail === 'off').map(([kind]) => kind as NotificationKind)
  if (without.length > 0) await notifications.takeFromDigest(tx, userId, without)
  if (after.timeZone !== timeZone || after.digestHour !== digestHour)
    await notifications.retimeDigest(tx, userId, nextDigest(tx.now, after))
  return of({ _id: userId, ...after })
}

/** The next time that the daily mail goes out, by the clock of the recipient's wall. Pure. */
export function nextDigest(
  now: Date,
  { timeZone, digestHour }: Pick<NotificationPreferences, 'timeZone' | 'digestHour'>,
): Date {
  const here = DateTime.fromJSDate(now, { zone: timeZone })
  const today = here.set({ hour: digestHour, minute: 0, second: 0, millisecond: 0 })
  return (today > here ? today : today.plus({ days: 1 }).set({ hour: digestHour })).toJSDate()
}
