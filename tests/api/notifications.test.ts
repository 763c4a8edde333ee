import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { feedOf, journalRows } from '../../server/journal/entry.ts'
import type { NotificationRecord } from '../../server/notifications/inbox/repository.ts'
import { newId } from '../../server/store/ids.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnEmployer,
  type APosting,
  aMember,
  anApplication,
  anEmployer,
  anInterview,
  aPublishedPosting,
  aTeam,
  type Caller,
  expectStatus,
} from '../builders.ts'
import { aSocket, ask, closeSockets, connected, withCookie } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { type OpenStore, sharedServer, sharedStore } from '../shared-server.ts'
import { doneNow } from './raw-store.ts'

interface Told {
  readonly items: { id: string; kind: string; title: string; path: string; readAt: string | null }[]
  readonly unread: number
}
interface Delivery {
  readonly id: string
  readonly type: string
  readonly state: string
  readonly attempts: { status: number | null; error: string | null }[]
}
interface Called {
  readonly headers: Record<string, string>
  readonly body: string
}

let server: TestServer
let store: OpenStore
let employer: AnEmployer
let posting: APosting
let hook: Server
let hookUrl: string
const called: Called[] = []
let answerWith: (call: Called) => number = () => 204

beforeAll(async () => {
  server = await sharedServer()
  store = await sharedStore()
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
  hook = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const call = { headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() }
      called.push(call)
      response.writeHead(answerWith(call), { location: 'http://127.0.0.1:1/' }).end()
    })
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  hookUrl = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`
})
afterAll(() => {
  closeSockets()
  hook.close()
})

const toldTo = async (caller: Caller) => (await caller.get<Told>('/api/notifications')).body

// Side by side, since one of them waits for a round of the workers; each of a company of its own.
describe.concurrent('notifications', () => {
  it.sequential('[NOTE-10] reach everybody concerned once, by code name, live, and are read in all tabs', async () => {
    const { recruiter, manager, viewer } = await aTeam(employer, posting)
    const tab = await connected(aSocket(server.url, withCookie(recruiter)))
    let pushes = 0
    tab.on('notifications:changed', () => {
      pushes++
    })
    expect(await ask(tab, 'notifications:follow', {})).toMatchObject({ ok: true })
    const { name, candidateId } = await anApplication(employer, posting)
    await eventually(() => pushes > 0)
    const [mine, theirs] = [await toldTo(recruiter), await toldTo(manager)]
    for (const { items } of [mine, theirs]) {
      expect(items).toHaveLength(1)
      expect(items[0]).toMatchObject({
        kind: 'application_received',
        path: `/pipeline/${posting.id}?candidate=${candidateId}`,
        readAt: null,
      })
      expect(items[0]?.title).toContain('applied for')
      expect(JSON.stringify(items)).not.toContain(name.split(' ')[0])
    }
    expect((await toldTo(viewer)).items).toEqual([])
    const before = pushes
    expectStatus(await recruiter.post('/api/notifications/read', { ids: [mine.items[0]?.id] }), 204)
    await eventually(() => pushes > before)
    expect((await toldTo(recruiter)).unread).toBe(0)
    // What one has read is nothing to another, and nobody reads for another.
    expectStatus(await recruiter.post('/api/notifications/read', { ids: [theirs.items[0]?.id] }), 204)
    expect((await toldTo(manager)).unread).toBe(1)
  })

  it.sequential('[NOTE-9] handled again and again by many at once, a cause tells once; days late, too, but not of what was history when it was written', async () => {
    const colleague = await aMember(employer, 'recruiter')
    const { applicationId } = await anApplication(employer, posting)
    await eventually(async () => (await toldTo(colleague)).items.length === 1)
    const feed = await employer.owner.get<{ items: { seq: number; data?: { applicationId?: string } }[] }>(
      `${employer.api}/feed`,
    )
    const seqs = feed.body.items.filter(({ data }) => data?.applicationId === applicationId).map(({ seq }) => seq)
    const stream = feedOf(employer.employerId)
    const handled = async (times: number, createdAt: Date) => {
      const rows = Array.from({ length: times }, () => ({
        ...{ _id: newId(), job: 'follow-entries', payload: { stream, seqs }, dueAt: new Date(), createdAt },
        ...{ state: 'pending' as const, attempts: 0, finishedAt: null, lastError: null },
      }))
      await outboxRows(store).insertMany(rows)
      const done = { _id: { $in: rows.map(({ _id }) => _id) }, state: 'done' as const }
      await eventually(async () => (await outboxRows(store).countDocuments(done)) === times)
    }
    await handled(12, new Date())
    expect((await toldTo(colleague)).items).toHaveLength(1)

    // As if they had been written days ago, and no worker had been there since.
    const at = new Date(Date.now() - 3 * 24 * 3600_000)
    await store.db.collection('notifications').deleteMany({ userId: colleague.userId })
    await journalRows(store).updateMany({ stream, seq: { $in: seqs } }, { $set: { at } })
    await handled(1, new Date())
    expect((await toldTo(colleague)).items).toEqual([])
    await handled(1, at)
    expect((await toldTo(colleague)).items).toHaveLength(1)
  })

  it.sequential('[NOTE-12] go the way each person chose: mail at once, or not at all', async () => {
    const [mailed, quiet] = [await aMember(employer, 'recruiter'), await aMember(employer, 'recruiter')]
    const choose = (who: Caller, way: object) =>
      who.patch('/api/notifications/preferences', { timeZone: 'Europe/Lisbon', ways: { application_received: way } })
    expect(await choose(mailed, { app: false, mail: 'now' })).toMatchObject({
      status: 200,
      body: { timeZone: 'Europe/Lisbon', ways: { application_received: { app: false, mail: 'now' } } },
    })
    expectStatus(await choose(quiet, { app: false, mail: 'off' }), 200)
    expect(await choose(quiet, { app: false, mail: 'hourly' })).toMatchObject({ status: 400 })
    expect(await quiet.patch('/api/notifications/preferences', { timeZone: 'Mars/Base' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'timeZone' }] },
    })
    await anApplication(employer, posting)
    const mail = await eventually(async () =>
      (await server.mail(mailed.email)).find(({ subject }) => subject.includes('applied for')),
    )
    expect(mail.links[0]).toContain(`/pipeline/${posting.id}?candidate=`)
    expect([(await toldTo(mailed)).items, (await toldTo(quiet)).items]).toEqual([[], []])
    expect((await server.mail(quiet.email)).filter(({ subject }) => subject.includes('applied'))).toEqual([])
  })

  it.sequential('[NOTE-15] reviewers who are not in days after they were asked are reminded, once, however many workers look', async () => {
    const { interviewer, manager } = await aTeam(employer, posting)
    const { applicationId } = await anApplication(employer, posting)
    const assign = `${employer.api}/applications/${applicationId}/scorecard/reviewers`
    expectStatus(await employer.owner.put(assign, { userIds: [interviewer.userId, manager.userId] }), 200)
    const row = await eventually(() =>
      outboxRows(store).findOne({ job: 'remind-reviewers', 'payload.applicationId': applicationId }),
    )
    expect(row.dueAt.getTime() - row.createdAt.getTime()).toBeGreaterThan(2.9 * 24 * 3600_000)
    const at = new Date()
    const again = Array.from({ length: 6 }, () => ({ ...row, _id: newId(), state: 'pending' as const, dueAt: at }))
    await outboxRows(store).insertMany(again)
    const isOverdue = ({ title }: { title: string }) => title.includes('overdue')
    for (const who of [interviewer, manager]) {
      await eventually(async () => (await toldTo(who)).items.some(isOverdue))
    }
    const ids = again.map(({ _id }) => _id)
    await eventually(async () => (await outboxRows(store).countDocuments({ _id: { $in: ids }, state: 'done' })) === 6)
    expect((await toldTo(interviewer)).items.filter(isOverdue)).toHaveLength(1)
  })

  it.sequential('[NOTE-15] [SCORE-22] and so is whoever interviewed the candidate, unless it was called off', async () => {
    const [came, spared] = [await aMember(employer, 'recruiter'), await aMember(employer, 'recruiter')]
    const { applicationId, candidateId } = await anApplication(employer, posting)
    await anInterview(employer, candidateId, { interviewerIds: [came.userId] })
    const off = await anInterview(employer, candidateId, { interviewerIds: [spared.userId] })
    expectStatus(await employer.owner.post(`${employer.api}/interviews/${off}/cancel`, { reason: 'Filled' }), 200)
    const now = new Date()
    await outboxRows(store).insertOne({
      ...{ _id: newId(), job: 'remind-reviewers', payload: { applicationId, cause: `test:${applicationId}` } },
      ...{ state: 'pending', attempts: 0, dueAt: now, createdAt: now, finishedAt: null, lastError: null },
    })
    const overdue = async (who: Caller) => (await toldTo(who)).items.filter(({ title }) => title.includes('overdue'))
    await eventually(async () => (await overdue(came)).length === 1)
    expect(await overdue(spared)).toEqual([])
  })
})

describe('reviewers of a posting in the bin', () => {
  it('[NOTE-15] are not reminded of what they cannot do', async () => {
    const binned = await aPublishedPosting(employer)
    const { interviewer } = await aTeam(employer, binned)
    const { applicationId } = await anApplication(employer, binned)
    expectStatus(await employer.owner.delete(`${employer.api}/job-postings/${binned.id}`), 204)
    const [_id, now] = [newId(), new Date()]
    await outboxRows(store).insertOne({
      ...{ _id, job: 'remind-reviewers', payload: { applicationId, cause: `test:${applicationId}` } },
      ...{ state: 'pending', attempts: 0, dueAt: now, createdAt: now, finishedAt: null, lastError: null },
    })
    await eventually(async () => (await outboxRows(store).countDocuments({ _id, state: 'done' })) === 1)
    const { items } = (await interviewer.get<{ items: { type: string }[] }>(`${employer.api}/feed?limit=50`)).body
    expect(items.filter(({ type }) => type === 'scorecard.overdue')).toEqual([])
  })
})

describe.concurrent('what waits for the daily mail', () => {
  it('[NOTE-13] the daily mail holds what was not read by then, once', async () => {
    const company = await anEmployer(server)
    const job = await aPublishedPosting(company)
    const reader = await aMember(company, 'recruiter')
    const ways = { application_received: { app: true, mail: 'daily' } }
    expectStatus(await reader.patch('/api/notifications/preferences', { ways }), 200)
    for (let i = 0; i < 3; i++) await anApplication(company, job)
    const [seen] = await eventually(async () => {
      const { items } = await toldTo(reader)
      return items.length === 3 ? items : null
    })
    expectStatus(await reader.post('/api/notifications/read', { ids: [seen?.id] }), 204)
    const rows = store.db.collection<NotificationRecord>('notifications')
    const last = await rows.findOne({ userId: reader.userId, readAt: null })
    if (!last) throw new Error('Nothing is unread')
    // More than a sweep looks at in one go.
    await rows.insertMany(Array.from({ length: 600 }, () => ({ ...last, _id: newId(), cause: newId() })))
    // All at once: a sweep that met half of them would send a mail of these.
    const all = { userId: reader.userId }
    await store.client.withSession((session) =>
      session.withTransaction(() => rows.updateMany(all, { $set: { digestAt: new Date(0) } }, { session })),
    )
    const waiting = { job: 'send-mail', 'payload.to': reader.email, state: { $nin: ['done', 'dead'] } } as const
    const digests = async () =>
      (await server.mail(reader.email)).filter(({ subject }) => subject.includes('new on ClearView'))
    await eventually(async () => (await digests())[0], 40_000)
    await eventually(async () => (await rows.countDocuments({ userId: reader.userId, digestAt: { $ne: null } })) === 0)
    await eventually(async () => (await outboxRows(store).countDocuments(waiting)) === 0)
    expect((await digests()).map(({ subject }) => subject)).toEqual(['602 things are new on ClearView'])
  })

  it('[NOTE-13] what waits for the daily mail goes by what its reader chose since: another hour, or none', async () => {
    const company = await anEmployer(server)
    const reader = await aMember(company, 'recruiter')
    const choose = async (body: object) => expectStatus(await reader.patch('/api/notifications/preferences', body), 200)
    const here = { timeZone: 'UTC', digestHour: (new Date().getUTCHours() + 6) % 24 }
    await choose({ ...here, ways: { application_received: { app: true, mail: 'daily' } } })
    await anApplication(company, await aPublishedPosting(company))
    await eventually(async () => (await toldTo(reader)).items.length === 1)
    const rows = store.db.collection<NotificationRecord>('notifications')
    const hours = async () =>
      (await rows.find({ userId: reader.userId }).toArray()).map(({ digestAt }) => digestAt?.getUTCHours() ?? null)
    expect(await hours()).toEqual([here.digestHour])
    // It is five and a half hours later there.
    await choose({ timeZone: 'Asia/Kolkata', digestHour: (here.digestHour + 9) % 24 })
    expect(await hours()).toEqual([(here.digestHour + 3) % 24])
    await choose({ ways: { application_received: { app: true, mail: 'off' } } })
    expect(await hours()).toEqual([null])
  })

  it('[NOTE-13] the daily mail tells nothing that its reader may not see any more', async () => {
    const company = await anEmployer(server)
    const reader = await aMember(company, 'recruiter')
    const ways = { application_received: { app: true, mail: 'daily' } }
    expectStatus(await reader.patch('/api/notifications/preferences', { ways }), 200)
    await anApplication(company, await aPublishedPosting(company))
    await eventually(async () => (await toldTo(reader)).items.length === 1)
    const change = { role: 'interviewer' }
    expectStatus(await company.owner.patch(`${company.api}/users/${reader.userId}`, change), 200)
    const rows = store.db.collection('notifications')
    await rows.updateMany({ userId: reader.userId }, { $set: { digestAt: new Date(0) } })
    const waits = { userId: reader.userId, digestAt: { $ne: null } }
    await eventually(async () => (await rows.countDocuments(waits)) === 0)
    expect((await server.mail(reader.email)).filter(({ subject }) => subject.includes('new on ClearView'))).toEqual([])
  })
})

describe('what somebody may not see any more', () => {
  it('[NOTE-17] is neither listed, counted, marked as read nor mailed, and is there again with the right', async () => {
    const company = await anEmployer(server)
    const job = await aPublishedPosting(company)
    const { recruiter, manager } = await aTeam(company, job)
    const ways = { application_received: { app: true, mail: 'now' } }
    expectStatus(await recruiter.patch('/api/notifications/preferences', { ways }), 200)
    await anApplication(company, job)
    const mails = async () =>
      (await server.mail(recruiter.email)).filter(({ subject }) => subject.includes('applied for'))
    await eventually(async () => (await mails()).length === 1 && (await toldTo(manager)).unread === 1)
    const becomes = async (role: string) =>
      expectStatus(await company.owner.patch(`${company.api}/users/${recruiter.userId}`, { role }), 200)
    await becomes('interviewer')
    const nobody = { hiringManagerIds: [], interviewerIds: [] }
    expectStatus(await company.owner.put(`${company.api}/job-postings/${job.id}/team`, nobody), 200)
    for (const caller of [recruiter, manager]) {
      expect(await toldTo(caller)).toMatchObject({ items: [], unread: 0 })
      expectStatus(await caller.post('/api/notifications/read', { all: true }), 204)
    }
    // As if no mail server had taken it before.
    const told = await store.db.collection<{ _id: string }>('notifications').findOne({ userId: recruiter.userId })
    const [_id, now] = [newId(), new Date()]
    await outboxRows(store).insertOne({
      ...{ _id, job: 'tell-notification', payload: { notificationId: told?._id } },
      ...{ state: 'pending', attempts: 0, dueAt: now, createdAt: now, finishedAt: null, lastError: null },
    })
    await doneNow(store, { _id })
    expect(await mails()).toHaveLength(1)
    await becomes('recruiter')
    expect(await toldTo(recruiter)).toMatchObject({ items: [{ kind: 'application_received' }], unread: 1 })
  })
})

describe.concurrent('webhooks', () => {
  let company: AnEmployer
  beforeAll(async () => {
    company = await anEmployer(server)
  })
  const api = () => `${company.api}/webhooks`
  const add = async (types: string[]) => {
    const added = await company.owner.post<{ id: string; secret: string }>(api(), { url: hookUrl, types })
    expectStatus(added, 201)
    return added.body
  }
  const logOf = async (id: string) =>
    (await company.owner.get<{ items: Delivery[] }>(`${api()}/${id}/deliveries`)).body.items

  it.sequential('[HOOK-1] are added with a secret that is shown once and stored nowhere', async () => {
    const key = { 'idempotency-key': newId() }
    const body = { url: hookUrl, types: ['application.held'] }
    const [first, again] = [await company.owner.post(api(), body, key), await company.owner.post(api(), body, key)]
    expect(again.body).toEqual(first.body)
    const secret = String(first.body['secret'])
    expect(secret).toMatch(/^whsec_/)
    expect(JSON.stringify((await company.owner.get(api())).body)).not.toMatch(/whsec|secret|seed/)
    for (const name of ['webhooks', 'idempotency', 'outbox', 'audit']) {
      const raw = JSON.stringify(await store.db.collection(name).find({}).toArray())
      expect(raw).not.toContain(secret.slice(6))
    }
    const renewed = await company.owner.post<{ secret: string }>(`${api()}/${String(first.body['id'])}/secret`)
    expect(renewed.body.secret).not.toBe(secret)
    expect(await company.owner.post(api(), { url: 'ftp://x', types: ['x'] })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'url' }, { path: 'types.0' }] },
    })
    expectStatus(await company.owner.delete(`${api()}/${String(first.body['id'])}`), 204)
  })

  it.sequential('[HOOK-8] show of an address neither password nor query, and take no password in it', async () => {
    const { owner } = company
    const [url, types] = [`${hookUrl}?token=s3cret`, ['application.held']]
    const added = await owner.post<{ id: string; url: string }>(api(), { url, types })
    expect(added).toMatchObject({ status: 201, body: { url: `${hookUrl}?token=***` } })
    const path = `${api()}/${added.body.id}`
    const rows = store.db.collection<{ _id: string; url: string }>('webhooks')
    const stored = async () => (await rows.findOne({ _id: added.body.id }))?.url
    // Sent back as it was shown it stays what it is.
    expectStatus(await owner.patch(path, { url: added.body.url, state: 'paused' }), 200)
    expect(await stored()).toBe(url)
    const withPassword = hookUrl.replace('://', '://ada:s3cret@')
    for (const refused of [
      await owner.post(api(), { url: withPassword, types }),
      await owner.patch(path, { url: withPassword }),
    ])
      expect(refused).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'url', message: expect.stringContaining('signature') }] },
      })
    // One from before.
    await rows.updateOne({ _id: added.body.id }, { $set: { url: withPassword } })
    const read = [
      await owner.get(api()),
      await owner.get(`${company.api}/audit`),
      await owner.get(`${path}/deliveries`),
    ]
    expect(read[0]?.body).toMatchObject({ items: [{ url: hookUrl.replace('://', '://***@') }] })
    expect(JSON.stringify(read.map(({ body }) => body))).not.toContain('s3cret')
    expectStatus(await owner.delete(path), 204)
  })

  it.sequential('[HOOK-3] are called about each entry once, signed, again under one id after a failure, and logged', async () => {
    const { id, secret } = await add(['application.received'])
    const attempts = new Map<string, number>()
    answerWith = ({ headers }) => {
      const count = (attempts.get(headers['webhook-id'] ?? '') ?? 0) + 1
      attempts.set(headers['webhook-id'] ?? '', count)
      return count === 1 ? 302 : 200
    }
    const { applicationId, name } = await anApplication(company, await aPublishedPosting(company))
    const [delivery] = await eventually(async () => {
      const log = await logOf(id)
      return log[0]?.state === 'delivered' ? log : null
    })
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([302, 200])
    const calls = called.filter(({ headers }) => headers['webhook-id'] === delivery?.id)
    expect(calls).toHaveLength(2)
    for (const { body, headers } of calls) expect(new Webhook(secret).verify(body, headers)).toBeTruthy()
    expect(JSON.parse(calls[0]?.body ?? '')).toMatchObject({
      type: 'application.received',
      data: { employerId: company.employerId, applicationId },
    })
    expect(calls[0]?.body).not.toContain(name.split(' ')[0])
    const again = `${api()}/${id}/deliveries/${delivery?.id}/resend`
    expectStatus(await company.owner.post(again), 202)
    await eventually(() => called.filter(({ headers }) => headers['webhook-id'] === delivery?.id).length === 3)
    expectStatus(await company.owner.delete(`${api()}/${id}`), 204)
  })

  it.sequential('[HOOK-4] a receiver that is gone is switched off, administrators hear of it, and it can be switched on again', async () => {
    const { id } = await add(['application.withdrawn'])
    answerWith = () => 410
    expectStatus(await company.owner.post(`${api()}/${id}/test`), 202)
    const state = async () =>
      (await company.owner.get<{ items: { id: string; state: string }[] }>(api())).body.items.find(
        (one) => one.id === id,
      )?.state
    await eventually(async () => (await state()) === 'disabled')
    await eventually(async () =>
      (await server.mail(company.owner.email)).some(({ subject }) => subject.includes('was switched off')),
    )
    answerWith = () => 200
    expectStatus(await company.owner.patch(`${api()}/${id}`, { state: 'active' }), 200)
    expect(await state()).toBe('active')
    expectStatus(await company.owner.delete(`${api()}/${id}`), 204)
  })
})

describe.concurrent('work that was given up', () => {
  it('[NOTE-14] is seen by administrators of its company without what it holds, and runs again under its identity', async () => {
    const [_id, at] = [newId(), new Date()]
    const data = { name: 'Noor', title: 'A thing happened', path: '/' }
    await outboxRows(store).insertOne({
      ...{ _id, job: 'send-mail', payload: { to: employer.owner.email, template: 'notification', data } },
      ...{ state: 'dead', attempts: 22, dueAt: at, createdAt: at, finishedAt: at, lastError: 'HTTP 500' },
      employerId: employer.employerId,
    })
    const path = `${employer.api}/failed-work`
    const { items } = (await employer.owner.get<{ items: { id: string }[] }>(path)).body
    expect(items).toEqual([expect.objectContaining({ id: _id, job: 'send-mail', attempts: 22, lastError: 'HTTP 500' })])
    expect(JSON.stringify(items)).not.toMatch(/Noor|@/)
    const other = await anEmployer(server)
    expect((await other.owner.get<{ items: [] }>(`${other.api}/failed-work`)).body.items).toEqual([])
    expect((await other.owner.post(`${other.api}/failed-work/${_id}/run-again`)).status).toBe(404)
    expectStatus(await employer.owner.post(`${path}/${_id}/run-again`), 202)
    await eventually(async () =>
      (await server.mail(employer.owner.email)).some(({ subject }) => subject === 'A thing happened'),
    )
    expect((await employer.owner.post(`${path}/${_id}/run-again`)).status).toBe(404)
  })
})
