import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aConsultant, anAddress, anEmployer, anEngagement, anInvitedConsultant, Caller, password } from '../builders.ts'
import { eventually, type RunningServer } from '../server.ts'
import { startServerWithAccounts } from '../server-with-accounts.ts'
import { accept, type Engaged, end, engagementsOf, logIn, mine, type Refused, shown } from './people.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServerWithAccounts({ env: { LOG_LEVEL: 'info', LIMIT_REGISTER: '1000', LIMIT_AUTH: '1000' } })
})
afterAll(async () => {
  await server.stop()
})

describe('registering as a consultant', () => {
  it('[ENG-1] makes an account that confirms its address before it signs in', async () => {
    const caller = new Caller(server)
    const email = anAddress('noor')
    const body = { name: 'Noor Haddad', email, password, organisation: 'Fair Start' }
    expect(await caller.post('/api/consultants/register', body)).toMatchObject({
      status: 201,
      body: { user: { email, kind: 'consultant' } },
    })
    expect(await logIn(caller, email)).toMatchObject({ status: 403, body: { code: 'email-unverified' } })
    const [mail] = await eventually(async () => {
      const mails = await server.mail(email)
      return mails.length > 0 ? mails : null
    })
    const token = new URL(mail?.links[0] ?? '').searchParams.get('token')
    expect(await caller.post('/api/auth/verify-email', { token })).toMatchObject({ status: 204 })
    expect(await logIn(caller, email)).toMatchObject({
      status: 200,
      body: { user: { kind: 'consultant', name: 'Noor Haddad', memberships: [] } },
    })
    expect(await caller.get('/api/consultants/me')).toMatchObject({
      body: { name: 'Noor Haddad', organisation: 'Fair Start', headline: '', expertise: [], version: 1 },
    })
    expect(await mine(caller)).toEqual([])
  })

  it('[ENG-1] refuses an address that has an account of any kind, and common passwords', async () => {
    const { owner } = await anEmployer(server)
    const register = (body: object) => new Caller(server).post<Refused>('/api/consultants/register', body)
    expect(await register({ name: 'Noor', email: owner.email.toUpperCase(), password })).toMatchObject({
      status: 409,
      body: { code: 'address-taken', errors: [{ path: 'email' }] },
    })
    for (const weak of ['short', 'password1234', 'noorhaddad1']) {
      expect(await register({ name: 'Noor Haddad', email: anAddress(), password: weak })).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'password' }] },
      })
    }
  })

  it('[ENG-1] leaves a line of every attempt, without password and full address', async () => {
    const email = anAddress('logged')
    const body = { name: 'Logged', email, password }
    await new Caller(server).post('/api/consultants/register', body)
    await new Caller(server).post('/api/consultants/register', body)
    const lines = await eventually(() => {
      const found = server.log().match(/.*"event":"registration".*l\*\*\*@example\.com.*/g)
      return found && found.length >= 2 ? found : null
    })
    expect(lines.join('\n')).toMatch(/"outcome":"accepted"[\s\S]*"outcome":"refused","code":"address-taken"/)
    expect(server.log()).not.toContain(email)
    expect(server.log()).not.toContain(password)
  })
})

describe('a profile', () => {
  it('[ENG-2] is changed by its consultant in parts, and held to the version', async () => {
    const noor = await aConsultant(server)
    const changed = await noor.patch(
      '/api/consultants/me',
      {
        name: 'Noor al-Haddad',
        headline: 'Structured interviews',
        expertise: ['Interviews', 'Interviews', 'Language'],
      },
      { 'if-match': '"1"' },
    )
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Noor al-Haddad', headline: 'Structured interviews', expertise: ['Interviews', 'Language'] },
    })
    expect(changed.headers.get('etag')).toBe('"2"')
    expect(await noor.patch('/api/consultants/me', { about: 'x' }, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
    })
    expect(await noor.get('/api/auth/session')).toMatchObject({ body: { user: { name: 'Noor al-Haddad' } } })
  })

  it('[ENG-2] is for consultants alone', async () => {
    const { owner } = await anEmployer(server)
    for (const path of ['/api/consultants/me', '/api/engagements']) {
      expect(await owner.get(path)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    }
    expect(await owner.patch('/api/consultants/me', { about: 'x' })).toMatchObject({ status: 403 })
  })
})

describe('inviting a consultant', () => {
  it('[ENG-3] answers alike whether or not the address has an account; only the mail differs', async () => {
    const employer = await anEmployer(server)
    const [noor, stranger] = [await aConsultant(server), await anEmployer(server)]
    const addresses = [noor.email, stranger.owner.email, anAddress('nobody')]
    const answers = []
    for (const consultantEmail of addresses) {
      const body = { consultantEmail, purpose: 'Look at our interviews' }
      const { status, body: answer } = await employer.owner.post<Engaged>(engagementsOf(employer), body)
      expect(status).toBe(201)
      answers.push({ ...answer, id: '', email: '', invitedAt: '' })
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ state: 'invited', consultantId: null, consultant: null, conversationId: null })
    const linkTo = (address: string) =>
      eventually(async () => (await server.mail(address)).find(({ subject }) => /invites you/.test(subject))?.links[0])
    expect(new URL(await linkTo(noor.email)).pathname).toBe('/')
    const toNew = new URL(await linkTo(addresses[2] ?? ''))
    expect(toNew.pathname).toBe('/consultants/register')
    expect(toNew.searchParams.get('email')).toBe(addresses[2])
  })

  it('[ENG-3] nor does inviting as a member tell it', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const { status } = await employer.owner.post(`${employer.api}/invitations`, { email: noor.email, role: 'viewer' })
    expect(status).toBe(201)
    const token = await eventually(async () => {
      const links = (await server.mail(noor.email)).flatMap((mail) => mail.links)
      return links
        .map((link) => new URL(link))
        .find(({ pathname }) => pathname === '/invitation')
        ?.searchParams.get('token')
    })
    expect(await noor.post('/api/invitations/accept', { token, name: 'Noor', password })).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: expect.stringContaining('consultant') },
    })
    await anEngagement(employer, noor)
    const again = await employer.owner.post(`${employer.api}/invitations`, { email: noor.email, role: 'viewer' })
    expect(again).toMatchObject({ status: 409, body: { code: 'already-member' } })
  })

  it('[ENG-4] is refused for an address that is invited or engaged, and for the own team', async () => {
    const employer = await anEmployer(server)
    const noor = await aConsultant(server)
    const invite = (consultantEmail: string) =>
      employer.owner.post<Refused>(engagementsOf(employer), { consultantEmail })
    const { id } = await anInvitedConsultant(employer, noor.email)
    expect(await invite(noor.email.toUpperCase())).toMatchObject({ status: 409, body: { code: 'conflict' } })
    await accept(noor, id)
    expect(await invite(noor.email)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await invite(employer.owner.email)).toMatchObject({ status: 409, body: { code: 'already-member' } })
    await end(employer, id)
    expect(await invite(noor.email)).toMatchObject({ status: 201 })
  })

  it('[ENG-4] of ten invitations to one address at once, one is made', async () => {
    const employer = await anEmployer(server)
    const consultantEmail = anAddress()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => employer.owner.post(engagementsOf(employer), { consultantEmail })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
    expect(await shown(employer)).toHaveLength(1)
  })

  it('[ENG-5] before the registration, it is there afterwards, and no one else can answer', async () => {
    const employer = await anEmployer(server)
    const email = anAddress('later')
    const { id } = await anInvitedConsultant(employer, email)
    const other = await aConsultant(server)
    expect(await accept(other, id)).toMatchObject({ status: 404 })
    expect(await accept(employer.owner, id)).toMatchObject({ status: 403 })
    const noor = await aConsultant(server, { email })
    expect(await mine(noor)).toMatchObject([{ id, state: 'invited', employer: { id: employer.employerId } }])
    expect(await accept(noor, id)).toMatchObject({ status: 200 })
  })

  it('[ENG-5] an account of an employer cannot answer, and is told what to do', async () => {
    const employer = await anEmployer(server)
    const { owner } = await anEmployer(server)
    const { id } = await anInvitedConsultant(employer, owner.email)
    expect(await accept(owner, id)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('register with another') },
    })
  })
})
