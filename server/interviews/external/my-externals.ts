import { ExternalCalendarId } from '#protocol/ids'
import type { AddExternalCalendar, ExternalCalendar } from '#protocol/scheduling'
import { AppError, invalidField } from '../../app-error.ts'
import type { Person } from '../../http/actor.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import type { LinkSecrets } from '../../store/link-key.ts'
import { type Scope, within } from '../../store/scope.ts'
import { type ExternalRecord, externalRows, externalsOf } from './repository.ts'
import { seal } from './seal.ts'

const mostCalendars = 10

export async function listMyExternals(scope: Scope, { userId }: Person): Promise<{ items: ExternalCalendar[] }> {
  return { items: (await externalsOf(scope, [userId])).map(present) }
}

export const addExternal =
  (links: LinkSecrets) =>
  async (tx: Tx, { userId }: Person, { body }: { readonly body: AddExternalCalendar }): Promise<ExternalCalendar> => {
    const mine = await externalsOf(tx, [userId])
    if (mine.length >= mostCalendars)
      throw new AppError('conflict', `At most ${mostCalendars} calendars. Remove one first.`)
    const url = new URL(body.url)
    // They would be shown wherever the address is.
    if (url.username || url.password) throw invalidField('url', 'Give the name and the password in their own fields.')
    const record: ExternalRecord = {
      ...{ _id: newId(tx.now.getTime()), userId, name: body.name, kind: body.kind, host: url.host },
      sealed: seal(links, { url: url.href, username: body.username ?? null, password: body.password ?? null }),
      ...{ state: 'new', readAt: null, problem: null, busy: [], dueAt: tx.now, failures: 0, createdAt: tx.now },
    }
    await externalRows(tx).insertOne(record, { session: tx.session })
    return present(record)
  }

type One = { readonly calendarId: string }

/** It is due at once: a worker reads it within seconds. */
export async function refreshExternal(tx: Tx, person: Person, { calendarId }: One): Promise<ExternalCalendar> {
  const record = await mine(tx, person, calendarId)
  await externalRows(tx).updateOne({ _id: record._id }, { $set: { dueAt: tx.now } }, { session: tx.session })
  return present(record)
}

export async function removeExternal(tx: Tx, person: Person, { calendarId }: One): Promise<undefined> {
  const { _id } = await mine(tx, person, calendarId)
  await externalRows(tx).deleteOne({ _id }, { session: tx.session })
}

async function mine(scope: Scope, { userId }: Person, calendarId: string): Promise<ExternalRecord> {
  const record = await externalRows(scope).findOne({ _id: calendarId, userId }, within(scope))
  if (!record) throw new AppError('not-found', 'There is no such calendar.')
  return record
}

const present = ({ _id, name, kind, host, state, readAt, problem, busy }: ExternalRecord): ExternalCalendar => ({
  ...{ id: ExternalCalendarId.parse(_id), name, kind, host, state, problem },
  readAt: readAt?.toISOString() ?? null,
  busyCount: busy.length,
})
