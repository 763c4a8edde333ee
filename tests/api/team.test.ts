import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Employer } from '#protocol/employers'
import { openStore } from '../../server/store/mongo.ts'
import { invitationRows } from '../../server/team/repository.ts'
import { anAddress, Caller, expectStatus, mailedToken, password } from '../builders.ts'
import { startServer, type TestServer } from '../server.ts'
import { sharedServer, sharedServerToSignUpAt } from '../shared-server.ts'
import { aColleague, anOwner, type Entered, type InCompany, type Items, logIn, newerToken } from './people.ts'

let server: TestServer
/** The same server, for what is not about how people come. */
let peopled: TestServer
beforeAll(async () => {
  ;[server, peopled] = await Promise.all([sharedServerToSignUpAt(), sharedServer()])
})

interface Person {
  readonly id: string
  readonly role: string
  readonly version: number
}
interface Pending {
  readonly id: string
  readonly email: string
  readonly state: string
}
interface Audited {
  readonly action: string
}

const usersOf = ({ api }: Pick<InCompany, 'api'>) => `${api}/users`
const invitationsOf = ({ api }: Pick<InCompany, 'api'>) => `${api}/invitations`
const ownersAmong = (people: readonly Person[]) => people.filter(({ role }) => role === 'owner')

describe('inviting', () => {
  it('[EMP-1] somebody new chooses name and password, is a member at once and signed in', async () => {
    const owner = await anOwner(server)
    const email = anAddress('Grace')
    expect(await owner.post(invitationsOf(owner), { email, role: 'recruiter' })).toMatchObject({
      status: 201,
      body: { email, role: 'recruiter', state: 'pending' },
    })
    const token = await mailedToken(server, email, '/invitation')
    const grace = new Caller(server)
    expect(await grace.post('/api/invitations/describe', { token })).toMatchObject({
      status: 200,
      body: { companyName: 'Northwind Trading', email, role: 'recruiter', hasAccount: false },
    })
    const accepted = await grace.post('/api/invitations/accept', { token, name: 'Grace Hopper', password })
    const { employerId } = owner
    expect(accepted).toMatchObject({
      status: 200,
      body: { user: { email, name: 'Grace Hopper', memberships: [{ employerId, role: 'recruiter' }] } },
    })
    expect(await grace.get('/api/auth/session')).toMatchObject({ status: 200 })
    expect(await logIn(new Caller(server), email)).toMatchObject({ status: 200 })
    expect(await owner.get(usersOf(owner))).toMatchObject({
      status: 200,
      body: { items: [{ name: 'Grace Hopper', email, role: 'recruiter', version: 1 }, { role: 'owner' }] },
    })
    expect(await owner.get(invitationsOf(owner))).toMatchObject({ body: { items: [{ email, state: 'accepted' }] } })
    expect(await grace.post('/api/invitations/accept', { token, name: 'G', password })).toMatchObject({
      status: 400,
      body: { code: 'invalid-token' },
    })
  })

  it('[EMP-1] somebody with an account proves it with their password and keeps it', async () => {
    const [here, there] = await Promise.all([anOwner(server), anOwner(server)])
    await here.post(invitationsOf(here), { email: there.email.toUpperCase(), role: 'viewer' })
    const token = await mailedToken(server, there.email.toUpperCase(), '/invitation')
    const accept = (password: string) =>
      new Caller(server).post<Entered>('/api/invitations/accept', { token, name: 'Another', password })
    expect(await accept('not this one')).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } })
    const { status, body } = await accept(password)
    expect(status).toBe(200)
    expect(body.user.memberships.map(({ employerId }) => employerId)).toEqual([there.employerId, here.employerId])
  })

  it('[EMP-1] a new password must not be a common one', async () => {
    const owner = await anOwner(server)
    const email = anAddress()
    await owner.post(invitationsOf(owner), { email, role: 'viewer' })
    const token = await mailedToken(server, email, '/invitation')
    for (const password of ['short', 'password1234']) {
      const answer = await new Caller(server).post('/api/invitations/accept', { token, name: 'Ada', password })
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'password' }] } })
    }
  })

  it('[EMP-2] a newer invitation takes the place of the older; one taken back stops working', async () => {
    const owner = await anOwner(server)
    const email = anAddress()
    await owner.post(invitationsOf(owner), { email, role: 'viewer' })
    const older = await mailedToken(server, email, '/invitation')
    const second = await owner.post<Pending>(invitationsOf(owner), { email, role: 'recruiter' })
    const newer = await newerToken(server, email, '/invitation', older)
    expect(await owner.post('/api/invitations/describe', { token: older })).toMatchObject({ status: 400 })
    expect(await owner.post('/api/invitations/describe', { token: newer })).toMatchObject({
      body: { role: 'recruiter' },
    })
    expect(await owner.delete(`${invitationsOf(owner)}/${second.body.id}`)).toMatchObject({ status: 204 })
    expect(await owner.delete(`${invitationsOf(owner)}/${second.body.id}`)).toMatchObject({ status: 204 })
    expect(await owner.post('/api/invitations/describe', { token: newer })).toMatchObject({ status: 400 })
    const { body } = await owner.get<Items<Pending>>(invitationsOf(owner))
    expect(body.items.map(({ state }) => state)).toEqual(['revoked', 'revoked'])
  })

  it('[EMP-2] a member is not invited again, and only an owner invites an owner', async () => {
    const owner = await anOwner(server)
    const admin = await aColleague(owner, 'admin')
    expect(await admin.post(invitationsOf(owner), { email: owner.email, role: 'viewer' })).toMatchObject({
      status: 409,
      body: { code: 'already-member' },
    })
    const body = { email: anAddress(), role: 'owner' }
    expect(await admin.post(invitationsOf(owner), body)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect(await owner.post(invitationsOf(owner), body)).toMatchObject({ status: 201 })
    // Nor does an admin put another in its place.
    expect(await admin.post(invitationsOf(owner), { ...body, role: 'viewer' })).toMatchObject({ status: 403 })
  })

  it('[EMP-13] one whose time is over stands in nobody’s way, and stays expired', async () => {
    const owner = await anOwner(server)
    const admin = await aColleague(owner, 'admin')
    const email = anAddress()
    const { id } = (await owner.post<Pending>(invitationsOf(owner), { email, role: 'owner' })).body
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    onTestFinished(() => store.close())
    await invitationRows(store).updateOne({ _id: id }, { $set: { expiresAt: new Date(0) } })
    expect(await admin.post(invitationsOf(owner), { email, role: 'viewer' })).toMatchObject({ status: 201 })
    const { body } = await admin.get<Items<Pending>>(invitationsOf(owner))
    expect(body.items.filter((one) => one.email === email).map(({ state }) => state)).toEqual(['pending', 'expired'])
  })

  it('[EMP-2] sent twice with one key is one mail; accepted twice with one key is one answer', async () => {
    const owner = await anOwner(server)
    const email = anAddress()
    const key = { 'idempotency-key': `invite ${email}` }
    const invite = () => owner.post<Pending>(invitationsOf(owner), { email, role: 'viewer' }, key)
    const [one, other] = await Promise.all([invite(), invite()])
    expect(one.body.id).toBe(other.body.id)
    const token = await mailedToken(server, email, '/invitation')
    const accept = () => new Caller(server).post('/api/invitations/accept', { token, name: 'Ada', password }, key)
    const first = await accept()
    expect(first.status).toBe(200)
    expect(await accept()).toMatchObject({ status: 200, body: first.body })
    expect((await server.mail(email)).length).toBe(1)
  })

  it('[EMP-3] whoever may not invite any more has no invitations open', async () => {
    const owner = await anOwner(server)
    const admin = await aColleague(owner, 'admin')
    const email = anAddress('second-address')
    await admin.post(invitationsOf(owner), { email, role: 'admin' })
    const token = await mailedToken(server, email, '/invitation')
    await owner.patch(`${usersOf(owner)}/${admin.userId}`, { role: 'viewer' })
    expect(await owner.post('/api/invitations/describe', { token })).toMatchObject({ status: 400 })
    const audit = usersOf(owner).replace('/users', '/audit?action=invitation.revoked')
    expect((await owner.get(audit)).body).toMatchObject({
      items: [{ actor: { id: owner.userId }, before: { role: 'admin' } }],
    })
  })
})

describe('changing a role', () => {
  it('[EMP-4] counts at once, and raises the version', async () => {
    const owner = await anOwner(peopled)
    const viewer = await aColleague(owner, 'viewer')
    const path = `${usersOf(owner)}/${viewer.userId}`
    expect(await viewer.get(invitationsOf(owner))).toMatchObject({ status: 403 })
    const changed = await owner.patch(path, { role: 'admin' }, { 'if-match': '"1"' })
    expect(changed).toMatchObject({ status: 200, body: { id: viewer.userId, role: 'admin', version: 2 } })
    expect(changed.headers.get('etag')).toBe('"2"')
    expect(await viewer.get(invitationsOf(owner))).toMatchObject({ status: 200 })
    expect(await owner.patch(path, { role: 'viewer' }, { 'if-match': '"1"' })).toMatchObject({ status: 412 })
    // The same role again changes nothing.
    expect(await owner.patch(path, { role: 'admin' })).toMatchObject({ status: 200, body: { version: 2 } })
  })

  it('[EMP-5] nobody changes their own, and only an owner touches an owner', async () => {
    const owner = await anOwner(peopled)
    const admin = await aColleague(owner, 'admin')
    const to = (userId: string) => `${usersOf(owner)}/${userId}`
    expect(await owner.patch(to(owner.userId), { role: 'admin' })).toMatchObject({
      status: 403,
      body: { code: 'own-role' },
    })
    expect(await admin.patch(to(admin.userId), { role: 'owner' })).toMatchObject({ status: 403 })
    expect(await admin.patch(to(owner.userId), { role: 'viewer' })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect(await admin.delete(to(owner.userId))).toMatchObject({ status: 403 })
  })

  it('[EMP-5] the last owner stays', async () => {
    const owner = await anOwner(peopled)
    expect(await owner.delete(`${usersOf(owner)}/${owner.userId}`)).toMatchObject({
      status: 409,
      body: { code: 'last-owner' },
    })
  })

  it('[EMP-5] of two owners who unmake each other at once, one remains', async () => {
    const ada = await anOwner(peopled)
    const grace = await aColleague(ada, 'owner')
    const answers = await Promise.all([
      ada.patch(`${usersOf(ada)}/${grace.userId}`, { role: 'viewer' }),
      grace.patch(`${usersOf(ada)}/${ada.userId}`, { role: 'viewer' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
    const { body } = await ada.get<Items<Person>>(usersOf(ada))
    expect(ownersAmong(body.items)).toHaveLength(1)
  })

  it('[EMP-5] nor does it help them to ask two nodes', async () => {
    const second = await startServer({ dataDir: server.dataDir, env: { WORKERS: 'off' } })
    try {
      for (let i = 0; i < 5; i++) {
        const ada = await anOwner(peopled)
        const grace = await aColleague(ada, 'owner')
        const there = new Caller(second)
        there.cookie = grace.cookie
        const answers = await Promise.all([
          ada.patch(`${usersOf(ada)}/${grace.userId}`, { role: 'viewer' }),
          there.patch(`${usersOf(ada)}/${ada.userId}`, { role: 'viewer' }),
        ])
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 403])
      }
    } finally {
      await second.stop({ keepData: true })
    }
  })

  it('[EMP-6] of somebody unknown, or of another company, is not found', async () => {
    const [here, there] = await Promise.all([anOwner(peopled), anOwner(peopled)])
    expect(await here.patch(`${usersOf(here)}/nobody`, { role: 'viewer' })).toMatchObject({ status: 404 })
    expect(await here.patch(`${usersOf(here)}/${there.userId}`, { role: 'viewer' })).toMatchObject({ status: 404 })
    expect(await here.patch(`${usersOf(there)}/${there.userId}`, { role: 'viewer' })).toMatchObject({ status: 404 })
    expect(await here.get(usersOf(there))).toMatchObject({ status: 404 })
    expect(await new Caller(server).get(usersOf(here))).toMatchObject({ status: 401 })
  })
})

describe('removing a member', () => {
  it('[EMP-7] ends their rights here, not their sign-in; who comes back goes on in versions', async () => {
    const owner = await anOwner(server)
    const recruiter = await aColleague(owner, 'recruiter')
    expect(await owner.delete(`${usersOf(owner)}/${recruiter.userId}`)).toMatchObject({ status: 204 })
    expect(await recruiter.get(usersOf(owner))).toMatchObject({ status: 404 })
    expect(await recruiter.get('/api/auth/session')).toMatchObject({ status: 200, body: { user: { memberships: [] } } })
    expect(await owner.delete(`${usersOf(owner)}/${recruiter.userId}`)).toMatchObject({ status: 404 })

    const first = await mailedToken(server, recruiter.email, '/invitation')
    await owner.post(invitationsOf(owner), { email: recruiter.email, role: 'viewer' })
    const token = await newerToken(server, recruiter.email, '/invitation', first)
    await recruiter.post('/api/invitations/accept', { token, name: 'ignored', password })
    const { body } = await owner.get<Items<Person>>(usersOf(owner))
    expect(body.items[0]).toMatchObject({ id: recruiter.userId, role: 'viewer', version: 3 })
  })

  it('[EMP-8] is told in the feed by ids and states, never by name', async () => {
    const owner = await anOwner(server)
    const viewer = await aColleague(owner, 'viewer')
    const { userId } = viewer
    await owner.patch(`${usersOf(owner)}/${userId}`, { role: 'recruiter' })
    await owner.delete(`${usersOf(owner)}/${userId}`)
    const { body } = await owner.get<Items<object>>(`${owner.api}/feed`)
    const by = (id: string) => ({ kind: 'user', id })
    expect(body.items).toMatchObject([
      { seq: 4, type: 'user.removed', data: { userId, version: 3 }, actor: by(owner.userId) },
      { seq: 3, type: 'user.role-changed', data: { userId, role: 'recruiter', version: 2 }, actor: by(owner.userId) },
      { seq: 2, type: 'user.joined', data: { userId, role: 'viewer', version: 1 }, actor: by(userId) },
      { seq: 1, type: 'user.joined', data: { userId: owner.userId, role: 'owner', version: 1 } },
    ])
    expect(JSON.stringify(body)).not.toContain('@example.com')
  })
})

describe('the audit', () => {
  it('[EMP-9] says who did what to whom, from where, before and after, newest first', async () => {
    const owner = await anOwner(server)
    const viewer = await aColleague(owner, 'viewer')
    await owner.patch(`${usersOf(owner)}/${viewer.userId}`, { role: 'recruiter' })
    const { status, body } = await owner.get<Items<Audited>>(`${owner.api}/audit`)
    expect(status).toBe(200)
    expect(body.items.map(({ action }) => action)).toEqual([
      'user.role-changed',
      'user.joined',
      'user.invited',
      'user.joined',
    ])
    expect(body.items[0]).toMatchObject({
      actor: { kind: 'user', id: owner.userId, name: expect.stringMatching(/^Owner/) },
      subject: { kind: 'user', id: viewer.userId },
      ip: '127.0.0.1',
      before: { role: 'viewer' },
      after: { role: 'recruiter' },
    })
    const joined = await owner.get<Items<Audited>>(`${owner.api}/audit?action=user.joined`)
    expect(joined.body.items).toHaveLength(2)
    expect(await viewer.get(`${owner.api}/audit`)).toMatchObject({ status: 403 })
    // Who left is named as well: of them it is asked most.
    expect(await owner.delete(`${usersOf(owner)}/${viewer.userId}`)).toMatchObject({ status: 204 })
    const removed = await owner.get<Items<Audited>>(`${owner.api}/audit?action=user.removed`)
    expect(removed.body.items[0]).toMatchObject({ subject: { id: viewer.userId, name: expect.stringMatching(/./) } })
  })

  it('[EMP-9] comes in pages that fit together', async () => {
    const owner = await anOwner(server)
    await owner.post(invitationsOf(owner), { email: anAddress(), role: 'viewer' })
    await owner.post(invitationsOf(owner), { email: anAddress(), role: 'viewer' })
    const path = `${owner.api}/audit?limit=2`
    const first = await owner.get<Items<Audited>>(path)
    const second = await owner.get<Items<Audited>>(`${path}&cursor=${first.body.nextCursor}`)
    expect(first.body.items.map(({ action }) => action)).toEqual(['user.invited', 'user.invited'])
    expect(second.body).toMatchObject({ items: [{ action: 'user.joined' }], nextCursor: null })
  })
})

describe('the company', () => {
  it('[EMP-10] is read by its members alone', async () => {
    const owner = await anOwner(server)
    const viewer = await aColleague(owner, 'viewer')
    const path = owner.api
    expect(await viewer.get(path)).toMatchObject({
      status: 200,
      body: {
        id: owner.employerId,
        companyName: 'Northwind Trading',
        slug: expect.stringMatching(/^northwind-trading/),
      },
    })
    expect(await (await anOwner(server)).get(path)).toMatchObject({ status: 404 })
  })

  it('[EMP-12] is renamed by owners and admins; the careers page and the audit log have it at once', async () => {
    const owner = await anOwner(server)
    const [admin, recruiter] = [await aColleague(owner, 'admin'), await aColleague(owner, 'recruiter')]
    const before = (await owner.get<Employer>(owner.api)).body
    const careers = async () => {
      const page = await fetch(`${server.url}/careers/${before.slug}`)
      expect(page.status).toBe(200)
      return page.text()
    }
    expect(await careers()).toContain('Northwind Trading')
    expect(await admin.patch(owner.api, { companyName: '  Söhne & Töchter ' })).toMatchObject({
      status: 200,
      body: { companyName: 'Söhne & Töchter', slug: before.slug, version: before.version + 1 },
    })
    expect(await careers()).toContain('Söhne &amp; Töchter')
    expect(await careers()).not.toContain('Northwind')
    expect(
      (await recruiter.get<{ user: { memberships: object[] } }>('/api/auth/session')).body.user.memberships,
    ).toMatchObject([{ companyName: 'Söhne & Töchter' }])
    const audit = await owner.get<Items<Audited>>(`${owner.api}/audit?action=employer.renamed`)
    expect(audit.body.items).toMatchObject([
      {
        actor: { id: admin.userId },
        subject: { kind: 'employer', id: owner.employerId },
        before: { companyName: 'Northwind Trading' },
        after: { companyName: 'Söhne & Töchter' },
      },
    ])
    const feed = await owner.get<Items<{ type: string; data: object }>>(`${owner.api}/feed?limit=50`)
    expect(feed.body.items.filter(({ type }) => type === 'employer.renamed').map(({ data }) => data)).toEqual([
      { version: before.version + 1 },
    ])
  })

  it('[EMP-12] is renamed by nobody else, to nothing empty, and not over a name that was not seen', async () => {
    const owner = await anOwner(server)
    const rename = (who: typeof owner, companyName: string, headers = {}) =>
      who.patch(owner.api, { companyName }, headers)
    const recruiter = await aColleague(owner, 'recruiter')
    expectStatus(await recruiter.patch(owner.api, { companyName: 'Mine' }), 403)
    expectStatus(await rename(await anOwner(server), 'Mine'), 404)
    for (const companyName of [' ', 'x'.repeat(121)]) {
      expect(await rename(owner, companyName)).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'companyName' }] },
      })
    }
    const first = { 'If-Match': '"1"' }
    const all = await Promise.all(['Birch', 'Rowan', 'Alder'].map((name) => rename(owner, name, first)))
    expect(all.map(({ status }) => status).sort()).toEqual([200, 412, 412])
    const { body } = await owner.get<Employer>(owner.api)
    // The same once more changes nothing and is told to nobody.
    expectStatus(await rename(owner, body.companyName), 200)
    const audit = await owner.get<Items<Audited>>(`${owner.api}/audit?action=employer.renamed`)
    expect(audit.body.items).toHaveLength(1)
    expect((await owner.get<Employer>(owner.api)).body.version).toBe(2)
  })
})
