import { beforeAll, describe, expect, it } from 'vitest'
import type { ReportSending, SavedReport } from '#protocol/saved-reports'
import { sendingRows } from '../../server/reports/saved/repository.ts'
import { newId } from '../../server/store/ids.ts'
import { openStore } from '../../server/store/mongo.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnEmployer,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer, sharedStore } from '../shared-server.ts'
import type { Items, Refused } from './people.ts'

let server: TestServer
let employer: AnEmployer
let recruiter: Caller

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
  await anApplication(employer, await aPublishedPosting(employer))
  recruiter = await aMember(employer, 'recruiter')
})

const path = () => `${employer.api}/saved-reports`
const lisbon = ({ userId }: Caller) => ({ userId, timeZone: 'Europe/Lisbon' })

async function saved(body: object, caller = employer.owner): Promise<SavedReport> {
  const answer = await caller.post<SavedReport>(path(), { name: 'Monday', type: 'summary', period: 'all', ...body })
  expectStatus(answer, 201)
  return answer.body
}

const log = async ({ id }: SavedReport, caller = employer.owner) =>
  (await caller.get<Items<ReportSending>>(`${path()}/${id}/sendings`)).body.items

const outcomes = (report: SavedReport, count: number) =>
  eventually(async () => {
    const items = await log(report)
    return items.length >= count && items.every(({ state }) => state !== 'waiting') ? items : null
  })

const mailsOf = async ({ email }: Caller, name: string) =>
  (await server.mail(email)).filter(({ subject }) => subject.startsWith(name))

/** As if the time had come. */
async function timePasses({ id }: SavedReport): Promise<void> {
  const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  try {
    const dueAt = new Date(Date.now() - 1000)
    await store.db
      .collection<{ _id: string }>('saved_reports')
      .updateOne({ _id: id }, { $set: { nextAt: dueAt, 'recipients.$[].nextAt': dueAt } })
  } finally {
    await store.close()
  }
}

describe('a saved report', () => {
  it('[REP-11] is seen by who made it, by its recipients and by admins, and changed by the first and the last', async () => {
    const report = await saved({ name: 'Mine', recipients: [lisbon(recruiter)] })
    const [other, admin] = [await aMember(employer, 'recruiter'), await aMember(employer, 'admin')]
    const one = `${path()}/${report.id}`
    for (const [caller, sees, changes] of [
      [employer.owner, 200, 200],
      [admin, 200, 200],
      [recruiter, 200, 403],
      [other, 404, 404],
    ] as const) {
      expect((await caller.get(one)).status).toBe(sees)
      expect((await caller.patch(one, { name: 'Mine too' })).status).toBe(changes)
      const list = (await caller.get<Items<SavedReport>>(path())).body.items
      expect(list.some(({ id }) => id === report.id)).toBe(sees === 200)
    }
    expect((await employer.owner.delete(one)).status).toBe(204)
    expect((await employer.owner.get(one)).status).toBe(404)
  })

  it('[REP-11] goes only to people who may read it, and says who may not', async () => {
    const viewer = await aMember(employer, 'viewer')
    const body = { name: 'Monday', type: 'summary', recipients: [lisbon(recruiter), lisbon(viewer)] }
    const { status, body: refused } = await employer.owner.post<Refused>(path(), body)
    expect([status, refused.errors?.map((error) => error.path)]).toEqual([400, ['recipients.1.userId']])
    for (const [field, value] of [
      ['recipients.0.timeZone', { recipients: [{ userId: recruiter.userId, timeZone: 'Mars/Olympus' }] }],
      ['schedule.weekday', { schedule: { every: 'week', at: '08:00' } }],
      ['schedule.at', { schedule: { every: 'day', at: '25:00' } }],
      ['jobId', { jobId: 'nowhere' }],
    ] as const) {
      const answer = await employer.owner.post<Refused>(path(), { name: 'Monday', type: 'summary', ...value })
      expect([answer.status, answer.body.errors?.map((error) => error.path)]).toEqual([400, [field]])
    }
  })

  it('[REP-12] arrives as mail with the file when its time has come, once, and is due again', async () => {
    const schedule = { every: 'day', at: '08:00' }
    const report = await saved({ name: 'Daily figures', schedule, format: 'csv', recipients: [lisbon(recruiter)] })
    const due = report.nextAt
    await timePasses(report)
    const [sending] = await outcomes(report, 1)
    expect(sending).toMatchObject({ state: 'sent', userId: recruiter.userId, scheduled: true })
    const [mail, ...more] = await mailsOf(recruiter, 'Daily figures')
    expect(more).toEqual([])
    expect(mail?.attachments).toEqual([
      expect.objectContaining({ filename: expect.stringMatching(/^clearview-summary-.+\.csv$/), encoding: 'base64' }),
    ])
    expect(Buffer.from(mail?.attachments[0]?.content ?? '', 'base64').toString()).toContain('Applications')
    expect((await employer.owner.get<SavedReport>(`${path()}/${report.id}`)).body.nextAt).toBe(due)
  })

  it('[REP-13] is not sent to somebody who was demoted or removed since, and the log says why', async () => {
    const [demoted, removed] = [await aMember(employer, 'recruiter'), await aMember(employer, 'recruiter')]
    const recipients = [lisbon(demoted), lisbon(removed), lisbon(recruiter)]
    const report = await saved({ name: 'Checked again', schedule: { every: 'day', at: '08:00' }, recipients })
    expectStatus(await employer.owner.patch(`${employer.api}/users/${demoted.userId}`, { role: 'viewer' }), 200)
    expectStatus(await employer.owner.delete(`${employer.api}/users/${removed.userId}`), 204)
    await timePasses(report)
    const states = new Map((await outcomes(report, 3)).map((one) => [one.userId as string, one]))
    expect(states.get(demoted.userId)).toMatchObject({ state: 'refused', reason: expect.stringContaining('role') })
    expect(states.get(removed.userId)).toMatchObject({ state: 'refused', reason: expect.stringContaining('no longer') })
    expect(states.get(recruiter.userId)?.state).toBe('sent')
    for (const person of [demoted, removed]) expect(await mailsOf(person, 'Checked again')).toEqual([])
  })

  it('[REP-13] is not sent to somebody who was taken off its list while their mail waited', async () => {
    const report = await saved({ name: 'Taken off', recipients: [lisbon(recruiter)] })
    const [store, gone] = [await sharedStore(), await aMember(employer, 'recruiter')]
    const [_id, now] = [newId(), new Date()]
    await sendingRows(store).insertOne({
      ...{ _id, key: _id, employerId: employer.employerId, reportId: report.id, userId: gone.userId },
      ...{ state: 'failed', reason: null, scheduled: true, dueAt: now, finishedAt: null },
    })
    await outboxRows(store).insertOne({
      ...{ _id, job: 'send-report', payload: { sendingId: _id }, state: 'pending', attempts: 0 },
      ...{ dueAt: now, createdAt: now, finishedAt: null, lastError: null },
    })
    await eventually(async () => (await log(report))[0]?.state === 'skipped')
    expect(await mailsOf(gone, 'Taken off')).toEqual([])
  })

  it('[REP-14] is sent now when asked, and says when there was nothing to report', async () => {
    const report = await saved({ name: 'By hand', type: 'reviews' })
    const asked = await employer.owner.post(`${path()}/${report.id}/send`, undefined, { 'idempotency-key': report.id })
    expectStatus(asked, 202)
    const again = await employer.owner.post(`${path()}/${report.id}/send`, undefined, { 'idempotency-key': report.id })
    expect(again.body).toEqual(asked.body)
    expect(await outcomes(report, 1)).toEqual([
      expect.objectContaining({ state: 'empty', userId: employer.owner.userId, scheduled: false }),
    ])
    expect((await mailsOf(employer.owner, 'By hand'))[0]?.subject).toContain('nothing to report')
  })

  it('[REP-14] says that a report could not be made, and sends it once it can be', async () => {
    const { id: jobId } = await aPublishedPosting(employer)
    await anApplication(employer, { id: jobId })
    const postings = (await sharedStore()).db.collection<{ _id: string }>('postings')
    const posting = await postings.findOneAndUpdate({ _id: jobId }, { $unset: { stages: '' } })
    const report = await saved({ name: 'Odd', type: 'applications', jobId })
    expectStatus(await employer.owner.post(`${path()}/${report.id}/send`), 202)
    const reason = 'The report could not be made. It is tried again.'
    expect(await outcomes(report, 1)).toMatchObject([{ state: 'failed', reason }])
    if (posting) await postings.replaceOne({ _id: jobId }, posting)
    await eventually(async () => (await log(report))[0]?.state === 'sent')
  })

  it('[REP-19] says days as they are where the recipient is, like its period', async () => {
    // At any time it is another day in one of the two than in UTC.
    const timeZone = new Date().getUTCHours() >= 10 ? 'Pacific/Kiritimati' : 'Pacific/Pago_Pago'
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date())
    const recipients = [{ userId: recruiter.userId, timeZone }]
    const report = await saved({ name: 'Far away', type: 'postings', format: 'csv', recipients })
    expectStatus(await employer.owner.post(`${path()}/${report.id}/send`), 202)
    await outcomes(report, 1)
    const [mail] = await mailsOf(recruiter, 'Far away')
    const [, row] = Buffer.from(mail?.attachments[0]?.content ?? '', 'base64')
      .toString()
      .split('\r\n')
    expect(row).toContain(`,${today},${today},`)
  })

  it('[REP-15] goes to nobody while it is paused, and what was due meanwhile is left out', async () => {
    const report = await saved({ schedule: { every: 'day', at: '08:00' }, recipients: [lisbon(recruiter)] })
    const change = (body: object) => employer.owner.patch<SavedReport>(`${path()}/${report.id}`, body)
    expect((await change({ paused: true })).body).toMatchObject({ paused: true, nextAt: null })
    const on = await change({ paused: false })
    expect(Date.parse(on.body.nextAt ?? '')).toBeGreaterThan(Date.now())
    expect(await log(report)).toEqual([])
  })
})
