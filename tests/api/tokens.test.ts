import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { newId } from '../../server/store/ids.ts'
import { openStore } from '../../server/store/mongo.ts'
import { tokenRows } from '../../server/team/tokens/repository.ts'
import {
  type AnEmployer,
  aMember,
  anAddress,
  anApplication,
  anEmployer,
  aPublishedPosting,
  Caller,
  expectStatus,
} from '../builders.ts'
import { aSocket, ask, closeSockets, connected, type Followed, type Pushed, refusalOf } from '../realtime/follower.ts'
import { eventually, type TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'

let server: TestServer
let employer: AnEmployer

beforeAll(async () => {
  server = await sharedServer()
  employer = await anEmployer(server)
})
afterEach(closeSockets)

interface Made {
  readonly id: string
  readonly token: string
  readonly scopes: string[]
  readonly lastUsedAt: string | null
  readonly state: string
}

async function aToken(scopes: string[], more: object = {}, by: Caller = employer.owner): Promise<Made> {
  const made = await by.post<Made>(`${employer.api}/tokens`, { name: 'Nightly export', scopes, ...more })
  expectStatus(made, 201)
  return made.body
}

/** A program: no cookie, no Origin. */
const program = (token: string) => {
  const caller = new Caller(server)
  return <T = Record<string, unknown>>(method: string, path: string, body?: unknown, headers = {}) =>
    caller.call<T>(method, path, body, { authorization: `Bearer ${token}`, origin: '', ...headers })
}

const listed = async (): Promise<Made[]> =>
  (await employer.owner.get<{ items: Made[] }>(`${employer.api}/tokens?limit=200`)).body.items

describe('an API token', () => {
  it('[TOK-1] is answered once; the store and the list hold no copy of it', async () => {
    const { id, token } = await aToken(['postings:read'])
    expect(token).toMatch(/^cvt_[\w-]{40,}$/)
    const found = (await listed()).find((one) => one.id === id)
    expect(found).toMatchObject({
      name: 'Nightly export',
      scopes: ['postings:read'],
      state: 'active',
      lastUsedAt: null,
    })
    expect(found).not.toHaveProperty('token')
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    for (const collection of ['api_tokens', 'idempotency', 'audit']) {
      const rows = await store.db.collection(collection).find().toArray()
      expect(JSON.stringify(rows)).not.toContain(token.slice(4))
    }
    await store.close()
  })

  it('[TOK-2] signs a program in without cookie or Origin, from wherever it calls', async () => {
    const { id, token } = await aToken(['postings:write'])
    const call = program(token)
    const body = { title: `Engineer ${newId()}`, description: '<p>Build</p>', requirements: 'Care' }
    const made = await call<{ id: string }>('POST', `${employer.api}/job-postings`, body, {
      origin: 'https://elsewhere.example',
    })
    expectStatus(made, 201)
    expectStatus(await call('GET', `${employer.api}/job-postings/${made.body.id}`), 200)
    expect((await listed()).find((one) => one.id === id)?.lastUsedAt).toEqual(expect.any(String))
  })

  it('[TOK-3] reaches what its scopes name, and writes only with a scope to write', async () => {
    const read = program((await aToken(['postings:read'])).token)
    expectStatus(await read('GET', `${employer.api}/job-postings`), 200)
    const refused = await read('GET', `${employer.api}/applications`)
    expect(refused).toMatchObject({ status: 403, body: { code: 'token-scope' } })
    expect(String(refused.body['detail'])).toContain('applications:read')
    expect(await read('DELETE', `${employer.api}/job-postings/any`)).toMatchObject({ status: 403 })
    const all = program((await aToken(['read'])).token)
    for (const path of ['job-postings', 'applications', 'users', 'analytics', 'audit']) {
      expectStatus(await all('GET', `${employer.api}/${path}`), 200)
    }
    expect(await all('POST', `${employer.api}/invitations`, { email: 'a@example.com', role: 'viewer' })).toMatchObject({
      status: 403,
      body: { code: 'token-scope' },
    })
  })

  it('[TOK-3] a scope that does not exist is refused by name', async () => {
    const answer = await employer.owner.post(`${employer.api}/tokens`, { name: 'x', scopes: ['moon:read'] })
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'scopes.0' }] } })
    expect(await employer.owner.post(`${employer.api}/tokens`, { name: 'x', scopes: [] })).toMatchObject({
      status: 400,
    })
  })

  it('[TOK-4] acts at one employer, never beyond the role of who made it, and ends with their place there', async () => {
    const admin = await aMember(employer, 'admin')
    const call = program((await aToken(['write'], {}, admin)).token)
    const other = await anEmployer(server)
    expectStatus(await call('GET', `${other.api}/job-postings`), 404)
    expectStatus(await call('GET', `${employer.api}/invitations`), 200)
    expectStatus(await employer.owner.patch(`${employer.api}/users/${admin.userId}`, { role: 'viewer' }), 200)
    expect(await call('GET', `${employer.api}/invitations`)).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expectStatus(await employer.owner.delete(`${employer.api}/users/${admin.userId}`), 204)
    expectStatus(await call('GET', `${employer.api}/job-postings`), 401)
  })

  it('[TOK-5] neither makes nor ends tokens, and is not let into what belongs to a person', async () => {
    const { id, token } = await aToken(['write'])
    const call = program(token)
    const none = { status: 403, body: { code: 'token-scope' } }
    expect(await call('POST', `${employer.api}/tokens`, { name: 'y', scopes: ['write'] })).toMatchObject(none)
    expect(await call('DELETE', `${employer.api}/tokens/${id}`)).toMatchObject(none)
    expect(await call('POST', '/api/tickets')).toMatchObject(none)
    expect(await call('GET', '/api/auth/sessions')).toMatchObject(none)
    expectStatus(await call('GET', '/api/conversations'), 200)
  })

  it('[TOK-6] revoked or unknown it is nobody; revoking it ends what it has open', async () => {
    const { id, token } = await aToken(['read'])
    const socket = await connected(aSocket(server.url, { auth: { token } }))
    const ended = new Promise<number>((resolve) => socket.once('disconnect', () => resolve(Date.now())))
    expectStatus(await employer.owner.delete(`${employer.api}/tokens/${id}`), 204)
    const answered = Date.now()
    expect((await ended) - answered).toBeLessThan(2000)
    expectStatus(await employer.owner.delete(`${employer.api}/tokens/${id}`), 204)
    expectStatus(await program(token)('GET', `${employer.api}/job-postings`), 401)
    expectStatus(await program('cvt_unknown')('GET', `${employer.api}/job-postings`), 401)
    expect(await refusalOf(server.url, { auth: { token } })).toBe('not-signed-in')
    expect((await listed()).find((one) => one.id === id)?.state).toBe('revoked')
  })

  it('[TOK-6] that is too old is nobody', async () => {
    const { id, token } = await aToken(['read'], { expiresInDays: 1 })
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    const rows = store.db.collection<{ _id: string }>('api_tokens')
    await rows.updateOne({ _id: id }, { $set: { expiresAt: new Date(Date.now() - 1000) } })
    await store.close()
    expectStatus(await program(token)('GET', `${employer.api}/job-postings`), 401)
    expect((await listed()).find((one) => one.id === id)?.state).toBe('expired')
  })

  it('[TOK-7] follows the feed and sees of it what its scopes name', async () => {
    const { token } = await aToken(['postings:read'])
    const socket = await connected(aSocket(server.url, { auth: { token } }))
    const pushed: Pushed[] = []
    socket.on('feed', (entry: Pushed) => pushed.push(entry))
    expect((await ask<Followed>(socket, 'feed:follow', { employerId: employer.employerId })).ok).toBe(true)
    const posting = await aPublishedPosting(employer)
    await anApplication(employer, posting)
    await eventually(() => pushed.some(({ type }) => type === 'hidden'))
    const types = new Set(pushed.map(({ type }) => type.split('.')[0]))
    expect([...types]).toEqual(expect.arrayContaining(['hidden', 'posting']))
    expect([...types]).not.toContain('application')
    const send = { conversationId: 'any', clientMessageId: 'any', body: 'Hi' }
    expect(await ask<Followed>(socket, 'chat:send', send)).toMatchObject({ ok: false, error: { code: 'token-scope' } })
  })

  it('[TOK-8] the same Idempotency-Key gets the same token, and makes one', async () => {
    const body = { name: 'Once', scopes: ['read'] }
    const headers = { 'idempotency-key': newId() }
    const [first, again] = [
      await employer.owner.post<Made>(`${employer.api}/tokens`, body, headers),
      await employer.owner.post<Made>(`${employer.api}/tokens`, body, headers),
    ]
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expectStatus(await program(first.body.token)('GET', `${employer.api}/job-postings`), 200)
  })

  it('[TOK-12] those that work no more give way to a new one, and 200 that work are enough', async () => {
    const { owner, api } = await anEmployer(server)
    const path = `${api}/tokens`
    const make = () => owner.post<Made>(path, { name: 'Nightly export', scopes: ['postings:read'] })
    const { id } = (await make()).body
    const store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
    onTestFinished(() => store.close())
    const rows = tokenRows(store)
    const one = await rows.findOne({ _id: id })
    if (!one) throw new Error('The token is stored')
    const copies = Array.from({ length: 199 }, (_, at) => ({ ...one, _id: newId(at), hash: `${id} ${at}` }))
    await rows.insertMany(copies)
    expect(await make()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('that work') } })
    await rows.updateMany(
      { _id: { $in: copies.slice(0, 2).map(({ _id }) => _id) } },
      { $set: { revokedAt: new Date() } },
    )
    const made = await make()
    expectStatus(made, 201)
    const { items } = (await owner.get<{ items: Made[] }>(`${path}?limit=200`)).body
    expect(items.map((token) => token.id)).toContain(made.body.id)
    expect([items.length, items.filter(({ state }) => state === 'revoked').length]).toEqual([200, 1])
  })

  it('[TOK-11] what is done by it is in the audit log with its id and name beside the person', async () => {
    const { id, token } = await aToken(['read', 'write'])
    const call = program(token)
    expectStatus(await call('POST', `${employer.api}/invitations`, { email: anAddress(), role: 'viewer' }), 201)
    expectStatus(await employer.owner.post(`${employer.api}/invitations`, { email: anAddress(), role: 'viewer' }), 201)
    const asked = `action=user.invited&userId=${employer.owner.userId}`
    const { items } = (await employer.owner.get<{ items: object[] }>(`${employer.api}/audit?${asked}`)).body
    const actor = { kind: 'user', id: employer.owner.userId, name: expect.any(String) }
    expect(items).toMatchObject([
      { actor, token: null },
      { actor, token: { id, name: 'Nightly export' } },
    ])
    const file = await call<string>('GET', `${employer.api}/audit/export?${asked}`)
    expect(String(file.body).trim().split('\r\n').at(-1)).toMatch(new RegExp(`,Nightly export,${id},$`))
  })

  it('[TOK-9] its making and its end are in the audit log', async () => {
    const { id } = await aToken(['reports:read'])
    expectStatus(await employer.owner.delete(`${employer.api}/tokens/${id}`), 204)
    const { items } = (await employer.owner.get<{ items: object[] }>(`${employer.api}/audit?limit=10`)).body
    const about = { subject: { kind: 'token', id } }
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'token.created',
          ...about,
          after: expect.objectContaining({ scopes: ['reports:read'] }),
        }),
        expect.objectContaining({ action: 'token.revoked', ...about }),
      ]),
    )
  })
})
