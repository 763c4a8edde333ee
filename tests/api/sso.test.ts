import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  aConsultant,
  aMember,
  anAddress,
  anApplication,
  anEmployer,
  anEngagement,
  anInterview,
  aPublishedPosting,
  Caller,
  expectStatus,
  mailedToken,
  password,
} from '../builders.ts'
import { Browser, type RunningProvider, startProvider } from '../oidc.ts'
import { anEditor, closeEditors, synced } from '../realtime/editors.ts'
import { aSocket, ask, closeSockets, connected, withCookie } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
let provider: RunningProvider

beforeAll(async () => {
  server = await sharedServer()
  provider = await startProvider(`${server.url}/api/auth/sso/callback`)
})
afterAll(() => provider.stop())

const settings = (more: object = {}) => ({
  issuer: provider.issuer,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  ...more,
})

const put = ({ owner, api }: AnEmployer, more: object = {}) => owner.put(`${api}/sso`, settings(more))
/** The same settings, but for what is switched. */
const turn = async ({ owner, api }: AnEmployer, state: string, more: object = {}) => {
  const { clientSecret: _kept, ...rest } = settings({ state, ...more })
  return owner.put(`${api}/sso`, rest)
}

/** Signs somebody in by the provider; where the browser ends, and who it is then. */
async function comesBy({ slug }: AnEmployer, subject: string, who: object, next = '/pipeline') {
  provider.signsIn(subject, who)
  const browser = new Browser()
  const end = await browser.go(`${server.url}/api/auth/sso/${slug}/start?next=${encodeURIComponent(next)}`)
  const caller = new Caller(server)
  caller.cookie = browser.cookiesOf(server.url)
  return { end: new URL(end.url), caller, browser }
}

let subjects = 0
const aSubject = () => `subject-${++subjects}`

/** A company whose provider was tested by its owner. */
async function aTestedCompany(domains: string[] = []): Promise<AnEmployer> {
  const employer = await anEmployer(server)
  expectStatus(await put(employer, { domains }), 200)
  const { end } = await comesBy(employer, aSubject(), { email: employer.owner.email, email_verified: true })
  expect(end.pathname + end.search).toBe('/team/sign-in?tested=1')
  return employer
}

/** Somebody of both who was sent by the provider of the first. */
async function comesToOneOfTwo(one: AnEmployer, other: AnEmployer) {
  const member = await aMember(one, 'recruiter')
  await joins(member, other, 'admin')
  expectStatus(await turn(one, 'on'), 200)
  return { member, ...(await comesBy(one, aSubject(), { email: member.email, email_verified: true })) }
}

async function joins(person: Caller, { owner, api }: AnEmployer, role: string) {
  expectStatus(await owner.post(`${api}/invitations`, { email: person.email, role }), 201)
  const token = await mailedToken(server, person.email, '/invitation')
  expectStatus(await new Caller(server).post('/api/invitations/accept', { token, name: 'x', password }), 200)
}

const aDomain = () => `${anAddress('d').split('@')[0]}.example`

describe('sign-in by the company’s provider', () => {
  it('[SSO-1] is switched on after somebody who manages the company has signed in by it in test', async () => {
    const employer = await anEmployer(server)
    expectStatus(await put(employer, { state: 'on' }), 409)
    expectStatus(await put(employer), 200)
    expectStatus(await turn(employer, 'on'), 409)
    const member = await aMember(employer, 'viewer')
    const stranger = await comesBy(employer, aSubject(), { email: member.email, email_verified: true })
    expect(stranger.end.search).toBe('?sso=only-test')
    expectStatus(await turn(employer, 'on'), 409)
    await comesBy(employer, aSubject(), { email: employer.owner.email, email_verified: true })
    const on = await turn(employer, 'on')
    expect(on).toMatchObject({ status: 200, body: { state: 'on', hasSecret: true, testedAt: expect.any(String) } })
    expect(JSON.stringify(on.body)).not.toContain(provider.clientSecret)
    // Another client is tested anew.
    expectStatus(await turn(employer, 'on', { clientId: 'another' }), 409)
  })

  it('[SSO-2] opens a session of a member, at this company alone, and goes on to the page that was wanted', async () => {
    const employer = await aTestedCompany()
    const member = await aMember(employer, 'recruiter')
    const elsewhere = await anEmployer(server)
    expectStatus(await turn(employer, 'on'), 200)
    const subject = aSubject()
    const { end, caller } = await comesBy(employer, subject, {
      email: member.email.toUpperCase(),
      email_verified: true,
    })
    expect(end.pathname).toBe('/pipeline')
    const session = await caller.get<{ user: { id: string } }>('/api/auth/session')
    expect(session.body.user.id).toBe(member.userId)
    expectStatus(await caller.get(`${employer.api}/job-postings`), 200)
    expectStatus(await caller.get(`${elsewhere.api}/job-postings`), 404)
    // Known by the provider's own name from here on, whatever the address becomes.
    const again = await comesBy(employer, subject, { email: anAddress('new'), email_verified: true })
    expect((await again.caller.get<{ user: { id: string } }>('/api/auth/session')).body.user.id).toBe(member.userId)
    const foreign = await comesBy(employer, subject, {}, 'https://evil.example/')
    expect(foreign.end.origin + foreign.end.pathname).toBe(`${server.url}/`)
  })

  it('[SSO-2] reaches one company, also of somebody who belongs to two', async () => {
    const [one, other] = [await aTestedCompany(), await anEmployer(server)]
    const { member, caller } = await comesToOneOfTwo(one, other)
    expectStatus(await caller.get(`${one.api}/job-postings`), 200)
    expectStatus(await caller.get(`${other.api}/job-postings`), 404)
    expectStatus(await member.get(`${other.api}/job-postings`), 200)
  })

  it('[SSO-10] a ticket opens no more documents than the session it stands for', async () => {
    const [one, other] = [await aTestedCompany(), await anEmployer(server)]
    const { caller } = await comesToOneOfTwo(one, other)
    const { ticket } = (await caller.post<{ ticket: string }>('/api/tickets')).body
    const options = { params: { ticket }, headers: { cookie: '' } }
    const mine = anEditor(caller, `posting:${(await aPublishedPosting(one)).id}`, options)
    await synced(mine)
    const theirs = anEditor(caller, `posting:${(await aPublishedPosting(other)).id}`, options)
    expect((await eventually(() => theirs.closed)).code).toBe(4403)
    closeEditors()
  })

  it('[SSO-10] does not see who is at another company', async () => {
    const [one, other] = [await aTestedCompany(), await anEmployer(server)]
    const { caller } = await comesToOneOfTwo(one, other)
    const page = await connected(aSocket(server.url, withCookie(caller)))
    expect(await ask(page, 'presence:follow', { employerId: one.employerId })).toMatchObject({ ok: true })
    expect(await ask(page, 'presence:follow', { employerId: other.employerId })).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    })
    closeSockets()
  })

  it('[SSO-10] shows and reads the notifications of its company alone', async () => {
    const [one, other] = [await aTestedCompany(), await anEmployer(server)]
    const { member, caller } = await comesToOneOfTwo(one, other)
    for (const employer of [one, other]) await anApplication(employer, await aPublishedPosting(employer))
    type Told = { items: { employerId: string }[]; unread: number }
    const told = async (who: Caller) => (await who.get<Told>('/api/notifications?unread=true')).body
    await eventually(async () => (await told(member)).unread === 2)
    expect(await told(caller)).toMatchObject({ items: [{ employerId: one.employerId }], unread: 1 })
    expectStatus(await caller.post('/api/notifications/read', { all: true }), 204)
    expect(await told(member)).toMatchObject({ items: [{ employerId: other.employerId }], unread: 1 })
  })

  it('[SSO-10] has a calendar address of its own, of its company alone', async () => {
    const [one, other] = [await aTestedCompany(), await anEmployer(server)]
    const { member, caller } = await comesToOneOfTwo(one, other)
    const meets = async (employer: AnEmployer) => {
      const { candidateId } = await anApplication(employer, await aPublishedPosting(employer))
      return anInterview(employer, candidateId, { interviewerIds: [member.userId] })
    }
    const [here, there] = [await meets(one), await meets(other)]
    const addressOf = async (who: Caller) => (await who.post<{ url: string }>('/api/calendar/feed')).body.url
    const listed = async (url: string) => {
      const text = (await (await fetch(url)).text()).replaceAll('\r\n ', '')
      return [here, there].filter((id) => text.includes(id))
    }
    const [all, its] = [await addressOf(member), await addressOf(caller)]
    expect(await listed(all)).toEqual([here, there])
    expect(await listed(its)).toEqual([here])
    expect((await caller.get('/api/calendar/feed')).body).toMatchObject({ url: its })
    expect((await member.get('/api/calendar/feed')).body).toMatchObject({ url: all })
    // From here on a password opens the other one alone, and so does an address that it made.
    expectStatus(await turn(one, 'enforced'), 200)
    expect(await listed(all)).toEqual([there])
    expect(await listed(its)).toEqual([here])
  })

  it('[SSO-3] makes an account for who has an address of the company, with the role that is set', async () => {
    const domain = aDomain()
    const employer = await aTestedCompany([domain])
    expectStatus(await turn(employer, 'on', { domains: [domain], defaultRole: 'interviewer' }), 200)
    const email = `ada@${domain}`
    const { caller } = await comesBy(employer, aSubject(), { email, email_verified: true, name: 'Ada L.' })
    expect((await caller.get('/api/auth/session')).body).toMatchObject({
      user: { email, name: 'Ada L.', memberships: [{ employerId: employer.employerId, role: 'interviewer' }] },
    })
    const outside = await comesBy(employer, aSubject(), { email: anAddress(), email_verified: true })
    expect(outside.end.search).toBe('?sso=not-invited')
    const unverified = await comesBy(employer, aSubject(), { email: `eve@${domain}`, email_verified: false })
    expect(unverified.end.search).toBe('?sso=no-address')
    expectStatus(await unverified.caller.get('/api/auth/session'), 401)
  })

  it('[SSO-4] lets in nobody of another company, no consultant, and nobody who has left', async () => {
    const employer = await aTestedCompany()
    const { owner: stranger } = await anEmployer(server)
    const consultant = await aConsultant(server)
    await anEngagement(employer, consultant)
    expectStatus(await turn(employer, 'on', { domains: ['example.com'] }), 200)
    const reasonFor = async (email: string, subject = aSubject()) =>
      (await comesBy(employer, subject, { email, email_verified: true })).end.search
    expect(await reasonFor(stranger.email)).toBe('?sso=not-invited')
    expect(await reasonFor(consultant.email)).toBe('?sso=consultant')
    const leaver = await aMember(employer, 'viewer')
    const subject = aSubject()
    expect(await reasonFor(leaver.email, subject)).toBe('')
    expectStatus(await employer.owner.delete(`${employer.api}/users/${leaver.userId}`), 204)
    expect(await reasonFor(leaver.email, subject)).toBe('?sso=left')
  })

  it('[SSO-5] enforced, the password opens this company to owners alone', async () => {
    const employer = await aTestedCompany()
    const member = await aMember(employer, 'admin')
    expectStatus(await turn(employer, 'enforced'), 200)
    expectStatus(await member.get('/api/auth/session'), 401)
    const tried = await new Caller(server).post('/api/auth/login', { email: member.email, password })
    expect(tried).toMatchObject({ status: 403, body: { code: 'sso-required' } })
    const owner = new Caller(server)
    expectStatus(await owner.post('/api/auth/login', { email: employer.owner.email, password }), 200)
    expectStatus(await owner.get(`${employer.api}/sso`), 200)
    const { caller } = await comesBy(employer, aSubject(), { email: member.email, email_verified: true })
    expectStatus(await caller.get(`${employer.api}/job-postings`), 200)
  })

  it('[SSO-12] enforced, no session that somebody brings along opens it: not of who joins, nor of who was an owner', async () => {
    const [employer, elsewhere] = [await aTestedCompany(), await anEmployer(server)]
    const second = await aMember(employer, 'owner')
    const person = await aMember(elsewhere, 'viewer')
    expectStatus(await turn(employer, 'enforced'), 200)
    await joins(person, employer, 'recruiter')
    expectStatus(await person.get(`${employer.api}/job-postings`), 401)
    expectStatus(await second.get(`${employer.api}/job-postings`), 200)
    expectStatus(await employer.owner.patch(`${employer.api}/users/${second.userId}`, { role: 'admin' }), 200)
    expectStatus(await second.get(`${employer.api}/job-postings`), 401)
  })

  it('[SSO-11] lets an owner in only while an owner has said who the provider is', async () => {
    const employer = await aTestedCompany()
    const admin = await aMember(employer, 'admin')
    const asOwner = async () => comesBy(employer, aSubject(), { email: employer.owner.email, email_verified: true })
    // A provider of the admin's own, which says of its one user that they are the owner.
    expectStatus(await admin.put(`${employer.api}/sso`, settings()), 200)
    expect((await asOwner()).end.search).toBe('?sso=owner')
    await comesBy(employer, aSubject(), { email: admin.email, email_verified: true })
    const { clientSecret: _kept, ...rest } = settings({ state: 'on' })
    expectStatus(await admin.put(`${employer.api}/sso`, rest), 200)
    const { end, caller } = await asOwner()
    expect(end.search).toBe('?sso=owner')
    expectStatus(await caller.get('/api/auth/session'), 401)
    // Saved by an owner it is theirs, and an admin who switches something else leaves it so.
    expectStatus(await employer.owner.put(`${employer.api}/sso`, rest), 200)
    expectStatus(await admin.put(`${employer.api}/sso`, { ...rest, defaultRole: 'recruiter' }), 200)
    expectStatus(await (await asOwner()).caller.get(`${employer.api}/sso`), 200)
  })

  it('[SSO-5] while the provider is down, an owner gets in by password and switches it off', async () => {
    const employer = await anEmployer(server)
    const gone = await startProvider(`${server.url}/api/auth/sso/callback`)
    await gone.stop()
    expectStatus(await put(employer, { issuer: gone.issuer }), 200)
    const browser = new Browser()
    const end = await browser.go(`${server.url}/api/auth/sso/${employer.slug}/start`)
    expect(new URL(end.url).search).toBe('?sso=failed')
    expectStatus(await turn(employer, 'off', { issuer: gone.issuer }), 200)
  })

  it('[SSO-6] what comes back is taken once, from the browser that went, as it was asked for', async () => {
    const employer = await aTestedCompany()
    const member = await aMember(employer, 'viewer')
    expectStatus(await turn(employer, 'on'), 200)
    provider.signsIn(aSubject(), { email: member.email, email_verified: true })
    const callback = `${server.url}/api/auth/sso/callback`
    const start = `${server.url}/api/auth/sso/${employer.slug}/start`
    const [mine, thief] = [new Browser(), new Browser()]
    const { url } = await mine.go(start, callback)
    expect(new URL((await thief.go(url)).url).search).toBe('?sso=failed')
    // The thief used it up; nobody has it now.
    expect(new URL((await mine.go(url)).url).search).toBe('?sso=failed')
    const forged = new URL((await mine.go(start, callback)).url)
    forged.searchParams.set('code', 'made-up')
    expect(new URL((await mine.go(forged.href)).url).search).toBe('?sso=failed')
    expect(mine.cookiesOf(server.url)).not.toContain('clearview_session')
  })

  it('[SSO-7] an address tells where its people sign in, when one company has claimed its domain', async () => {
    const domain = aDomain()
    const employer = await aTestedCompany([domain])
    const find = async (email: string) => (await new Caller(server).post('/api/auth/sso/find', { email })).body
    expect(await find(`ada@${domain}`)).toEqual({ startUrl: null })
    expectStatus(await turn(employer, 'on', { domains: [domain] }), 200)
    expect(await find(`ada@${domain.toUpperCase()}`)).toEqual({
      startUrl: `${server.url}/api/auth/sso/${employer.slug}/start`,
    })
    expect(await find(`ada@${aDomain()}`)).toEqual({ startUrl: null })
  })

  it('[SSO-9] a test ends on the page of settings, with why it failed', async () => {
    const employer = await anEmployer(server)
    const tested = async (browser = new Browser()) => {
      const { url } = await browser.go(`${server.url}/api/auth/sso/${employer.slug}/start?test=1`)
      return url.slice(server.url.length)
    }
    provider.signsIn(aSubject(), { email: employer.owner.email, email_verified: true })
    expect(await tested()).toBe('/team/sign-in?failed=off')
    const gone = await startProvider(`${server.url}/api/auth/sso/callback`)
    await gone.stop()
    expectStatus(await put(employer, { issuer: gone.issuer }), 200)
    expect(await tested()).toBe('/team/sign-in?failed=unreachable')
    expectStatus(await put(employer, { clientSecret: 'not the secret' }), 200)
    expect(await tested()).toBe('/team/sign-in?failed=wrong-client')
    expectStatus(await put(employer), 200)
    expect(await tested()).toBe('/team/sign-in?tested=1')
    provider.signsIn(aSubject(), { email: anAddress('stranger'), email_verified: true })
    expect(await tested()).toBe('/team/sign-in?failed=not-invited')

    // The provider says no.
    const browser = new Browser()
    const callback = `${server.url}/api/auth/sso/callback`
    const start = `${server.url}/api/auth/sso/${employer.slug}/start`
    for (const [query, end] of [
      ['?test=1', '/team/sign-in?failed=denied'],
      ['', '/sign-in?sso=failed'],
    ] as const) {
      const came = new URL((await browser.go(`${start}${query}`, callback)).url)
      const state = came.searchParams.get('state') ?? ''
      const denied = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer })
      expect((await browser.go(`${callback}?${denied}`)).url).toBe(`${server.url}${end}`)
    }
  })

  it('[SSO-8] settings are for who manages the company; the provider is reached by https, and changes are in the log', async () => {
    const employer = await anEmployer(server)
    const recruiter = await aMember(employer, 'recruiter')
    expectStatus(await recruiter.get(`${employer.api}/sso`), 403)
    const open = await employer.owner.put(`${employer.api}/sso`, settings({ issuer: 'http://login.example.com' }))
    expect(open).toMatchObject({ status: 400, body: { errors: [{ path: 'issuer' }] } })
    expectStatus(await put(employer), 200)
    // Of two who set it up at once the later is told, whether there was something before or not.
    for (const version of [0, 7]) {
      const late = await employer.owner.put(`${employer.api}/sso`, settings(), { 'if-match': `"${version}"` })
      expect(late).toMatchObject({ status: 412, body: { code: 'version-mismatch' } })
    }
    const read = await employer.owner.get(`${employer.api}/sso`)
    expect(read).toMatchObject({ body: { version: 1, sso: { version: 1 } } })
    const next = await employer.owner.put(`${employer.api}/sso`, settings(), {
      'if-match': read.headers.get('etag') ?? '',
    })
    expect(next).toMatchObject({ status: 200, body: { version: 2 } })
    const { items } = (await employer.owner.get<{ items: object[] }>(`${employer.api}/audit?action=sign-in.changed`))
      .body
    expect(items[0]).toMatchObject({ after: { issuer: provider.issuer, state: 'test' } })
    expect(JSON.stringify(items)).not.toContain(provider.clientSecret)
  })
})
