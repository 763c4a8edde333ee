import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anAddress, Caller, mailedToken, password } from '../builders.ts'
import { type RunningServer, startServer } from '../server.ts'
import { anOwner, logIn, newerToken, type Refused, type Registered } from './people.ts'

let server: RunningServer
beforeAll(async () => {
  server = await startServer({ env: { LIMIT_LOGIN_FAILURES: '3', LOG_LEVEL: 'info' } })
})
afterAll(async () => {
  await server.stop()
})

const registration = (email: string, more: object = {}) => ({
  companyName: 'Söhne & Co.',
  email,
  password,
  contactNumber: '+49 30 901820',
  ...more,
})

describe('registering a company', () => {
  it('[AUTH-1] makes the company, its owner and a mail with a link', async () => {
    const email = anAddress('Ada.Lovelace')
    const { status, body } = await new Caller(server).post('/api/employers/register', registration(email))
    expect(status).toBe(201)
    expect(body).toEqual({
      employer: {
        ...{ id: expect.any(String), companyName: 'Söhne & Co.', slug: expect.stringMatching(/^sohne-co/) },
        version: 1,
      },
      user: { id: expect.any(String), email, role: 'owner' },
    })
    await expect(mailedToken(server, email, '/verify-email')).resolves.toMatch(/^[\w-]{43}$/)
  })

  it('[AUTH-1] refuses an address that has an account, in whatever case', async () => {
    const email = anAddress()
    await new Caller(server).post('/api/employers/register', registration(email))
    const again = await new Caller(server).post('/api/employers/register', registration(email.toUpperCase()))
    expect(again).toMatchObject({ status: 409, body: { code: 'address-taken', errors: [{ path: 'email' }] } })
  })

  it('[AUTH-1] registers an address once, however many try at the same time', async () => {
    const email = anAddress()
    const tries = Array.from({ length: 5 }, () =>
      new Caller(server).post('/api/employers/register', registration(email)),
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort()
    expect(statuses).toEqual([201, 409, 409, 409, 409])
  })

  it('[AUTH-2] gives companies of one name slugs of their own, also at the same time', async () => {
    const tries = Array.from({ length: 4 }, () =>
      new Caller(server).post<Registered>(
        '/api/employers/register',
        registration(anAddress(), { companyName: 'Twin Peaks' }),
      ),
    )
    const slugs = (await Promise.all(tries)).map(({ body }) => body.employer.slug).sort()
    expect(slugs).toEqual(['twin-peaks', 'twin-peaks-2', 'twin-peaks-3', 'twin-peaks-4'])
  })

  it('[AUTH-3] names every wrong field', async () => {
    const wrong = { companyName: ' ', email: 'nobody', password: 'short', contactNumber: 'call me', extra: 1 }
    const { status, body } = await new Caller(server).post<Refused>('/api/employers/register', wrong)
    expect(status).toBe(400)
    const paths = body.errors?.map(({ path }) => path).sort()
    expect([...new Set(paths)]).toEqual(['companyName', 'contactNumber', 'email', 'extra', 'password'])
  })

  it.each(['password1234', 'Qwertyuiop', '1234567890', 'SohneCo2024'])(
    '[AUTH-3] refuses the common password %s in words',
    async (password) => {
      const answer = await new Caller(server).post('/api/employers/register', registration(anAddress(), { password }))
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ path: 'password' }] } })
    },
  )

  it('[AUTH-1] answers a repeated request by its key with the first answer', async () => {
    const body = registration(anAddress())
    const headers = { 'idempotency-key': `key of ${body.email}` }
    const first = await new Caller(server).post('/api/employers/register', body, headers)
    const again = await new Caller(server).post('/api/employers/register', body, headers)
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })

  it('[AUTH-4] leaves a line in the log, without password and full address', async () => {
    const email = anAddress('zebulon')
    await new Caller(server).post('/api/employers/register', registration(email))
    expect(server.log()).toContain(`z***@example.com`)
    expect(server.log()).not.toContain(email)
    expect(server.log()).not.toContain(password)
  })
})

describe('confirming the address', () => {
  it('[AUTH-5] comes before signing in, and works once', async () => {
    const email = anAddress()
    const caller = new Caller(server)
    await caller.post('/api/employers/register', registration(email))
    expect(await logIn(caller, email)).toMatchObject({ status: 403, body: { code: 'email-unverified' } })
    expect(await logIn(caller, email, 'not this one')).toMatchObject({ status: 401 })
    const token = await mailedToken(server, email, '/verify-email')
    expect(await caller.post('/api/auth/verify-email', { token })).toMatchObject({ status: 204, body: '' })
    expect(await caller.post('/api/auth/verify-email', { token })).toMatchObject({
      status: 400,
      body: { code: 'invalid-token' },
    })
    expect(await logIn(caller, email)).toMatchObject({ status: 200 })
  })

  it('[AUTH-5] a new link takes the place of the older one', async () => {
    const email = anAddress()
    const caller = new Caller(server)
    await caller.post('/api/employers/register', registration(email))
    const older = await mailedToken(server, email, '/verify-email')
    expect(await caller.post('/api/auth/verify-email/resend', { email: email.toUpperCase() })).toMatchObject({
      status: 202,
    })
    const newer = await newerToken(server, email, '/verify-email', older)
    expect(await caller.post('/api/auth/verify-email', { token: older })).toMatchObject({ status: 400 })
    expect(await caller.post('/api/auth/verify-email', { token: newer })).toMatchObject({ status: 204 })
  })

  it('[AUTH-6] asking for a link tells nothing about the address', async () => {
    const owner = await anOwner(server)
    for (const path of ['/api/auth/verify-email/resend', '/api/auth/password-reset']) {
      const known = await new Caller(server).post(path, { email: owner.email })
      const unknown = await new Caller(server).post(path, { email: anAddress() })
      expect([known.status, known.body]).toEqual([unknown.status, unknown.body])
      expect(unknown).toMatchObject({ status: 202, body: '' })
    }
  })
})

describe('signing in', () => {
  it('[AUTH-7] sets the cookie and says who it is', async () => {
    const owner = await anOwner(server)
    const { status, body, headers } = await logIn(owner, owner.email.toUpperCase())
    expect(status).toBe(200)
    const { employerId, userId, email } = owner
    expect(body.user).toMatchObject({
      id: userId,
      email,
      kind: 'employer',
      memberships: [{ employerId, role: 'owner' }],
    })
    expect(headers.get('set-cookie')).toMatch(/^clearview_session=[\w-]{43}; .*Path=\/; .*HttpOnly; SameSite=Lax/)
    expect(headers.get('set-cookie')).not.toContain('Secure')
    expect(await owner.get('/api/auth/session')).toMatchObject({
      status: 200,
      body: { user: body.user, expiresAt: expect.any(String) },
    })
  })

  it('[AUTH-7] signing out ends the session, and without one does nothing', async () => {
    const owner = await anOwner(server)
    const { cookie } = owner
    expect(await owner.post('/api/auth/logout')).toMatchObject({ status: 204 })
    expect(owner.cookie).toBe('clearview_session=')
    owner.cookie = cookie
    expect(await owner.get('/api/auth/session')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    expect(await new Caller(server).post('/api/auth/logout')).toMatchObject({ status: 204 })
  })

  it('[AUTH-7] a foreign page can neither sign in nor out', async () => {
    const owner = await anOwner(server)
    const headers = { origin: 'https://evil.example' }
    const body = { email: owner.email, password }
    expect(await owner.call('POST', '/api/auth/login', body, headers)).toMatchObject({ status: 403 })
    expect(await owner.call('POST', '/api/auth/logout', undefined, headers)).toMatchObject({ status: 403 })
    expect(await owner.get('/api/auth/session')).toMatchObject({ status: 200 })
  })

  it('[AUTH-8] after too many failures waits, even for the right password', async () => {
    const owner = await anOwner(server)
    for (let i = 0; i < 3; i++) {
      expect(await logIn(owner, owner.email, `wrong number ${i}`)).toMatchObject({
        status: 401,
        body: { code: 'wrong-credentials' },
      })
    }
    const locked = await logIn(owner, owner.email)
    expect(locked).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(60)
  })

  it('[AUTH-8] counts guesses that are sent all at once', async () => {
    const owner = await anOwner(server)
    const guesses = Array.from({ length: 8 }, (_, i) => logIn(new Caller(server), owner.email, `wrong number ${i}`))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status).sort()
    expect(statuses).toEqual([401, 401, 401, 429, 429, 429, 429, 429])
  })

  it('[AUTH-8] forgets failures with the right password, and signs in many at once', async () => {
    const owner = await anOwner(server)
    await logIn(owner, owner.email, 'wrong number 1')
    await logIn(owner, owner.email, 'wrong number 2')
    const logins = Array.from({ length: 12 }, () => logIn(new Caller(server), owner.email))
    expect(new Set((await Promise.all(logins)).map(({ status }) => status))).toEqual(new Set([200]))
    expect(await logIn(owner, owner.email, 'wrong number 3')).toMatchObject({ status: 401 })
  })

  it('[AUTH-8] an unknown address is answered like a wrong password', async () => {
    const email = anAddress('nobody')
    const statuses: number[] = []
    for (let i = 0; i < 4; i++) statuses.push((await logIn(new Caller(server), email)).status)
    expect(statuses).toEqual([401, 401, 401, 429])
  })
})

describe('choosing a new password', () => {
  const newPassword = 'marmot under the ferry'

  it('[AUTH-9] ends every session, once, and the old password with it', async () => {
    const owner = await anOwner(server)
    const elsewhere = new Caller(server)
    await logIn(elsewhere, owner.email)
    await owner.post('/api/auth/password-reset', { email: owner.email })
    const token = await mailedToken(server, owner.email, '/reset-password')
    const confirm = () => new Caller(server).post('/api/auth/password-reset/confirm', { token, password: newPassword })
    const [one, other] = await Promise.all([confirm(), confirm()])
    expect([one.status, other.status].sort()).toEqual([204, 400])
    expect(await owner.get('/api/auth/session')).toMatchObject({ status: 401 })
    expect(await elsewhere.get('/api/auth/session')).toMatchObject({ status: 401 })
    expect(await logIn(owner, owner.email)).toMatchObject({ status: 401 })
    expect(await logIn(owner, owner.email, newPassword)).toMatchObject({ status: 200 })
  })

  it('[AUTH-9] a refused password leaves the link for another try', async () => {
    const owner = await anOwner(server)
    await owner.post('/api/auth/password-reset', { email: owner.email })
    const token = await mailedToken(server, owner.email, '/reset-password')
    const refused = await owner.post('/api/auth/password-reset/confirm', { token, password: 'password1234' })
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-input', errors: [{ path: 'password' }] } })
    expect(await owner.get('/api/auth/session')).toMatchObject({ status: 200 })
    expect(await owner.post('/api/auth/password-reset/confirm', { token, password: newPassword })).toMatchObject({
      status: 204,
    })
  })

  it('[AUTH-9] proves the address and lifts a lock', async () => {
    const email = anAddress()
    const caller = new Caller(server)
    await caller.post('/api/employers/register', registration(email))
    for (let i = 0; i < 4; i++) await logIn(caller, email, `wrong number ${i}`)
    await caller.post('/api/auth/password-reset', { email })
    const token = await mailedToken(server, email, '/reset-password')
    await caller.post('/api/auth/password-reset/confirm', { token, password: newPassword })
    expect(await logIn(caller, email, newPassword)).toMatchObject({ status: 200 })
  })

  it('[AUTH-9] a link of one kind is none of another', async () => {
    const email = anAddress()
    const caller = new Caller(server)
    await caller.post('/api/employers/register', registration(email))
    const token = await mailedToken(server, email, '/verify-email')
    expect(await caller.post('/api/auth/password-reset/confirm', { token, password: newPassword })).toMatchObject({
      status: 400,
      body: { code: 'invalid-token' },
    })
  })
})

describe('what lasts', () => {
  it('[AUTH-10] sessions and locks outlive the server, secrets are not to be found in its files', async () => {
    const env = { LIMIT_LOGIN_FAILURES: '1' }
    const before = await startServer({ env })
    const owner = await anOwner(before)
    const locked = anAddress()
    await logIn(new Caller(before), locked)
    await before.stop({ keepData: true })
    const bytes = await allBytesBelow(before.dataDir)
    expect(bytes.includes(owner.cookie.split('=')[1] ?? 'no cookie')).toBe(false)
    expect(bytes.includes(password)).toBe(false)

    const https = { ...env, PUBLIC_URL: 'https://hiring.example.com' }
    const after = await startServer({ dataDir: before.dataDir, env: https })
    const same = new Caller(after)
    same.cookie = owner.cookie
    expect(await same.get('/api/auth/session')).toMatchObject({ status: 200, body: { user: { email: owner.email } } })
    expect(await logIn(same, locked)).toMatchObject({ status: 429 })
    // Where people come over https, the cookie never travels otherwise.
    expect((await logIn(same, owner.email)).headers.get('set-cookie')).toContain('; Secure')
    await after.stop()
  })
})

async function allBytesBelow(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(files.map((file) => readFile(file)))
  expect(Buffer.concat(contents).byteLength).toBeGreaterThan(1000)
  return Buffer.concat(contents)
}
