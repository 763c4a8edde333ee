import type { ExternalCalendar } from '#protocol/scheduling'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'
import { overlap, type Span } from '../time/spans.ts'

/** A calendar elsewhere, and when its owner is busy by it. Nothing but times is kept of what is in it. */
export interface ExternalRecord {
  _id: string
  userId: string
  name: string
  kind: ExternalCalendar['kind']
  /** Address, name and password, sealed: a backup alone does not open somebody's calendar. */
  sealed: string
  host: string
  state: ExternalCalendar['state']
  readAt: Date | null
  problem: string | null
  busy: { from: Date; to: Date }[]
  /** When it is read next; a worker that reads it moves this on first, so that others leave it alone. */
  dueAt: Date
  failures: number
  createdAt: Date
}

export const externalPlan: CollectionPlan = {
  collection: 'external_calendars',
  indexes: [
    { key: { userId: 1, _id: 1 }, name: 'user' },
    { key: { dueAt: 1 }, name: 'dueAt' },
  ],
}

export const externalRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ExternalRecord>('external_calendars')

export const externalsOf = (scope: Scope, userIds: readonly string[]): Promise<ExternalRecord[]> =>
  userIds.length === 0
    ? Promise.resolve([])
    : externalRows(scope)
        .find({ userId: { $in: [...userIds] } }, within(scope))
        .toArray()

/** When people are busy by their calendars elsewhere, as known last. */
export async function busyOf(scope: Scope, userIds: readonly string[], span: Span): Promise<Map<string, Span[]>> {
  const busy = new Map<string, Span[]>()
  for (const { userId, busy: times } of await externalsOf(scope, userIds)) {
    const spans = times.map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() }))
    busy.set(userId, [...(busy.get(userId) ?? []), ...spans.filter((one) => overlap(one, span))])
  }
  return busy
}
