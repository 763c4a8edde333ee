import { beforeAll, describe, expect, it } from 'vitest'
import { createSessions } from '../../server/auth/sessions.ts'
import { newFactorSecret, recoveryHash } from '../../server/auth/two-factor/codes.ts'
import { confirmTwoFactor } from '../../server/auth/two-factor/handlers.ts'
import type { Person } from '../../server/http/actor.ts'
import { newId } from '../../server/store/ids.ts'
import { openStore } from '../../server/store/mongo.ts'
import {
  type AnEmployer,
  aMember,
  anEmployer,
  aPosting,
  Caller,
  expectStatus,
  mailedToken,
  password,
} from '../builders.ts'
import { aFollower, allEnded, closeSockets, refusalOf, withCookie } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer, sharedStore } from '../shared-server.ts'
import { codeBefore, codeOf } from '../totp.ts'
import { doneNow } from './raw-store.ts'

let server: TestServer
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
})

interface Factor {
  readonly secret: string
  readonly recoveryCodes: string[]
}

async function withFactor(person: Caller): Promise<Factor> {
  const begun = await person.post<{ secret: string; address: string }>('/api/auth/two-factor/begin', { password })
  expectStatus(begun, 200)
  const { secret } = begun.body
  // An earlier step than now, so that the code of now is still unused.
  const confirmed = await person.post<Factor>('/api/auth/two-factor/confirm', {
    code: await codeBefore(secret),
  })
  expectStatus(confirmed, 200)
  return { secret, recoveryCodes: confirmed.body.recoveryCodes }
}

const signIn = (email: string, code?: string) =>
  new Caller(server).post('/api/auth/login', { email, password, ...(code === undefined ? {} : { code }) })

describe('a second factor', () => {
  it('[TFA-2] is set up by password and a first code; until then nothing is asked for', async () => {
    const person = await aMember(employer, 'viewer')
    expect(await person.post('/api/auth/two-factor/begin', { password: 'not the password' })).toMatchObject({
      status: 401,
    })
    const begun = await person.post<{ secret: string; address: string }>('/api/auth/two-factor/begin', { password })
    expect(begun.body.address).toContain(`secret=${begun.body.secret}`)
    expect(await person.post('/api/auth/two-factor/confirm', { code: '000000' })).toMatchObject({
      status: 401,
      body: { code: 'wrong-code' },
    })
    expectStatus(await signIn(person.email), 200)
    expect((await person.get('/api/auth/two-factor')).body).toMatchObject({ enabled: false, required: false })
  })

  it('[TFA-2] confirmed in two tabs at once it is on once, with the recovery codes that one of them shows', async () => {
    const { db } = await sharedStore()
    const [userId, sessionId, secret] = [newId(), newId(), newFactorSecret()]
    const rows = db.collection<{ _id: string; recovery: string[] }>('second_factors')
    await rows.insertOne(Object.assign({ _id: userId, recovery: [] }, { secret, confirmedAt: null, lastStep: 0 }))
    const seals = { seal: (_: string, text: string) => text, open: (_: string, text: string) => text }
    // At once on two nodes: over one they come one after the other.
    const confirm = confirmTwoFactor({ db, seals, sessions: createSessions(db) })
    const [person, input] = [{ userId, sessionId } as Person, { body: { code: codeOf(secret) } }]
    const tabs = await Promise.allSettled(
      [1, 2].map(() => confirm(person, input as never, null as never, null as never)),
    )
    const shown = tabs.flatMap((tab) => (tab.status === 'fulfilled' ? [tab.value.recoveryCodes] : []))
    expect(shown).toHaveLength(1)
    const kept = await rows.findOne({ _id: userId })
    expect(kept?.recovery).toEqual(shown[0]?.map((code) => recoveryHash(userId, code)))
  })

  it('[TFA-4] is asked for at each sign-in; a code is good once', async () => {
    const person = await aMember(employer, 'viewer')
    const { secret } = await withFactor(person)
    expect(await signIn(person.email)).toMatchObject({ status: 401, body: { code: 'second-factor-needed' } })
    expect(await signIn(person.email, '123456')).toMatchObject({ status: 401, body: { code: 'wrong-code' } })
    const code = codeOf(secret)
    expectStatus(await signIn(person.email, code), 200)
    expect(await signIn(person.email, code)).toMatchObject({ status: 401, body: { code: 'wrong-code' } })
    const atOnce = codeOf(secret, 1)
    const tries = await Promise.all(Array.from({ length: 5 }, () => signIn(person.email, atOnce)))
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401])
  })

  it('[TFA-4] is not told of to who does not know the password', async () => {
    const person = await aMember(employer, 'viewer')
    await withFactor(person)
    const guess = { email: person.email, password: 'not the password' }
    expect(await new Caller(server).post('/api/auth/login', guess)).toMatchObject({
      body: { code: 'wrong-credentials' },
    })
  })

  it('[TFA-5] a recovery code stands for a code, once; new ones end the older', async () => {
    const person = await aMember(employer, 'viewer')
    const { recoveryCodes } = await withFactor(person)
    const [first = '', second = ''] = recoveryCodes
    expect(recoveryCodes).toHaveLength(10)
    expectStatus(await signIn(person.email, first.toUpperCase()), 200)
    expectStatus(await signIn(person.email, first), 401)
    expect((await person.get('/api/auth/two-factor')).body).toMatchObject({ enabled: true, recoveryCodesLeft: 9 })
    const renewed = await person.post<Factor>('/api/auth/two-factor/recovery-codes', { password })
    expectStatus(await signIn(person.email, second), 401)
    expectStatus(await signIn(person.email, renewed.body.recoveryCodes[0]), 200)
  })

  it('[TFA-6] the store holds neither the secret nor the recovery codes', async () => {
    const person = await aMember(employer, 'viewer')
    const { secret, recoveryCodes } = await withFactor(person)
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    const kept = JSON.stringify(await store.db.collection('second_factors').find().toArray())
    await store.close()
    for (const word of [secret, ...recoveryCodes, recoveryCodes[0]?.replace('-', '') ?? '']) {
      expect(kept).not.toContain(word)
    }
    expect(server.log()).not.toContain(secret)
  })

  it('[TFA-4] wrong codes count as failed sign-ins', async () => {
    const person = await aMember(employer, 'viewer')
    const { secret } = await withFactor(person)
    for (let i = 0; i < 10; i++) await signIn(person.email, '000000')
    expect(await signIn(person.email, codeOf(secret))).toMatchObject({ status: 429 })
  })

  it('[TFA-7] ends by password, and then the password is enough', async () => {
    const person = await aMember(employer, 'viewer')
    await withFactor(person)
    expectStatus(await person.post('/api/auth/two-factor/end', { password: 'not the password' }), 401)
    expectStatus(await person.post('/api/auth/two-factor/end', { password }), 204)
    expectStatus(await signIn(person.email), 200)
  })
})

describe('somebody who lost the phone', () => {
  const help = ({ api }: AnEmployer, by: Caller, { userId }: Caller, body: object = { reason: 'Lost the phone' }) =>
    by.post<{ code?: string }>(`${api}/users/${userId}/remove-second-factor`, body)

  it('[TFA-10] is helped by an admin: signed out everywhere, in by password, told by mail with the reason, and audited', async () => {
    const company = await anEmployer(server)
    const [admin, person] = [await aMember(company, 'admin'), await aMember(company, 'viewer')]
    expect(await help(company, admin, person)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    await withFactor(person)
    const shownTo = async (reader: Caller) =>
      (
        await reader.get<{ items: { id: string; hasSecondFactor?: boolean }[] }>(`${company.api}/users`)
      ).body.items.find(({ id }) => id === person.userId)
    expect(await shownTo(admin)).toMatchObject({ hasSecondFactor: true })
    expect(await shownTo(person)).not.toHaveProperty('hasSecondFactor')
    const page = await aFollower(person, company.employerId)
    expect(await help(company, admin, person, { reason: ' ' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'reason' }] },
    })
    expectStatus(await help(company, admin, person), 204)
    await allEnded([page])
    closeSockets()
    expectStatus(await person.get('/api/auth/session'), 401)
    expectStatus(await signIn(person.email), 200)
    const mail = await eventually(async () =>
      (await server.mail(person.email)).find(({ subject }) => subject === 'Your second factor was removed'),
    )
    expect(mail.text).toContain('The reason given: Lost the phone')
    const audit = `${company.api}/audit?action=second-factor.removed`
    const [row] = (await company.owner.get<{ items: object[] }>(audit)).body.items
    expect(row).toMatchObject({
      ...{ actor: { id: admin.userId }, subject: { kind: 'user', id: person.userId }, reason: 'Lost the phone' },
    })
    expect(await help(company, admin, person)).toMatchObject({ status: 409 })
  })

  it('[TFA-10] is not helped by a colleague, an admin where it is an owner, oneself, or one company of several', async () => {
    const company = await anEmployer(server)
    const [admin, recruiter] = [await aMember(company, 'admin'), await aMember(company, 'recruiter')]
    for (const person of [admin, company.owner]) await withFactor(person)
    const { secret } = await withFactor(recruiter)
    expectStatus(await help(company, recruiter, admin), 403)
    expectStatus(await help(company, admin, company.owner), 403)
    expect(await help(company, admin, admin)).toMatchObject({ status: 403, body: { code: 'own-role' } })
    expectStatus(await help(await anEmployer(server), company.owner, recruiter), 404)
    const other = await anEmployer(server)
    expectStatus(await other.owner.post(`${other.api}/invitations`, { email: recruiter.email, role: 'viewer' }), 201)
    const token = await mailedToken(server, recruiter.email, '/invitation')
    const joining = { token, name: 'A recruiter', password, code: codeOf(secret) }
    expectStatus(await recruiter.post('/api/invitations/accept', joining), 200)
    expect(await help(company, company.owner, recruiter)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('another company') },
    })
    expectStatus(await recruiter.get('/api/auth/session'), 200)
  })
})

describe('a company that asks for it', () => {
  it('[TFA-8] signs out who has none; the next sign-in leads to the set-up and nowhere else until it is done', async () => {
    const company = await anEmployer(server)
    const posting = await aPosting(company)
    const member = await aMember(company, 'recruiter')
    const page = await aFollower(member, company.employerId)
    const security = `${company.api}/security`
    expect(await company.owner.patch(security, { requireTwoFactor: true })).toMatchObject({ status: 409 })
    await withFactor(company.owner)
    expectStatus(await company.owner.patch(security, { requireTwoFactor: true }), 200)
    await allEnded([page])
    closeSockets()
    expectStatus(await member.get('/api/auth/session'), 401)
    expectStatus(await company.owner.get('/api/auth/session'), 200)

    expectStatus(await member.post('/api/auth/login', { email: member.email, password }), 200)
    const path = `${company.api}/job-postings/${posting.id}`
    expect(await member.get(path)).toMatchObject({ status: 403, body: { code: 'second-factor-setup' } })
    expectStatus(await member.get('/api/conversations'), 403)
    expect(await refusalOf(server.url, withCookie(member))).toBe('second-factor-setup')
    expect((await member.get('/api/auth/two-factor')).body).toMatchObject({ required: true })
    await withFactor(member)
    expectStatus(await member.get(path), 200)
    expect(await member.post('/api/auth/two-factor/end', { password })).toMatchObject({ status: 409 })
    const [newest] = (await company.owner.get<{ items: object[] }>(`${company.api}/audit?action=security.changed`)).body
      .items
    expect(newest).toMatchObject({ before: { requireTwoFactor: false }, after: { requireTwoFactor: true } })
  })

  it('[TFA-11] who joins it without one brings no session along that reaches it', async () => {
    const [company, elsewhere] = [await anEmployer(server), await anEmployer(server)]
    const person = await aMember(elsewhere, 'viewer')
    await withFactor(company.owner)
    expectStatus(await company.owner.patch(`${company.api}/security`, { requireTwoFactor: true }), 200)
    expectStatus(await company.owner.post(`${company.api}/invitations`, { email: person.email, role: 'admin' }), 201)
    const token = await mailedToken(server, person.email, '/invitation')
    const joined = new Caller(server)
    expectStatus(await joined.post('/api/invitations/accept', { token, name: 'x', password }), 200)
    expectStatus(await joined.get(`${company.api}/users`), 403)
    expectStatus(await person.get(`${company.api}/users`), 401)
    await withFactor(joined)
    expectStatus(await joined.get(`${company.api}/users`), 200)
  })

  it('[TFA-12] ends what a sign-in opened that was under way when it began to ask, and of nobody else', async () => {
    const company = await anEmployer(server)
    const [member, ready] = [await aMember(company, 'viewer'), await aMember(company, 'viewer')]
    for (const person of [company.owner, ready]) await withFactor(person)
    expectStatus(await company.owner.patch(`${company.api}/security`, { requireTwoFactor: true }), 200)
    const store = await sharedStore()
    const sessions = createSessions(store.db)
    const visitor = { request: 'r', ip: '192.0.2.1', userAgent: 'x' }
    const opens = async ({ userId }: Caller) => {
      const { secret } = await sessions.create({ db: store.db, now: new Date() }, userId, visitor)
      const page = new Caller(server)
      page.cookie = `clearview_session=${secret}`
      return page
    }
    const [late, allowed] = [await opens(member), await opens(ready)]
    expectStatus(await late.get(`${company.api}/users`), 200)
    await doneNow(store, { job: 'end-short-sessions', 'payload.employerId': company.employerId })
    expectStatus(await late.get(`${company.api}/users`), 401)
    expectStatus(await allowed.get(`${company.api}/users`), 200)
  })
})
