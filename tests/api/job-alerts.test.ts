import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/store/ids.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import { type AnEmployer, anAddress, anEmployer, aPublishedPosting, Caller, expectStatus } from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { type OpenStore, sharedServer, sharedStore } from '../shared-server.ts'
import { doneNow } from './raw-store.ts'

let server: TestServer
let store: OpenStore
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  store = await sharedStore()
  employer = await anEmployer(server)
})

const subscribe = (email: string, filters: object = {}) =>
  new Caller(server).post(`/api/careers/${employer.slug}/alerts`, { email, ...filters })
const mailTo = async (email: string, page: string) =>
  (await server.mail(email)).filter(({ links }) => new URL(links[0] ?? '').pathname.startsWith(page))
const confirmLink = (email: string, count = 1) =>
  eventually(async () => {
    const mails = await mailTo(email, '/job-alerts/confirm')
    return mails.length >= count ? mails[0]?.links[0] : null
  })
/** By the button of the page that the link leads to. */
const press = (link: string) => fetch(link, { method: 'POST' })
const alertsTo = (email: string) => mailTo(email, '/careers/')
const publish = (title: string, more: object = {}) =>
  aPublishedPosting(employer, { title: `${title} ${newId()}`, location: 'Lisbon', ...more })

describe('job alerts', () => {
  const email = anAddress('reader')
  let first: string

  it('[ALERT-1] come once they are confirmed, and of nothing that was published before', async () => {
    expect(await subscribe(email, { words: 'cook' })).toMatchObject({ status: 202, body: '' })
    expect(await subscribe('nobody', { color: 'red' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'email' }, { path: 'color' }] },
    })
    first = await confirmLink(email)
    await publish('Cook')
    // A program that looks at links changes nothing.
    const asks = await fetch(first)
    expect([asks.status, await asks.text()]).toEqual([200, expect.stringContaining('with the words cook')])
    await publish('Cook')
    for (const look of [press, press, fetch]) {
      const page = await look(first)
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('You will hear of new jobs')])
    }
    const told = await publish('Cook')
    await eventually(async () => (await alertsTo(email)).length === 1)
    expect((await alertsTo(email))[0]?.links[0]).toContain(told.id)
  })

  it('[ALERT-2] a new wish counts once it is confirmed; until then the one before goes on', async () => {
    expectStatus(await subscribe(email, { words: 'gardener' }), 202)
    const token = new URL(await confirmLink(email, 2)).searchParams.get('token')
    // A link that was used or overtaken is known no more; the wish before it goes on.
    expect([(await fetch(first)).status, (await press(first)).status]).toEqual([404, 404])
    await publish('Cook')
    await eventually(async () => (await alertsTo(email)).length === 2)
    expectStatus(await new Caller(server).post('/api/job-alerts/confirm', { token }), 204)
    await publish('Cook')
    const gardener = await publish('Gardener')
    await eventually(async () => (await alertsTo(email)).length === 3)
    expect((await alertsTo(email))[0]?.links[0]).toContain(gardener.id)
  })

  it('[ALERT-4] every mail has a way out: one click of the mail program, or the page that a look does not trigger', async () => {
    const [one, two] = [anAddress('reader'), anAddress('reader')]
    for (const email of [one, two]) {
      expectStatus(await subscribe(email, { words: 'lamplighter' }), 202)
      await press(await confirmLink(email))
    }
    await publish('Lamplighter')
    const leaveOf = (email: string) => eventually(async () => (await alertsTo(email))[0]?.links[1])
    const [leaveOne, leaveTwo] = [await leaveOf(one), await leaveOf(two)]
    expect(await (await fetch(leaveOne)).text()).toContain('No more mail')
    const click = await fetch(leaveOne, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(click.status).toBe(200)
    expect((await fetch(leaveOne, { method: 'POST' })).status).toBe(200)
    await fetch(leaveTwo)
    await publish('Lamplighter')
    await eventually(async () => (await alertsTo(two)).length === 2)
    expect(await alertsTo(one)).toHaveLength(1)
    const raw = await store.db
      .collection('alert_subscribers')
      .countDocuments({ emailKey: one.toLowerCase(), employerId: employer.employerId })
    expect(raw).toBe(0)
  })

  it('[ALERT-7] are not sent of what is public no more, nor to who left, however late the mail goes', async () => {
    const [stays, leaves] = [anAddress('reader'), anAddress('reader')]
    for (const email of [stays, leaves]) {
      expectStatus(await subscribe(email, { words: 'ferryman' }), 202)
      await press(await confirmLink(email))
    }
    const [open, paused] = [await publish('Ferryman'), await publish('Ferryman')]
    for (const email of [stays, leaves]) await eventually(async () => (await alertsTo(email)).length === 2)
    const waiting = { job: 'tell-alert', employerId: employer.employerId }
    const isOfThese = { ...waiting, 'payload.jobId': { $in: [open.id, paused.id] } }
    const subscribers = store.db.collection<{ _id: string; email: string }>('alert_subscribers')
    const ids = await Promise.all(
      [stays, leaves].map(async (email) => (await subscribers.findOne({ email }))?._id ?? ''),
    )
    const become = async (to: string) =>
      expectStatus(await employer.owner.post(`${employer.api}/job-postings/${paused.id}/transitions`, { to }), 200)
    await become('paused')
    await fetch((await alertsTo(leaves))[0]?.links[1] ?? '', { method: 'POST' })
    // As if no mail server had taken these before.
    const rows = ids.flatMap((subscriberId) => [open.id, paused.id].map((jobId) => ({ jobId, subscriberId })))
    await outboxRows(store).insertMany(
      rows.map((payload) => ({
        ...{ ...waiting, _id: newId(), payload, state: 'pending' as const, attempts: 0, lastError: null },
        ...{ dueAt: new Date(), createdAt: new Date(), finishedAt: null },
      })),
    )
    await doneNow(store, isOfThese)
    const told = (await alertsTo(stays)).map(({ links }) => links[0]?.includes(open.id))
    expect(told.sort()).toEqual([false, true, true])
    await become('published')
    await eventually(async () => (await alertsTo(stays)).length === 4)
    expect(await alertsTo(leaves)).toHaveLength(2)
  })

  it('[ALERT-5] tell each matching subscriber of a posting once, published again and looked at by many workers', async () => {
    const readers = Array.from({ length: 6 }, () => anAddress('reader'))
    for (const email of readers) {
      expectStatus(await subscribe(email, { words: 'clockmaker', location: 'lisbon' }), 202)
      await press(await confirmLink(email))
    }
    const job = await publish('Clockmaker')
    const path = `${employer.api}/job-postings/${job.id}/transitions`
    expectStatus(await employer.owner.post(path, { to: 'paused' }), 200)
    expectStatus(await employer.owner.post(path, { to: 'published' }), 200)
    const at = new Date()
    const payload = { employerId: employer.employerId, jobId: job.id, at: at.toISOString() }
    const rows = Array.from({ length: 10 }, () => ({
      ...{ _id: newId(), job: 'send-alerts', payload },
      ...{ state: 'pending' as const, attempts: 0, dueAt: at, createdAt: at, finishedAt: null, lastError: null },
    }))
    await outboxRows(store).insertMany(rows)
    const ids = rows.map(({ _id }) => _id)
    await eventually(
      async () => (await outboxRows(store).countDocuments({ _id: { $in: ids }, state: 'done' })) === 10,
      40_000,
    )
    for (const email of readers) await eventually(async () => (await alertsTo(email)).length > 0)
    const counts = await Promise.all(readers.map(async (email) => (await alertsTo(email)).length))
    expect(counts).toEqual(readers.map(() => 1))
    const elsewhere = await publish('Clockmaker', { location: 'Porto' })
    await eventually(
      async () =>
        (await outboxRows(store).countDocuments({
          // A worker finds what follows from the entry, and leaves the alerts to another piece of work.
          job: { $in: ['follow-entries', 'send-alerts'] },
          state: { $ne: 'done' },
          employerId: employer.employerId,
        })) === 0,
    )
    const texts = await Promise.all(readers.map(async (email) => JSON.stringify(await alertsTo(email))))
    expect(texts.filter((text) => text.includes(elsewhere.id))).toEqual([])
  })
})
