import { createDAVClient } from 'tsdav'
import type { ExternalCalendar } from '#protocol/scheduling'
import { joined, type Span } from '../time/spans.ts'
import { busyTimes } from './busy-times.ts'
import type { Fetch } from './guarded-fetch.ts'
import type { Access } from './seal.ts'

/**
 * When somebody is busy by a calendar elsewhere.
 * @throws when it cannot be read: the message is for the person, without the address or the password
 */
export async function readCalendar(
  kind: ExternalCalendar['kind'],
  access: Access,
  within: Span,
  fetch: Fetch,
): Promise<Span[]> {
  return kind === 'ical' ? readFile(access, within, fetch) : readServer(access, within, fetch)
}

async function readFile({ url, username, password }: Access, within: Span, fetch: Fetch): Promise<Span[]> {
  const basic = Buffer.from(`${username ?? ''}:${password ?? ''}`).toString('base64')
  const answer = await fetch(url, {
    headers: { accept: 'text/calendar, */*;q=0.1', ...(username ? { authorization: `Basic ${basic}` } : {}) },
  })
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
  return busyTimes(await answer.text(), within)
}

/** Every calendar of the account, or the one that the address names. */
async function readServer({ url, username, password }: Access, within: Span, fetch: Fetch): Promise<Span[]> {
  const client = await createDAVClient({
    serverUrl: url,
    credentials: { username: username ?? '', password: password ?? '' },
    authMethod: 'Basic',
    defaultAccountType: 'caldav',
    fetch,
  })
  const calendars = (await client.fetchCalendars()).filter(({ components }) => components?.includes('VEVENT') ?? true)
  if (calendars.length === 0) throw new Error('there is no calendar at this address')
  const timeRange = { start: new Date(within.from).toISOString(), end: new Date(within.to).toISOString() }
  const busy: Span[] = []
  for (const calendar of calendars) {
    const objects = await client.fetchCalendarObjects({ calendar, timeRange })
    for (const { data } of objects) if (typeof data === 'string' && data !== '') busy.push(...busyTimes(data, within))
  }
  return joined(busy)
}
