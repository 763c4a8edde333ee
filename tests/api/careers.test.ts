import { beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  anAddress,
  anApplication,
  anEmployer,
  aPosting,
  aPublishedPosting,
  Caller,
  expectStatus,
  mailedToken,
} from '../builders.ts'
import { median } from '../delays.ts'
import { eventually, startServer, type TestServer } from '../server.ts'
import { sharedServer, sharedStore } from '../shared-server.ts'
import { asIfDecidedEarlier } from './raw-store.ts'

let server: TestServer
let visitor: Caller

beforeAll(async () => {
  server = await sharedServer()
  visitor = new Caller(server)
})

interface Job {
  id: string
  title: string
}
interface Applied {
  applicationId: string
  candidateId: string
  portalUrl: string
}
interface Portal {
  state: string
  headline: string
  canWithdraw: boolean
}
interface Problem {
  code: string
  errors?: { path: string }[]
}

const jobsOf = async ({ slug }: AnEmployer) =>
  (await visitor.get<{ jobs: Job[] }>(`/api/careers/${slug}`)).body.jobs.map(({ title }) => title)
const applyTo = (
  { slug }: AnEmployer,
  jobId: string,
  body: object = { name: 'Ada', email: anAddress() },
  headers: Record<string, string> = {},
) => visitor.post<Applied & Problem>(`/api/careers/${slug}/jobs/${jobId}/applications`, body, headers)
const transition = async ({ api, owner }: AnEmployer, id: string, to: string) =>
  expectStatus(await owner.post(`${api}/job-postings/${id}/transitions`, { to }), 200)
const secretOf = (portalUrl: string) => new URL(portalUrl).searchParams.get('token') ?? ''
const portalOf = (secret: string) => visitor.get<Portal & Problem>('/api/portal', { 'x-candidate-token': secret })
const withdrawBy = (secret: string) =>
  visitor.post<Portal & Problem>('/api/portal/withdraw', undefined, { 'x-candidate-token': secret })

describe('reading open jobs', () => {
  it('[CAR-1] shows published postings alone, as they were published', async () => {
    const employer = await anEmployer(server)
    const draft = await aPosting(employer, { title: 'A draft' })
    const job = await aPublishedPosting(employer, { title: 'Published title' })
    const edit = { title: 'Edited title' }
    expectStatus(await employer.owner.patch(`${employer.api}/job-postings/${job.id}`, edit), 200)
    expect(await jobsOf(employer)).toEqual(['Published title'])
    expect(await visitor.get(`/api/careers/${employer.slug}/jobs/${draft.id}`)).toMatchObject({ status: 404 })
    const read = await visitor.get<object>(`/api/careers/${employer.slug}/jobs/${job.id}`)
    expect(read.body).toMatchObject({ title: 'Published title', employer: { slug: employer.slug } })
    expect(Object.keys(read.body)).not.toContain('stages')
  })

  it('[CAR-2] a publication and a pause show within a second of a page that was just read', async () => {
    const employer = await anEmployer(server)
    const job = await aPosting(employer, { title: 'Newly public' })
    const inJson = async () => (await jobsOf(employer)).includes('Newly public')
    const onPage = async () => (await visitor.get<string>(`/careers/${employer.slug}`)).body.includes('Newly public')
    const delays: number[] = []
    for (const state of ['published', 'paused', 'published', 'paused', 'published']) {
      for (const isShown of [inJson, onPage]) expect(await isShown()).toBe(state !== 'published')
      await transition(employer, job.id, state)
      const answered = Date.now()
      for (const isShown of [inJson, onPage]) {
        await eventually(async () => (await isShown()) === (state === 'published'))
        delays.push(Date.now() - answered)
      }
    }
    expect(median(delays), `answer to the visitor: ${delays.join(', ')} ms`).toBeLessThan(1000)
  })

  it('[CAR-3] what a browser kept is confirmed with 304, until it changed', async () => {
    const employer = await anEmployer(server)
    await aPublishedPosting(employer)
    for (const path of [`/api/careers/${employer.slug}`, `/careers/${employer.slug}`]) {
      const first = await visitor.get(path)
      const tag = first.headers.get('etag') ?? ''
      expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
      expect(await visitor.get(path, { 'if-none-match': tag })).toMatchObject({ status: 304, body: '' })
      await aPublishedPosting(employer)
      await eventually(async () => (await visitor.get(path, { 'if-none-match': tag })).status === 200)
    }
  })

  it('[CAR-1] an unknown employer is not found, in JSON and as a page', async () => {
    expect(await visitor.get('/api/careers/nobody')).toMatchObject({ status: 404, body: { code: 'not-found' } })
    const page = await visitor.get<string>('/careers/nobody')
    expect(page.status).toBe(404)
    expect(page.body).toContain('<h1>This careers page does not exist</h1>')
  })
})

describe('applying', () => {
  let employer: AnEmployer
  beforeAll(async () => {
    employer = await anEmployer(server)
  })

  it('[CAR-4] answers with the private link, which is mailed too', async () => {
    const job = await aPublishedPosting(employer)
    const email = anAddress()
    const applied = await applyTo(employer, job.id, { name: 'Ada', email, resumeText: 'I build.' })
    expectStatus(applied, 201)
    expect(applied.body.portalUrl.startsWith(`${server.url}/portal?token=`)).toBe(true)
    expect(await mailedToken(server, email, '/portal')).toBe(secretOf(applied.body.portalUrl))
    expect((await portalOf(secretOf(applied.body.portalUrl))).body).toMatchObject({ state: 'in_progress' })
  })

  it('[CAR-5] one application per address and job, however the address is written', async () => {
    const job = await aPublishedPosting(employer)
    const email = anAddress()
    expectStatus(await applyTo(employer, job.id, { name: 'Ada', email }), 201)
    const again = await applyTo(employer, job.id, { name: 'Ada', email: email.toUpperCase() })
    expect(again).toMatchObject({ status: 409, body: { code: 'already-applied' } })
  })

  it('[CAR-6] the same Idempotency-Key gets the first link again, also when both come at once', async () => {
    const job = await aPublishedPosting(employer)
    const body = { name: 'Ada', email: anAddress() }
    const send = () => applyTo(employer, job.id, body, { 'idempotency-key': `key-${job.id}` })
    const [first, second] = await Promise.all([send(), send()])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    expectStatus(await portalOf(secretOf(second.body.portalUrl)), 200)
  })

  it('[CAR-7] a job that never was public is not found; one that is paused or closed takes nobody', async () => {
    const draft = await aPosting(employer)
    expect(await applyTo(employer, draft.id)).toMatchObject({ status: 404 })
    expect(await applyTo(employer, 'unknown')).toMatchObject({ status: 404 })
    const job = await aPublishedPosting(employer)
    for (const state of ['paused', 'closed']) {
      await transition(employer, job.id, state)
      expect(await applyTo(employer, job.id)).toMatchObject({ status: 409, body: { code: 'posting-not-active' } })
    }
  })

  it('[CAR-4] every wrong field is named', async () => {
    const job = await aPublishedPosting(employer)
    const refused = await applyTo(employer, job.id, { email: 'nowhere', age: 40 })
    expect(refused.status).toBe(400)
    expect(refused.body.errors?.map(({ path }) => path).sort()).toEqual(['age', 'email', 'name'])
  })
})

describe('the portal', () => {
  let employer: AnEmployer
  beforeAll(async () => {
    employer = await anEmployer(server)
  })
  const applied = async () => {
    const application = await anApplication(employer, await aPublishedPosting(employer))
    return { ...application, secret: secretOf(application.portalUrl) }
  }
  const move = async (applicationId: string, change: object) =>
    expectStatus(await employer.owner.patch(`${employer.api}/applications/${applicationId}`, change), 200)

  it('[CAR-8] opens to its secret alone', async () => {
    expect(await portalOf('guess')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    expect(await visitor.get('/api/portal')).toMatchObject({ status: 401 })
    const page = await visitor.get<string>('/portal?token=guess')
    expect(page.status).toBe(404)
    expect(page.body).toContain('Open the link from your mail')
  })

  it('[CAR-9] withdrawing twice is withdrawing once', async () => {
    const { secret } = await applied()
    const first = await withdrawBy(secret)
    expect(first).toMatchObject({ status: 200, body: { state: 'withdrawn', canWithdraw: false } })
    expect((await withdrawBy(secret)).body).toEqual(first.body)
    expect((await portalOf(secret)).body).toEqual(first.body)
  })

  it('[CAR-9] a decided application cannot be withdrawn', async () => {
    const { secret, applicationId } = await applied()
    await move(applicationId, { status: 'rejected' })
    // Until it cannot be undone any more it is no decision to the candidate (APP-28).
    await asIfDecidedEarlier(await sharedStore(), [applicationId])
    expect(await withdrawBy(secret)).toMatchObject({ status: 409, body: { code: 'application-closed' } })
  })

  it('[CAR-10] says nothing of a decision while the team can undo it', async () => {
    const { secret, applicationId } = await applied()
    await move(applicationId, { status: 'rejected' })
    expect((await portalOf(secret)).body).toMatchObject({ state: 'in_progress' })
    await move(applicationId, { status: 'active' })
    await move(applicationId, { stage: 'hired' })
    expect((await portalOf(secret)).body).toMatchObject({ state: 'in_progress' })
  })

  it('[CAR-11] is kept by nobody and tells nobody its address', async () => {
    const { portalUrl } = await applied()
    const { pathname, search } = new URL(portalUrl)
    for (const page of ['', '/withdraw', '/data', '/data/deleted']) {
      const { headers } = await visitor.get(`${pathname}${page}${search}`)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-robots-tag')).toBe('noindex')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })
})

describe('the form of the careers page', () => {
  let employer: AnEmployer
  let path: string
  beforeAll(async () => {
    employer = await anEmployer(server, { companyName: 'Kestrel & Sons' })
    path = `/careers/${employer.slug}/jobs/${(await aPublishedPosting(employer)).id}/apply`
  })

  const send = async (fields: Record<string, string>, headers: Record<string, string> = {}, to = server.url + path) => {
    const answer = await fetch(to, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: new URL(to).origin, ...headers },
      body: new URLSearchParams(fields),
    })
    return { status: answer.status, headers: answer.headers, html: await answer.text() }
  }

  it('[CAR-12] leads to the thank-you page with the link; a second click finds the same application', async () => {
    const fields = { name: 'Ada', email: anAddress(), resumeText: 'Line one\r\nline two', formKey: 'a-random-key' }
    const [first, second] = await Promise.all([send(fields), send(fields)])
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toMatch(/^\/portal\/thanks\?token=/)
    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    const thanks = await visitor.get<string>(first.headers.get('location') ?? '')
    expect(thanks.body).toContain('Thank you. Your application arrived.')
    expect(thanks.body).toContain(`${server.url}/portal?token=`)
    const edited = await send({ ...fields, name: 'Ada L.' })
    expect(edited.status).toBe(409)
    expect(edited.html).toContain('You sent this form before')
  })

  it('[CAR-13] comes back with what was typed and a message at each wrong field', async () => {
    const { status, html } = await send({ name: ' ', email: '<nowhere>', resumeText: 'Kept "as" typed' })
    expect(status).toBe(400)
    expect(html).toContain('<title>Error: ')
    expect(html).toContain('Enter your name.')
    expect(html).toContain('value="&lt;nowhere&gt;"')
    expect(html).toContain('Kept &quot;as&quot; typed')
    expect(html.match(/autofocus/g)).toHaveLength(1)
  })

  it('[CAR-14] is taken from our own pages only', async () => {
    const fields = () => ({ name: 'Ada', email: anAddress() })
    const foreign = await send(fields(), { origin: 'https://evil.example' })
    expect(foreign.status).toBe(403)
    expect(foreign.headers.get('content-type')).toContain('text/html')
    expect((await send(fields(), { origin: 'null' })).status).toBe(403)
    expect((await send(fields(), { origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(303)
  })

  it('[CAR-15] every refusal is a page', async () => {
    const tooLarge = await send({ name: 'Ada', email: anAddress(), resumeText: 'x'.repeat(1_100_000) })
    expect(tooLarge.status).toBe(413)
    // It may have been the file as well as the text.
    expect(tooLarge.html).toContain('choose a file of at most 10 MB or shorten the text')
    const json = await visitor.post<string>(path, { name: 'Ada' })
    expect(json.status).toBe(415)
    expect(json.body).toContain('<!doctype html>')
    const gone = await visitor.get<string>(path.replace(/jobs\/[^/]+/, 'jobs/unknown'))
    expect(gone.status).toBe(404)
    expect(gone.body).toContain('This job is not open')
    const nowhere = await visitor.get<string>(`/careers/${employer.slug}/nowhere`)
    expect(nowhere.status).toBe(404)
    expect(nowhere.body).toContain('There is no such page')
  })

  it('[CAR-15] a job that was paused meanwhile gives back what was written', async () => {
    const job = await aPublishedPosting(employer)
    await transition(employer, job.id, 'paused')
    const url = `${server.url}/careers/${employer.slug}/jobs/${job.id}/apply`
    const late = await send({ name: 'Ada', email: anAddress(), resumeText: 'An hour of work' }, {}, url)
    expect(late.status).toBe(409)
    expect(late.html).toContain('This job is not open')
    expect(late.html).toContain('An hour of work')
  })

  it('[CAR-16] pages run no script, load nothing from elsewhere and cannot be framed', async () => {
    const list = await visitor.get<string>(`/careers/${employer.slug}`)
    expect(list.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(list.headers.get('set-cookie')).toBeNull()
    const [style = ''] = /\/careers-assets\/\w+\.css/.exec(list.body) ?? []
    const sheet = await visitor.get<string>(style)
    expect(sheet.headers.get('cache-control')).toContain('immutable')
    expect(list.body).toContain('Jobs at Kestrel &amp; Sons')
  })

  it('[CAR-17] pages name nobody of the team, no stage and no candidate', async () => {
    const stages = [{ id: 'applied', name: 'Pile of Zebedee', kind: 'applied' }]
    const job = await aPublishedPosting(employer, { stages })
    const { portalUrl, name } = await anApplication(employer, job)
    const { search } = new URL(portalUrl)
    const paths = [`/careers/${employer.slug}`, `/careers/${employer.slug}/jobs/${job.id}`, `/portal${search}`]
    for (const page of [...paths, `/portal/thanks${search}`, `/portal/withdraw${search}`]) {
      const { status, body } = await visitor.get<string>(page)
      expect(status).toBe(200)
      for (const hidden of ['Zebedee', name, employer.owner.email]) expect(body).not.toContain(hidden)
    }
  })

  it('[CAR-18] an address that applies too often is told to wait, and nothing typed is lost', async () => {
    const strict = await startServer({ env: { LIMIT_APPLY: '1' } })
    try {
      const busy = await anEmployer(strict)
      const job = await aPublishedPosting(busy)
      const form = `${strict.url}/careers/${busy.slug}/jobs/${job.id}/apply`
      const fields = () => ({ name: 'Ada', email: anAddress(), resumeText: 'Still here' })
      expect((await send(fields(), {}, form)).status).toBe(303)
      const refused = await send(fields(), {}, form)
      expect(refused.status).toBe(429)
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(refused.html).toContain('Still here')
    } finally {
      await strict.stop()
    }
  })
})
