import { spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnEmployer,
  anAddress,
  anApplication,
  anEmployer,
  aPublishedPosting,
  Caller,
  password,
  postingFacts,
} from '../builders.ts'
import { eventually, type RunningServer, removeData, serverEntry, startServer } from '../server.ts'

describe('a running server', () => {
  let server: RunningServer
  let employer: AnEmployer
  let anybody: Caller

  beforeAll(async () => {
    server = await startServer()
    employer = await anEmployer(server)
    anybody = new Caller(server)
  })
  afterAll(() => server.stop())

  it('[HTTP-31] says that it lives, that it is ready, and what it measures', async () => {
    expect((await anybody.get('/healthz')).status).toBe(200)
    const ready = await anybody.get('/readyz')
    expect([ready.status, ready.body]).toMatchObject([
      200,
      { store: expect.anything(), redis: expect.anything(), degraded: false },
    ])
    await employer.owner.get(employer.api)
    const metrics = await anybody.get<string>('/metrics')
    expect([metrics.status, metrics.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/plain'])
    for (const line of metrics.body.split('\n').filter((text) => text !== '')) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .*|\w+(\{.*\})? [-+\w.]+)$/)
    }
    expect(metrics.body).toMatch(/^clearview_outbox_waiting \d+$/m)
    // Routes, not addresses: ids would make a series each, and some addresses are secrets.
    expect(metrics.body).toContain('/api/employers/:employerId')
    expect(metrics.body).not.toContain(employer.employerId)
  })

  it('[HTTP-32] guards its pages: strict policy, no framing, no sniffing, nothing inline', async () => {
    const posting = await aPublishedPosting(employer)
    const applied = await anApplication(employer, posting)
    const portal = new URL(applied.portalUrl)
    const pages = [
      '/',
      '/sign-in',
      `/careers/${employer.slug}`,
      `${portal.pathname}${portal.search}`,
      '/api/docs',
      '/problems/forbidden',
      '/dev/mail',
    ]
    for (const path of pages) {
      const { status, headers, body } = await anybody.get<string>(path, { accept: 'text/html' })
      expect({ path, status, type: headers.get('content-type')?.split(';')[0] }).toEqual({
        path,
        status: 200,
        type: 'text/html',
      })
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, path).toMatch(/default-src '(none|self)'/)
      expect(policy, path).toContain("frame-ancestors 'none'")
      expect(policy, path).toContain("base-uri 'none'")
      expect(policy, path).not.toMatch(/unsafe|\*|https?:(\s|;|$)/)
      expect(headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(headers.get('referrer-policy'), path).toMatch(/same-origin|no-referrer|strict-origin/)
      expect(body, path).not.toMatch(
        /<script(?![^>]*\bsrc=)(?![^>]*type="application\/(ld\+)?json")|\son\w+="|javascript:/,
      )
    }
  })

  it('[OPS-8] takes reports of what a policy kept out, without what follows the path of an address', async () => {
    const report = {
      'csp-report': {
        'document-uri': `${server.url}/invitation?token=a-secret-of-mine`,
        'effective-directive': 'script-src-elem',
        'blocked-uri': 'https://evil.example/x.js?who=me',
      },
    }
    expect((await anybody.get<string>('/sign-in')).headers.get('content-security-policy')).toContain('/csp-report')
    const send = (body: unknown) =>
      fetch(`${server.url}/csp-report`, {
        method: 'POST',
        headers: { 'content-type': 'application/csp-report' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    expect((await send(report)).status).toBe(204)
    expect((await send('no report')).status).toBe(204)
    await eventually(() => server.log().includes('script-src-elem'))
    expect(server.log()).toContain('https://evil.example/x.js')
    expect(server.log()).not.toContain('a-secret-of-mine')
  })

  it('[HTTP-32] lets nobody keep or frame what the API answers', async () => {
    const { headers } = await employer.owner.get(employer.api)
    expect(headers.get('cache-control')).toContain('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-powered-by')).toBeNull()
  })

  it('[HTTP-33] serves no file beside the pages', async () => {
    for (const path of [
      '/..%2f..%2fpackage.json',
      '/assets/..%2f..%2fpackage.json',
      '/%2e%2e/%2e%2e/package.json',
      '/package.json',
      '/server/main.js',
    ]) {
      expect([path, (await anybody.get<string>(path)).status]).toEqual([path, 404])
    }
  })

  it('[HTTP-34] refuses a body over 1 MiB, declared or streamed, and goes on', async () => {
    const path = `${employer.api}/job-postings`
    const tooLarge = await employer.owner.post(path, { ...postingFacts(), description: 'x'.repeat(1_048_576) })
    expect(tooLarge).toMatchObject({ status: 413, body: { code: 'body-too-large' } })
    expect(await streamedStatus(`${server.url}${path}`, employer.owner.cookie)).toBe(413)
    expect((await employer.owner.post(path, { ...postingFacts(), description: 'x'.repeat(390_000) })).status).toBe(201)
  })
})

/** Sends without saying how much is coming, until it is told to stop. */
function streamedStatus(url: string, cookie: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      headers: {
        cookie,
        origin: new URL(url).origin,
        'content-type': 'application/json',
        'transfer-encoding': 'chunked',
      },
    })
    let over = false
    const more = () => {
      if (!over) call.write('x'.repeat(65_536), () => setImmediate(more))
    }
    call.once('response', (response) => {
      over = true
      resolve(response.statusCode)
      call.destroy()
    })
    call.on('error', (error) => (over ? undefined : reject(error)))
    more()
  })
}

describe('limits', () => {
  let server: RunningServer
  let employer: AnEmployer

  beforeAll(async () => {
    server = await startServer({
      env: {
        LIMIT_REGISTER: '3',
        LIMIT_APPLY: '2',
        LIMIT_AUTH: '12',
        LIMIT_PERSON_BURST: '20',
        LIMIT_PERSON_RATE: '1',
      },
    })
    employer = await anEmployer(server)
  })
  afterAll(() => server.stop())

  it('[HTTP-35] a flood is answered with 429 and the seconds to wait; each kind of call has its own limit', async () => {
    const posting = await aPublishedPosting(employer)
    const anybody = new Caller(server)
    const apply = () =>
      anybody.post(`/api/careers/${employer.slug}/jobs/${posting.id}/applications`, {
        name: 'Noor Abadi',
        email: anAddress(),
      })
    const register = () =>
      anybody.post('/api/employers/register', {
        companyName: 'Larkspur',
        email: anAddress(),
        password,
        contactNumber: '+44 20 7946 0000',
      })
    const signIn = () => anybody.post('/api/auth/password-reset', { email: anAddress() })
    for (const [flood, allowed] of [
      [apply, 2],
      [register, 2],
      [signIn, 10],
    ] as const) {
      const answers = []
      for (let i = 0; i < allowed + 2; i++) answers.push(await flood())
      expect(answers.slice(0, allowed).map(({ status }) => status)).not.toContain(429)
      const refused = answers.at(-1)
      expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
      const wait = Number(refused?.headers.get('retry-after'))
      expect(wait).toBeGreaterThanOrEqual(1)
      expect(wait).toBeLessThanOrEqual(60)
    }
    expect((await employer.owner.get(employer.api)).status).toBe(200)
  })

  it('[HTTP-36] a person who asks too much waits a moment, alone', async () => {
    const { owner, api } = employer
    const answers = await Promise.all(Array.from({ length: 80 }, () => owner.get(api)))
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers.map(({ status }) => status)).toContain(200)
    expect(refused.length).toBeGreaterThanOrEqual(30)
    for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(10)
    expect((await new Caller(server).get(`/api/careers/${employer.slug}`)).status).toBe(200)
    await eventually(async () => (await owner.get(api)).status === 200)
  })
})

describe('an environment that cannot be used', () => {
  const unusable = [
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['MONGODB_URI', 'postgres://127.0.0.1/x'],
    ['REDIS_URL', 'http://127.0.0.1'],
    ['PUBLIC_URL', 'hiring.example.com'],
    ['SMTP_URL', 'mail.example.com'],
    ['CLEARVIEW_DEMO', 'yes'],
    ['WORKERS', 'some'],
    ['LOG_LEVEL', 'loud'],
    ['LIMIT_PERSON_RATE', '0'],
    ['HOST', '203.0.113.1'],
    ['HOST', 'not a name'],
    ['DATA_DIR', '/dev/null/clearview'],
  ] as const

  it('[HTTP-37] ends the start with one clear line and code 1', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'clearview-'))
    const starts = unusable.map(async ([name, value]) => ({ name, ...(await startWith(dataDir, { [name]: value })) }))
    for (const { name, code, errors, output } of await Promise.all(starts)) {
      expect({ name, code }).toEqual({ name, code: 1 })
      expect(output, name).not.toContain('ready')
      expect(errors.trim().split('\n'), name).toHaveLength(1)
      expect(errors, name).toContain(name)
      expect(errors).not.toMatch(/\bat .*(\.js|node:)/)
    }
    await removeData(dataDir)
  })

  it('[HTTP-37] a worker and the store alone end so, too; the store has its data in ./data when nothing is said', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'clearview-'))
    const [worker, store, plain] = await Promise.all([
      startWith(dataDir, { DATA_DIR: '/dev/null/clearview' }, 'worker.js'),
      startWith(dataDir, { DATA_DIR: '/proc/clearview' }, 'store.js'),
      startWith(dataDir, { DATA_DIR: '' }, 'store.js'),
    ])
    for (const { code, errors } of [worker, store]) {
      expect([code, errors.trim().split('\n').length]).toEqual([1, 1])
      expect(errors).toContain('DATA_DIR')
    }
    expect(plain).toMatchObject({ code: 0, errors: '' })
    expect(plain.output).toMatch(/^mongodb:\/\/.*data%2Fstore/)
    await removeData(dataDir)
  })

  it('[HTTP-37] a port that is taken is said in one line too', async () => {
    const server = await startServer()
    const { code, errors } = await startWith(server.dataDir, { PORT: new URL(server.url).port })
    expect(code).toBe(1)
    expect(errors.trim().split('\n')).toHaveLength(1)
    expect(errors).toContain('PORT')
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    await server.stop()
  })
})

/** Starts the server, or another program beside it, and waits for its end. */
function startWith(
  dataDir: string,
  env: Record<string, string>,
  program = 'main.js',
): Promise<{ code: number | null; output: string; errors: string }> {
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, [join(dirname(serverEntry), program)], {
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, TMPDIR, PORT: '0', DATA_DIR: dataDir, CLEARVIEW_DEMO: '0', LOG_LEVEL: 'error', ...env },
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    if (/ready|mongodb:/.test(text)) child.kill('SIGTERM')
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, errors })))
}
