import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnEmployer,
  type APosting,
  aFreeHour,
  aMember,
  anApplication,
  anEmployer,
  anInterview,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { type OpenStore, sharedServer, sharedStore } from '../shared-server.ts'
import { type CalDavServer, startRadicale } from './radicale.ts'
import { doneNow } from './raw-store.ts'

let server: TestServer
let employer: AnEmployer
let posting: APosting
let store: OpenStore
let elsewhere: Server
/** What the calendar file elsewhere says at present. */
let file: { status: number; text: string } = { status: 200, text: '' }
let fileUrl: string
/** It starts while the other tests run. */
let dav: Promise<CalDavServer>

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
  store = await sharedStore()
  elsewhere = createServer((_request, answer) => answer.writeHead(file.status).end(file.text))
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', () => resolve()))
  fileUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/secret-of-mine.ics`
  dav = startRadicale()
  // Whoever needs it is told why there is none.
  dav.catch(() => {})
})
afterAll(async () => {
  elsewhere.close()
  await (await dav).stop()
})

interface External {
  id: string
  state: string
  problem: string | null
  readAt: string | null
  busyCount: number
}
interface PartyTimes {
  id: string
  kind: string
  hoursSet: boolean
  working: { from: string; to: string }[]
  busy: { from: string; to: string; kind: string; interviewId: string | null }[]
  staleSince: string | null
}

const hour = 3600_000
const soon = (hours: number) => new Date(Math.ceil(Date.now() / hour) * hour + hours * hour).toISOString()
const stamp = (time: string) => time.replace(/[-:]|\.\d+/g, '')
const calendar = (from: string, to: string, uid = 'dentist') =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Else//EN',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20270101T000000Z',
    `DTSTART:${stamp(from)}`,
    `DTEND:${stamp(to)}`,
    'SUMMARY:Dentist of Noor',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

const externals = async (person: Caller) =>
  (await person.get<{ items: External[] }>('/api/calendar/externals')).body.items
const becomes = (person: Caller, state: string) =>
  eventually(async () => (await externals(person)).find((one) => one.state === state))
const freeBusy = async (userIds: string[], from: string, to: string, more: Record<string, string> = {}) => {
  const query = new URLSearchParams({ from, to, userIds: userIds.join(','), ...more })
  const answer = await employer.owner.get<{ parties: PartyTimes[] }>(`${employer.api}/free-busy?${query}`)
  expectStatus(answer, 200)
  return answer.body.parties
}
const card = async () => (await anApplication(employer, posting)).candidateId

// They wait for rounds of the workers: side by side they wait once.
describe.concurrent('hours and rooms', () => {
  it('[CAL-3] a person says when they can be booked; until then nobody is refused for it', async () => {
    const person = await aMember(employer, 'recruiter')
    expect(await person.get('/api/calendar/hours')).toMatchObject({ status: 200, body: { isSet: false, version: 0 } })
    // By the clock of whoever asks: nine to five in Tokyo is midnight to eight.
    const [assumed] = await freeBusy([person.userId], '2031-04-07T00:00:00Z', '2031-04-08T00:00:00Z', {
      timeZone: 'Asia/Tokyo',
    })
    expect(assumed).toMatchObject({
      hoursSet: false,
      working: [{ from: '2031-04-07T00:00:00.000Z', to: '2031-04-07T08:00:00.000Z' }],
    })
    const weekdays = [[{ from: '09:00', to: '12:00' }], [], [], [], [], [], []]
    const hours = { timeZone: 'Europe/Lisbon', days: weekdays, mostPerDay: 1 }
    const wrong = await person.put<{ errors: { path: string }[] }>('/api/calendar/hours', {
      ...hours,
      days: [[{ from: '12:00', to: '09:00' }]],
    })
    expect(wrong).toMatchObject({ status: 400 })
    expect(await person.put('/api/calendar/hours', hours)).toMatchObject({
      status: 200,
      body: { isSet: true, version: 1 },
    })
    const body = { candidateId: await card(), location: 'Here', interviewerIds: [person.userId] }
    const path = `${employer.api}/schedule-interview`
    // Monday 3 March 2031 is in winter, 7 April in summer: nine by the clock of Lisbon.
    const refused = await employer.owner.post(path, { ...body, interviewTime: '2031-04-07T11:30:00Z' })
    expect(refused).toMatchObject({
      status: 409,
      body: { conflicts: [{ id: person.userId, reason: 'outside-hours' }] },
    })
    const { alternatives } = refused.body as { alternatives: string[] }
    expect(alternatives).toEqual(['2031-04-07T08:00:00.000Z', '2031-04-07T09:00:00.000Z', '2031-04-07T10:00:00.000Z'])
    expectStatus(
      await employer.owner.post(path, { ...body, interviewTime: '2031-04-07T11:30:00Z', despite: ['outside-hours'] }),
      200,
    )
    const full = await employer.owner.post(path, { ...body, interviewTime: '2031-04-07T09:00:00Z' })
    expect(full).toMatchObject({ status: 409, body: { conflicts: [{ reason: 'load' }] } })
    const [party] = await freeBusy([person.userId], '2031-04-07T00:00:00Z', '2031-04-14T00:00:00Z')
    expect(party).toMatchObject({
      hoursSet: true,
      working: [{ from: '2031-04-07T08:00:00.000Z', to: '2031-04-07T11:00:00.000Z' }],
    })
    expect(party?.busy).toMatchObject([{ kind: 'interview', from: '2031-04-07T11:30:00.000Z' }])
  })

  it('[CAL-4] rooms are kept, changed by their version and removed; what is booked there stays', async () => {
    const { owner, api } = employer
    const room = await owner.post<{ id: string }>(`${api}/rooms`, { name: 'Green', directions: 'Left of the stairs' })
    expect(room).toMatchObject({ status: 201, body: { name: 'Green', seats: null, version: 1 } })
    const path = `${api}/rooms/${room.body.id}`
    expect(await owner.patch(path, { seats: 4 }, { 'if-match': '"7"' })).toMatchObject({ status: 412 })
    expect(await owner.patch(path, { seats: 4 }, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { seats: 4, version: 2 },
    })
    const interviewTime = aFreeHour()
    const id = await anInterview(employer, await card(), { interviewTime, roomId: room.body.id })
    const [party] = await freeBusy([], interviewTime, new Date(Date.parse(interviewTime) + hour).toISOString(), {
      roomIds: room.body.id,
    })
    expect(party).toMatchObject({ kind: 'room', name: 'Green', busy: [{ interviewId: id }] })
    expect(await owner.delete(path)).toMatchObject({ status: 204 })
    expect(
      (await owner.get<{ items: { id: string }[] }>(`${api}/rooms`)).body.items.map((one) => one.id),
    ).not.toContain(room.body.id)
    expect((await owner.get(`${api}/interviews/${id}`)).body).toMatchObject({ room: { name: 'Green' } })
  })
})

describe('the name of a room', () => {
  it('[INT-43] is its own in the company, however it is written, until the room is removed', async () => {
    const { owner, api } = await anEmployer(server)
    const add = (name: string) => owner.post<{ id: string; detail: string }>(`${api}/rooms`, { name })
    const both = await Promise.all([add('Blue room'), add('Blue  Room ')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const refused = both.find(({ status }) => status === 409)?.body
    expect(refused?.detail).toContain('Say in the name which one this is')
    expect(refused).toMatchObject({ errors: [{ path: 'name' }] })
    const [blue, red] = [both.find(({ status }) => status === 201)?.body.id, (await add('Red')).body.id]
    expect(await owner.patch(`${api}/rooms/${red}`, { name: 'BLUE ROOM' })).toMatchObject({ status: 409 })
    // Its own name, written otherwise.
    expect(await owner.patch(`${api}/rooms/${red}`, { name: 'RED' })).toMatchObject({ status: 200 })
    expect(await owner.delete(`${api}/rooms/${blue}`)).toMatchObject({ status: 204 })
    expect(await add('Blue Room')).toMatchObject({ status: 201 })
  })
})

describe.concurrent('the private address of a calendar', () => {
  it('[CAL-5] shows the interviews of a person by code name, is renewed, and ends', async () => {
    const person = await aMember(employer, 'interviewer')
    expect(await person.get('/api/calendar/feed')).toMatchObject({ body: { url: null } })
    const { url } = (await person.post<{ url: string }>('/api/calendar/feed')).body
    expect((await person.get('/api/calendar/feed')).body).toMatchObject({ url })
    const one = await anApplication(employer, posting)
    const interviewTime = aFreeHour()
    const id = await anInterview(employer, one.candidateId, { interviewTime, interviewerIds: [person.userId] })
    const answer = await fetch(url)
    expect(answer.headers.get('content-type')).toContain('text/calendar')
    const text = await answer.text()
    const [event] = new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component))
    expect(event?.uid).toContain(id)
    expect(event && new Date(event.startDate.toUnixTime() * 1000).toISOString()).toBe(interviewTime)
    expect(text).not.toContain(one.name)
    const again = await fetch(url, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
    expect(again.status).toBe(304)
    expectStatus(await employer.owner.post(`${employer.api}/interviews/${id}/cancel`, { reason: 'Filled' }), 200)
    expect(await (await fetch(url)).text()).not.toContain(id)
    const renewed = (await person.post<{ url: string }>('/api/calendar/feed')).body.url
    expect((await fetch(url)).status).toBe(404)
    expect((await fetch(renewed)).status).toBe(200)
    expect(await person.delete('/api/calendar/feed')).toMatchObject({ status: 204 })
    expect((await fetch(renewed)).status).toBe(404)
  })
})

describe.concurrent('calendars elsewhere', () => {
  it('[CAL-6] an iCalendar address counts as busy; when it is down what was known last counts, and the answer says so', async () => {
    const person = await aMember(employer, 'recruiter')
    const [from, to] = [soon(48), soon(50)]
    file = { status: 200, text: calendar(from, to) }
    const added = await person.post<External>('/api/calendar/externals', {
      name: 'Private',
      kind: 'ical',
      url: fileUrl,
    })
    expect(added).toMatchObject({ status: 201, body: { state: 'new', busyCount: 0 } })
    expect(JSON.stringify(added.body)).not.toContain('secret-of-mine')
    const stored = await store.db.collection<{ _id: string }>('external_calendars').findOne({ _id: added.body.id })
    expect(JSON.stringify(stored)).not.toMatch(/secret-of-mine|Dentist/)
    expect(await becomes(person, 'ok')).toMatchObject({ busyCount: 1, problem: null })
    const ask = async () => (await freeBusy([person.userId], soon(24), soon(96)))[0]
    expect(await ask()).toMatchObject({ busy: [{ from, to, kind: 'external', interviewId: null }], staleSince: null })
    const body = { candidateId: await card(), interviewTime: from, location: 'Here', interviewerIds: [person.userId] }
    const refused = await employer.owner.post(`${employer.api}/schedule-interview`, body)
    expect(refused).toMatchObject({ status: 409, body: { conflicts: [{ reason: 'external' }] } })
    expect(JSON.stringify(refused.body)).not.toContain('Dentist')
    file = { status: 503, text: 'down' }
    expectStatus(await person.post(`/api/calendar/externals/${added.body.id}/refresh`), 202)
    const down = await becomes(person, 'down')
    expect(down).toMatchObject({ busyCount: 1, problem: 'the server answered 503' })
    expect(await ask()).toMatchObject({ busy: [{ from, to }], staleSince: down.readAt })
    file = { status: 200, text: '<html>Sign in</html>' }
    expectStatus(await person.post(`/api/calendar/externals/${added.body.id}/refresh`), 202)
    await eventually(async () => (await externals(person)).some(({ problem }) => problem !== down.problem))
    expect(await ask()).toMatchObject({ busy: [{ from, to }], staleSince: down.readAt })
    const rows = store.db.collection<{ _id: string }>('external_calendars')
    // As it is once the installation has another key.
    const unread = { sealed: Buffer.alloc(60).toString('base64'), state: 'ok', dueAt: new Date(0) }
    await rows.updateOne({ _id: added.body.id }, { $set: unread })
    expect(await becomes(person, 'down')).toMatchObject({ problem: expect.stringContaining('add the calendar again') })
    expect(await ask()).toMatchObject({ busy: [{ from, to }], staleSince: down.readAt })
    expect(await person.delete(`/api/calendar/externals/${added.body.id}`)).toMatchObject({ status: 204 })
    expect(await ask()).toMatchObject({ busy: [], staleSince: null })
  })

  it('[CAL-7] a CalDAV server counts as busy with all its calendars, and its password is not kept in the open', async () => {
    const person = await aMember(employer, 'recruiter')
    const [first, second] = [soon(52), soon(76)]
    const radicale = await dav
    await radicale.put('work', calendar(first, soon(53), 'standup'))
    await radicale.put('home', calendar(second, soon(77), 'school'))
    const { url, username, password } = radicale
    const added = await person.post<External>('/api/calendar/externals', {
      name: 'Work',
      kind: 'caldav',
      url,
      username,
      password,
    })
    expectStatus(added, 201)
    const wrong = await person.post<External>('/api/calendar/externals', {
      name: 'Wrong',
      kind: 'caldav',
      url,
      username,
      password: 'no',
    })
    expectStatus(wrong, 201)
    expect(await becomes(person, 'ok')).toMatchObject({ busyCount: 2, problem: null })
    const [party] = await freeBusy([person.userId], soon(24), soon(96))
    expect(party?.busy.map(({ from }) => from)).toEqual([first, second])
    const stored = await store.db.collection<{ _id: string }>('external_calendars').findOne({ _id: added.body.id })
    expect(JSON.stringify(stored)).not.toContain(password)
    await becomes(person, 'down')
    expect((await externals(person)).map(({ state }) => state).sort()).toEqual(['down', 'ok'])
  })
})

describe.concurrent('somebody who leaves the company', () => {
  it('[INT-15] is taken off the interviews to come, and has their time back', async () => {
    const [leaves, stays] = await Promise.all([aMember(employer, 'recruiter'), aMember(employer, 'recruiter')])
    const id = await anInterview(employer, await card(), { interviewerIds: [leaves.userId, stays.userId] })
    const held = async () => {
      const rows = store.db.collection<{ _id: string; holds: { interviewId: string }[] }>('calendars')
      const found = await rows.find({ 'holds.interviewId': id }).toArray()
      return found.map(({ _id }) => _id.split(':')[1])
    }
    expect(await held()).toContain(leaves.userId)
    expectStatus(await employer.owner.delete(`${employer.api}/users/${leaves.userId}`), 204)
    type Seen = { interviewers: { userId: string }[] }
    const panel = async () => (await employer.owner.get<Seen>(`${employer.api}/interviews/${id}`)).body.interviewers
    await eventually(async () => (await panel()).length === 1)
    expect(await panel()).toMatchObject([{ userId: stays.userId }])
    expect(await held()).not.toContain(leaves.userId)
    expect(await held()).toContain(stays.userId)
  })

  it('[INT-15] is not met by a candidate who chooses later, be the first of the offered times over', async () => {
    const [leaves, stays] = await Promise.all([aMember(employer, 'recruiter'), aMember(employer, 'recruiter')])
    const { candidateId, portalUrl } = await anApplication(employer, posting)
    const times = [aFreeHour(), aFreeHour()]
    const interviewerIds = [leaves.userId, stays.userId]
    const body = { candidateId, times, interviewerIds, location: 'Second floor' }
    const offered = await employer.owner.post<{ id: string }>(`${employer.api}/interviews/offers`, body)
    expectStatus(offered, 201)
    const { id } = offered.body
    const over = new Date(Date.now() - 3600_000)
    await store.db
      .collection<{ _id: string }>('interviews')
      .updateOne({ _id: id }, { $set: { at: over, 'offeredTimes.0': over } })
    expectStatus(await employer.owner.delete(`${employer.api}/users/${leaves.userId}`), 204)
    type Seen = { state: string; interviewers: { userId: string }[] }
    const seen = async () => (await employer.owner.get<Seen>(`${employer.api}/interviews/${id}`)).body
    await eventually(async () => (await seen()).interviewers.length === 1)
    const headers = { 'x-candidate-token': new URL(portalUrl).searchParams.get('token') ?? '' }
    const path = `/api/portal/interviews/${id}/choose`
    expectStatus(await new Caller(server).post(path, { startsAt: times[1] }, headers), 200)
    expect(await seen()).toMatchObject({ state: 'confirmed', interviewers: [{ userId: stays.userId }] })
  })

  it('[INT-15] leaves an offer of which no time can be taken, when nobody else is to come', async () => {
    const leaves = await aMember(employer, 'recruiter')
    const { candidateId, portalUrl } = await anApplication(employer, posting)
    const times = [aFreeHour(), aFreeHour()]
    const body = { candidateId, times, interviewerIds: [leaves.userId], location: 'Second floor' }
    const offered = await employer.owner.post<{ id: string }>(`${employer.api}/interviews/offers`, body)
    expectStatus(offered, 201)
    const headers = { 'x-candidate-token': new URL(portalUrl).searchParams.get('token') ?? '' }
    const mine = () =>
      new Caller(server).get<{ items: { offeredTimes: string[] }[] }>('/api/portal/interviews', headers)
    const shown = async () => (await mine()).body.items[0]?.offeredTimes
    expect(await shown()).toEqual(times)
    expectStatus(await employer.owner.delete(`${employer.api}/users/${leaves.userId}`), 204)
    await eventually(async () => (await shown())?.length === 0)
    const choose = (startsAt?: string) =>
      new Caller(server).post(`/api/portal/interviews/${offered.body.id}/choose`, { startsAt }, headers)
    expect(await choose(times[0])).toMatchObject({ status: 409, body: { code: 'interview-closed' } })
    const panel = { interviewerIds: [employer.owner.userId] }
    expectStatus(await employer.owner.patch(`${employer.api}/interviews/${offered.body.id}`, panel), 200)
    expectStatus(await choose(times[0]), 200)
  })
})

describe.concurrent('the day before', () => {
  it('[INT-14] everybody is reminded once; one that was cancelled is not spoken of', async () => {
    const [kept, cancelled] = await Promise.all([1, 2].map(() => anApplication(employer, posting)))
    if (!kept || !cancelled) throw new Error('two applied')
    const ids = [await anInterview(employer, kept.candidateId), await anInterview(employer, cancelled.candidateId)]
    expectStatus(await employer.owner.post(`${employer.api}/interviews/${ids[1]}/cancel`, { reason: 'Filled' }), 200)
    const rows = store.db.collection<{ _id: string }>('interviews')
    await rows.updateMany({ _id: { $in: ids } }, { $set: { remindAt: new Date() } })
    const reminders = async (to: string) =>
      (await server.mail(to)).filter(({ subject }) => subject.startsWith('Reminder'))
    await eventually(async () => (await reminders(kept.email)).length === 1)
    await eventually(async () => (await reminders(employer.owner.email)).length === 1)
    await eventually(
      async () => (await rows.countDocuments({ _id: { $in: ids }, remindAt: { $ne: null } } as object)) === 0,
    )
    expect(await reminders(cancelled.email)).toEqual([])
  })

  it('[INT-14] a reminder that waited until the interview had begun is not sent any more', async () => {
    const { candidateId, email } = await anApplication(employer, posting)
    const id = await anInterview(employer, candidateId)
    const began = { $set: { startsAt: new Date(Date.now() - 1000) } }
    await store.db.collection<{ _id: string }>('interviews').updateOne({ _id: id }, began)
    const payload = { interviewId: id, to: 'candidate', userId: null, about: 'reminder', sequence: 0 }
    await outboxRows(store).insertOne({
      ...{ _id: `reminder-${id}`, job: 'tell-interview', payload, state: 'pending', attempts: 0, lastError: null },
      ...{ dueAt: new Date(), createdAt: new Date(), finishedAt: null, employerId: employer.employerId },
    })
    await doneNow(store, { _id: `reminder-${id}` })
    expect((await server.mail(email)).map(({ subject }) => subject)).not.toContainEqual(
      expect.stringContaining('Reminder'),
    )
  })

  it('[INT-12] what began is noted as done or missed, one set right by the other', async () => {
    const id = await anInterview(employer, await card())
    await store.db
      .collection<{ _id: string }>('interviews')
      .updateOne({ _id: id }, { $set: { startsAt: new Date(Date.now() - 1000) } })
    const { owner, api } = employer
    expect(await owner.post(`${api}/interviews/${id}/no-show`)).toMatchObject({
      status: 200,
      body: { state: 'no-show', version: 2 },
    })
    expect(await owner.post(`${api}/interviews/${id}/no-show`)).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await owner.post(`${api}/interviews/${id}/done`)).toMatchObject({
      status: 200,
      body: { state: 'done', version: 3 },
    })
    expect(await owner.post(`${api}/interviews/${id}/cancel`, { reason: 'No' })).toMatchObject({
      status: 409,
      body: { code: 'interview-closed' },
    })
  })
})
