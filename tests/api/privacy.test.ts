import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLinkSecrets } from '../../server/store/link-key.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnEmployer,
  type APosting,
  aConsultant,
  aFreeHour,
  anAddress,
  anApplication,
  anEmployer,
  anEngagement,
  aPublishedPosting,
  aTeam,
  Caller,
  expectStatus,
  mailedToken,
} from '../builders.ts'
import { noLimits } from '../limits.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'
import { upload, working } from './import-files.ts'
import { aJudgedPosting, aPanel, sayings } from './panel.ts'
import { doneNow, tracesOf } from './raw-store.ts'

interface Applied {
  readonly applicationId: string
  readonly candidateId: string
  readonly portalUrl: string
}

/** Of its own: what all other tests leave behind would be searched for traces, too. */
let server: RunningServer
let store: Store
let employer: AnEmployer
let posting: APosting

beforeAll(async () => {
  server = await startServer({ env: noLimits })
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  employer = await anEmployer(server)
  posting = await aPublishedPosting(employer)
})
afterAll(async () => {
  await store.close()
  await server.stop()
})

const own = ({ portalUrl }: Applied) => ({ 'x-candidate-token': new URL(portalUrl).searchParams.get('token') ?? '' })

const secretOf = ({ portalUrl }: Applied) => new URL(portalUrl).searchParams.get('token') ?? ''
const onPage = (path: string, fields: Record<string, string>) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { origin: server.url },
    body: new URLSearchParams(fields),
  })
/** By the link that leads to all applications of an address, which is mailed there. */
async function proven(applied: Applied, email: string) {
  expect((await onPage('/portal/data/link', { token: secretOf(applied) })).status).toBe(200)
  return { 'x-candidate-token': await mailedToken(server, email, '/portal/data') }
}

/** Somebody with a file, whose name no other text contains. */
async function somebody(word: string) {
  const base = `/api/careers/${employer.slug}/jobs/${posting.id}`
  const text = `${word} Zimmerlund\nBuilt bridges in Porto.`
  const sent = await fetch(`${server.url}${base}/resumes?name=${word}.txt`, {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'text/plain' },
    body: text,
  })
  const { resumeId } = (await sent.json()) as { resumeId: string }
  const email = anAddress(word.toLowerCase())
  const body = {
    name: `${word} Zimmerlund`,
    email,
    phone: '+351 912 345 678',
    resumeId,
    answers: { Why: `As ${word}` },
  }
  const applied = await new Caller(server).post<Applied>(`${base}/applications`, {
    ...body,
    demographics: { gender: 'woman' },
  })
  expectStatus(applied, 201)
  return { ...applied.body, email, text, word }
}

describe('a copy of my data', () => {
  it('[PRIV-1] is a zip with what I sent, my files, and what I was told; nothing that can still be taken back', async () => {
    const person = await somebody('Exportina')
    const at = `${employer.api}/applications/${person.applicationId}`
    expectStatus(await employer.owner.patch(at, { status: 'rejected', reason: 'Inner words' }), 200)
    const answer = await fetch(`${server.url}/api/portal/export`, { headers: own(person) })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip'])
    expect(answer.headers.get('content-disposition')).toContain('my-data.zip')
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    const data = JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array()))
    expect(data).toMatchObject({
      person: { name: 'Exportina Zimmerlund', email: person.email },
      applications: [{ job: posting.title, answers: [{ question: 'Why', answer: 'As Exportina' }], steps: [] }],
    })
    const [file] = data.applications[0].files
    expect(strFromU8(files[file] ?? new Uint8Array())).toBe(person.text)
    expect(JSON.stringify(data)).not.toMatch(/Inner words|rejected|woman/)
    expect((await fetch(`${server.url}/api/portal/export`)).status).toBe(401)
    const page = await fetch(person.portalUrl.replace('/portal?', '/portal/data/export?'))
    expect(page.headers.get('content-type')).toBe('application/zip')
  })
})

describe('somebody else who applies with my address', () => {
  it('[PRIV-8] neither reads nor deletes what I sent: that takes a link that comes by mail', async () => {
    const person = await somebody('Duplicata')
    const { email } = person
    const other: Applied = await anApplication(employer, await aPublishedPosting(employer), { name: 'Somebody', email })
    const token = secretOf(other)
    const madeUp = { 'x-candidate-token': `${token}.${'a'.repeat(43)}` }
    const stranger = new Caller(server)
    for (const headers of [own(other), madeUp]) {
      expectStatus(await stranger.get('/api/portal/export', headers), 403)
      expectStatus(await stranger.post('/api/portal/erase', { confirm: true }, headers), 403)
    }
    const page = await (await fetch(`${server.url}/portal/data?token=${token}`)).text()
    expect(page).toContain('Mail me the link')
    expect(page).not.toContain('/portal/data/e')
    expect((await fetch(`${server.url}/portal/data/export?token=${token}`)).status).toBe(403)
    expect((await onPage('/portal/data/erase', { token, confirm: 'yes' })).status).toBe(403)
    // Whoever reads the mail has all of it, by either link.
    const link = (await proven(other, email))['x-candidate-token']
    const mine = await fetch(`${server.url}/portal/data?token=${link}`)
    expect(await mine.text()).toContain('Delete my data')
    const copy = await fetch(`${server.url}/portal/data/export?token=${link}`)
    const files = unzipSync(new Uint8Array(await copy.arrayBuffer()))
    const data = JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array()))
    expect(data).toMatchObject({ person: { email }, applications: [{}, {}] })
  })
})

describe('being deleted', () => {
  it('[PRIV-3] takes out name, contact, files and every word about the person, and keeps what counts', async () => {
    const person = await somebody('Erasmina')
    const { word, email, applicationId, candidateId } = person
    const second = await anApplication(employer, await aPublishedPosting(employer), {
      name: `${word} Zimmerlund`,
      email,
    })
    const { recruiter, interviewer } = await aTeam(employer, posting)
    const { owner, api } = employer
    const words = `${word} was kind`
    expectStatus(await owner.post(`${api}/candidates/${candidateId}/reveal`, { reason: `To call ${word}` }), 200)
    expectStatus(await owner.post(`${api}/candidates/${candidateId}/notes`, { text: words }), 201)
    expectStatus(await owner.put(`${api}/candidates/${candidateId}/tags`, { tags: [word.toLowerCase()] }), 200)
    expectStatus(await recruiter.post(`${api}/feedback`, { candidateId, rating: 4, comments: words }), 201)
    const rate = `${api}/applications/${applicationId}/scorecard/mine`
    await interviewer.patch(rate, { conclusion: words })
    expectStatus(await recruiter.patch(`${api}/applications/${applicationId}`, { stage: 'screen', reason: words }), 200)
    const before = (await owner.get<{ jobPostings: { applications: number } }>(`${api}/analytics`)).body.jobPostings
    expect(await new Caller(server).post('/api/portal/erase', { confirm: false }, own(person))).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'confirm' }] },
    })
    const link = await proven(person, email)
    expectStatus(await new Caller(server).post('/api/portal/erase', { confirm: true }, link), 204)

    // The links have ended, and nothing of the person is told to anybody, the one it was revealed to among them.
    for (const link of [person, second])
      expect((await new Caller(server).get('/api/portal', own(link))).status).toBe(401)
    const seen = await owner.get<{ name: string; code: string }>(`${api}/candidates/${candidateId}`)
    expect(seen.status).toBe(200)
    expect(seen.body).toMatchObject({ revealed: false, identity: null, erasedAt: expect.any(String) })
    const lists = [
      'applications',
      `feedback?candidateId=${candidateId}`,
      `candidates/${candidateId}/notes`,
      'audit',
      'feed?limit=200',
    ]
    const read = await Promise.all(lists.map(async (path) => (await owner.get(`${api}/${path}`)).body))
    expect(JSON.stringify([seen.body, ...read])).not.toMatch(new RegExp(word, 'i'))
    const { items } = (await owner.get<{ items: { type: string; data: object }[] }>(`${api}/feed`)).body
    expect(items.filter(({ type }) => type === 'application.withdrawn')).toHaveLength(2)
    expect(items.find(({ type }) => type === 'candidate.erased')?.data).toMatchObject({ candidateId })
    const audited = await owner.get<{ items: object[] }>(`${api}/audit?action=candidate.erased`)
    expect(audited.body.items).toEqual([
      {
        ...{ id: expect.any(String), at: expect.any(String), action: 'candidate.erased' },
        actor: { kind: 'candidate', id: candidateId, name: 'A candidate' },
        subject: { kind: 'candidate', id: candidateId },
        // Where they were is theirs, too.
        ...{ ip: null, token: null, reason: null, before: null, after: { applications: 2 } },
      },
    ])
    expect((await owner.get<{ jobPostings: object }>(`${api}/analytics`)).body.jobPostings).toEqual(before)

    // Nor does the raw store hold it, once the workers have swept up.
    await doneNow(store, { job: { $in: ['erase-traces', 'erase-copies'] } })
    await eventually(
      async () =>
        (await outboxRows(store).countDocuments({
          job: 'discard-resume',
          state: { $ne: 'done' },
          employerId: employer.employerId,
        })) === 0,
    )
    expect(await server.mail(email)).toEqual([])
    expect(await tracesOf(store, server.dataDir, new RegExp(`${word}|${email}`, 'i'))).toEqual([])
    // The same address can apply anew.
    await anApplication(employer, posting, { email, name: 'Somebody' })
  })

  it('[PRIV-6] ends all that would tell or keep anew who it was', async () => {
    const person = await somebody('Anonymina')
    const { owner, api } = employer
    const candidate = `${api}/candidates/${person.candidateId}`
    expect((await owner.get(candidate)).body).toMatchObject({ erasedAt: null })
    expectStatus(await new Caller(server).post('/api/portal/erase', { confirm: true }, own(person)), 204)
    expectStatus(await owner.post(`${candidate}/reveal`, { reason: 'To call them' }), 409)
    const file = new TextEncoder().encode('Ten years of gardens')
    expectStatus(await owner.post(`${api}/applications/${person.applicationId}/resumes?name=cv.txt`, file), 409)
    const living = await somebody('Nominata')
    for (const [one, otherId] of [
      [candidate, living.candidateId],
      [`${api}/candidates/${living.candidateId}`, person.candidateId],
    ])
      expectStatus(await owner.post(`${one}/merge`, { otherId }), 409)
    expect((await owner.get(candidate)).body).toMatchObject({
      reveals: [],
      sameAs: [],
      applications: [{ resumes: [] }],
    })
  })

  it('[PRIV-7] lets nothing be written anew about who it was, and nothing be decided', async () => {
    const { recruiter, interviewer } = await aTeam(employer, posting)
    const judged = await aJudgedPosting(employer, { interviewers: [interviewer] })
    const panel = await aPanel(employer, judged, { name: 'Postumia Zimmerlund' })
    const { applicationId, candidateId, portalUrl } = panel.application
    expectStatus(await panel.assign(recruiter, [interviewer, recruiter]), 200)
    expectStatus(await panel.submit(recruiter, sayings('zircon', 4)), 200)
    expectStatus(await panel.reveal(recruiter, 'One who knows zircon is enough'), 200)
    const application = `${employer.api}/applications/${applicationId}`
    const candidate = `${employer.api}/candidates/${candidateId}`
    const at = { dueAt: aFreeHour() }
    const reminder = await recruiter.post<{ id: string }>(`${application}/reminders`, at)
    expectStatus(reminder, 201)
    const link = { 'x-candidate-token': new URL(portalUrl).searchParams.get('token') ?? '' }
    expectStatus(await new Caller(server).post('/api/portal/erase', { confirm: true }, link), 204)
    const words = 'Postumia was kind'
    const interview = { candidateId, interviewTime: aFreeHour(), location: 'Here' }
    const refused = await Promise.all([
      recruiter.post(`${candidate}/notes`, { text: words }),
      recruiter.put(`${candidate}/tags`, { tags: ['Postumia'] }),
      recruiter.post(`${employer.api}/feedback`, { candidateId, rating: 4, comments: words }),
      recruiter.post(`${application}/reminders`, { ...at, note: words }),
      recruiter.patch(`${employer.api}/reminders/${reminder.body.id}`, { note: words }),
      recruiter.patch(application, { status: 'active', reason: words }),
      recruiter.post(`${employer.api}/schedule-interview`, interview),
      recruiter.post(`${employer.api}/select-candidate`, { candidateId, jobId: judged.id, score: 4 }),
      panel.draft(interviewer, { conclusion: words }),
      panel.submit(interviewer, sayings('Postumia', 4)),
      panel.amend(recruiter, { conclusion: words, reason: words }),
      panel.assign(recruiter, [recruiter]),
      panel.reveal(recruiter, words),
    ])
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 409))
    expect(refused[0]?.body).toMatchObject({ detail: expect.stringContaining('data deleted') })
    const moves = { moves: [{ applicationId, status: 'active' }] }
    expect((await recruiter.post(`${employer.api}/applications/moves`, moves)).body).toMatchObject({
      results: [{ ok: false, error: { code: 'conflict' } }],
    })
    const left = [application, candidate, `${candidate}/notes`, `${application}/decisions`, panel.path]
    const read = await Promise.all(left.map(async (path) => (await recruiter.get(path)).body))
    const audited = await employer.owner.get(`${employer.api}/audit?action=scorecard.revealed`)
    expect(audited.body).toMatchObject({ items: [{ subject: { id: applicationId } }] })
    expect(JSON.stringify([read, audited.body])).not.toMatch(/postumia|zircon/i)
    expect(read[0]).toMatchObject({ status: 'withdrawn' })
  })

  it('[PRIV-7] sweeps up a draft that another node kept at that very moment', async () => {
    const panel = await aPanel(employer, posting)
    const { applicationId, portalUrl } = panel.application
    const { interviewer } = await aTeam(employer, posting)
    expectStatus(await panel.draft(interviewer, { conclusion: 'Sent before' }), 200)
    const link = { 'x-candidate-token': new URL(portalUrl).searchParams.get('token') ?? '' }
    expectStatus(await new Caller(server).post('/api/portal/erase', { confirm: true }, link), 204)
    const drafts = store.db.collection<{ applicationId: string; conclusion: string }>('ratings')
    await drafts.updateOne({ applicationId }, { $set: { conclusion: 'Kept beside it' } })
    await doneNow(store, { job: 'erase-traces' })
    expect(await drafts.findOne({ applicationId })).toMatchObject({ conclusion: '' })
  })

  it('[PRIV-5] reaches every copy: imports and their files, reports, archives, first answers, and what waits or is kept', async () => {
    const own = await anEmployer(server)
    await aPublishedPosting(own, { title: 'Cook' })
    const { owner, api } = own
    const word = 'Kopiarina'
    const name = `${word} Zimmerlund`
    const email = anAddress(word.toLowerCase())
    const other = anAddress('other')
    const kind = 'kind=candidates&name=people.csv'
    const table = `Name,Email,Position,Source\n${name},${email},Cook,The mother of ${name}\nBen Larsen,${other},Cook,Fair\n`
    const first = await upload(owner, api, table, kind)
    expectStatus(first, 201)
    const taken = working(owner, api, first.body.id)
    expect((await taken.commit()).counts).toMatchObject({ imported: 2 })
    // Another waits: with the address in another column, and a row that is not right and has but the name.
    const second = `Name,Email,Phone,Position\nElsewhere,${email.toUpperCase()},,Cook\n${name},typo,,Cook\nEva Rossi,${anAddress()},,Cook\n`
    const waiting = working(owner, api, (await upload(owner, api, second, kind)).body.id)
    expect((await waiting.read()).counts).toMatchObject({ rows: 3, good: 1, bad: 2 })
    const { items } = (await owner.get<{ items: { id: string; candidateId: string }[] }>(`${api}/applications`)).body
    const byKey = { 'idempotency-key': 'once' }
    const shown = await Promise.all(
      items.map(({ candidateId }) =>
        owner.post<{ identity: { name: string } | null }>(
          `${api}/candidates/${candidateId}/reveal`,
          { reason: 'To call' },
          byKey,
        ),
      ),
    )
    const [application] = items.filter((_, i) => shown[i]?.body.identity?.name === name)
    expect(application).toBeDefined()
    const candidateId = application?.candidateId ?? ''
    const note = { text: `${word} was kind` }
    const noted = () => owner.post(`${api}/candidates/${candidateId}/notes`, note, byKey)
    expectStatus(await noted(), 201)
    const prefer = { prefer: 'respond-async' }
    const report = await owner.get<{ id: string }>(`${api}/reports?type=applications&format=csv`, prefer)
    const archive = await owner.post<{ id: string }>(`${api}/archives`)
    const files = [`${api}/report-runs/${report.body.id}`, `${api}/archives/${archive.body.id}`]
    const stateOf = async (path: string) => (await owner.get<{ state: string }>(path)).body.state
    for (const path of files) await eventually(async () => (await stateOf(path)) === 'ready')
    const engagement = await anEngagement(own, await aConsultant(server))
    const chat = `/api/conversations/${engagement.conversationId}/messages`
    for (const message of ['Good morning', `What of ${word.toUpperCase()}  Zimmerlund?`, 'Never mind'])
      expectStatus(await owner.post(`${api}/messages`, { consultantId: engagement.consultantId, message }), 201)
    const alert = await new Caller(server).post(`/api/careers/${own.slug}/alerts`, {
      email: ` ${email.toUpperCase()} `,
    })
    expectStatus(alert, 202)
    const later = { dueAt: new Date(Date.now() + 3600_000), createdAt: new Date(), finishedAt: null }
    await outboxRows(store).insertOne({
      ...{ _id: `waits-${candidateId}`, job: 'send-mail', payload: { to: email.toUpperCase() }, ...later },
      ...{ state: 'pending', attempts: 0, lastError: null, employerId: own.employerId },
    })
    await outboxRows(store).insertOne({
      ...{ _id: `dead-${candidateId}`, job: 'send-mail', payload: { to: other, data: { text: `About ${name}` } } },
      ...{ state: 'dead', attempts: 9, dueAt: new Date(), createdAt: new Date(), finishedAt: new Date() },
      ...{ employerId: own.employerId, lastError: 'no' },
    })
    const pattern = new RegExp(`${word}|${email}`, 'i')
    const before = await tracesOf(store, server.dataDir, pattern)
    for (const place of [
      'import_blocks',
      'import_files.chunks',
      'imports',
      'idempotency',
      'outbox',
      'alert_subscribers',
      'journal',
    ])
      expect(before).toContain(place)

    // By the link of the portal, which an imported candidate has too.
    const stored = await store.db.collection<{ _id: string; portalSeed: string }>('applications').findOne({
      _id: application?.id ?? '',
    })
    const links = await openLinkSecrets(store.db, undefined)
    const token = { 'x-candidate-token': links.secretOf(stored?.portalSeed ?? '') }
    expectStatus(await new Caller(server).post('/api/portal/erase', { confirm: true }, { ...token, ...byKey }), 204)
    await doneNow(store, { job: { $in: ['erase-traces', 'erase-copies'] } })
    expect(await tracesOf(store, server.dataDir, pattern)).toEqual([])

    const said = (await owner.get<{ items: { seq: number; body?: string; deleted?: true }[] }>(chat)).body.items
    expect(said.filter(({ body }) => body !== undefined).map(({ seq, body, deleted }) => [seq, body, deleted])).toEqual(
      [
        [1, 'Good morning', undefined],
        [2, '', true],
        [3, 'Never mind', undefined],
      ],
    )
    // The rest of what was imported goes on as before, and what was done is not done again.
    for (const path of files) expect(await stateOf(path)).toBe('expired')
    const again = await noted()
    expect([again.status, (again.body as { detail?: string }).detail]).toEqual([
      404,
      expect.stringContaining('the first answer is gone'),
    ])
    expect((await owner.get<{ items: object[] }>(`${api}/candidates/${candidateId}/notes`)).body.items).toEqual([])
    expect((await waiting.read()).counts).toMatchObject({ rows: 3, good: 1, bad: 0, skipped: 2 })
    expect((await waiting.rows()).items.map(({ cells, erased }) => [cells.join(''), erased])).toEqual([
      ['', true],
      ['', true],
      [expect.stringContaining('Eva Rossi'), false],
    ])
    expect((await waiting.edit(1, { cells: { 0: name } })).status).toBe(409)
    expect((await waiting.configure({ delimiter: ';' })).status).toBe(409)
    expect((await waiting.configure({ mapping: ['name', 'email', null, 'posting'] })).body.counts).toMatchObject({
      ...{ rows: 3, good: 1, skipped: 2 },
    })
    expect(await waiting.rejected()).not.toMatch(/,,/)
    expect((await taken.undo()).counts).toMatchObject({ undone: 1, kept: 1 })
  })

  it('[PRIV-2] by the page needs a tick, and is done by it', async () => {
    const person = await somebody('Pageline')
    const secret = own(person)['x-candidate-token']
    const erase = (fields: Record<string, string>) =>
      fetch(`${server.url}/portal/data/erase`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.url },
        body: new URLSearchParams({ token: secret, ...fields }).toString(),
      })
    const unsure = await erase({})
    expect([unsure.status, await unsure.text()]).toEqual([400, expect.stringContaining('Tick the box first')])
    const sure = await erase({ confirm: 'yes' })
    expect([sure.redirected, sure.url]).toEqual([true, `${server.url}/portal/data/deleted`])
    expect([sure.status, await sure.text()]).toEqual([200, expect.stringContaining('Your data was deleted')])
    expect((await fetch(person.portalUrl)).status).toBe(404)
    expect((await erase({ confirm: 'yes' })).status).toBe(404)
  })
})
