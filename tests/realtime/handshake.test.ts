import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { protocolVersion } from '#protocol/version'
import {
  type AnEmployer,
  aMember,
  anApplication,
  anEmployer,
  aPublishedPosting,
  Caller,
  expectStatus,
  password,
} from '../builders.ts'
import { median } from '../delays.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'
import {
  aFollower,
  allEnded,
  aSocket,
  ask,
  closeSockets,
  connected,
  type Followed,
  follow,
  refusalOf,
  withCookie,
} from './follower.ts'

let server: RunningServer
let employer: AnEmployer

beforeAll(async () => {
  server = await startServer({ env: { LIMIT_SOCKETS_PER_USER: '8' } })
  employer = await anEmployer(server)
})
afterEach(closeSockets)
afterAll(() => server.stop())

const tokenOf = ({ cookie }: Caller): string => cookie.split('=')[1] ?? ''

describe('connecting', () => {
  it('[RT-2] the session lets in, by cookie or as auth.token, over websocket and long-polling', async () => {
    const { owner } = employer
    for (const transports of [['websocket'], ['polling'], ['polling', 'websocket']]) {
      expect(await refusalOf(server.url, withCookie(owner, { transports }))).toBe('let in')
      expect(await refusalOf(server.url, { auth: { token: tokenOf(owner) }, transports })).toBe('let in')
    }
  })

  it('[RT-3] whoever is not signed in is told so by a code', async () => {
    const [other, gone] = [await anEmployer(server), new Caller(server)]
    gone.cookie = other.owner.cookie
    await other.owner.post('/api/auth/logout')
    const strangers = [
      {},
      { auth: { token: '' } },
      { auth: { token: 'unknown' } },
      { auth: { token: { $ne: null } } },
      { extraHeaders: { cookie: 'clearview_session=unknown' } },
      withCookie(gone),
      { auth: { token: tokenOf(gone) } },
    ]
    for (const transports of [['websocket'], ['polling']]) {
      for (const options of strangers)
        expect(await refusalOf(server.url, { ...options, transports })).toBe('not-signed-in')
    }
  })

  it('[RT-3] a page of another origin is refused, whatever its cookie', async () => {
    for (const transports of [['websocket'], ['polling']]) {
      for (const origin of ['https://evil.example', 'null', `${server.url}.evil.example`]) {
        const extraHeaders = { cookie: employer.owner.cookie, origin }
        expect(await refusalOf(server.url, { extraHeaders, transports })).toBe('origin-refused')
      }
      const own = { cookie: employer.owner.cookie, origin: server.url }
      expect(await refusalOf(server.url, { extraHeaders: own, transports })).toBe('let in')
    }
  })

  it('[RT-3] a page of another protocol version is told to load again', async () => {
    const asking = (protocol: unknown) => refusalOf(server.url, withCookie(employer.owner, { auth: { protocol } }))
    expect(await asking(protocolVersion)).toBe('let in')
    expect(await asking(protocolVersion + 1)).toBe('protocol-version')
  })

  it('[RT-4] one person has so many pages open and no more; others are not concerned', async () => {
    // Of pages that the tests before opened some may not be closed yet.
    const [{ owner }, other] = [await anEmployer(server), await anEmployer(server)]
    for (let i = 0; i < 8; i++) expect(await refusalOf(server.url, withCookie(owner))).toBe('let in')
    expect(await refusalOf(server.url, withCookie(owner))).toBe('rate-limited')
    expect(await refusalOf(server.url, withCookie(other.owner))).toBe('let in')
    closeSockets()
    await eventually(async () => (await refusalOf(server.url, withCookie(owner))) === 'let in')
  })
})

describe('what comes over a socket', () => {
  it('[RT-5] gets an answer with a code, whatever it is, and the connection goes on', async () => {
    const socket = await connected(aSocket(server.url, withCookie(employer.owner)))
    const { employerId } = employer
    const malformed = [
      [undefined, ''],
      [null, ''],
      ['text', ''],
      [[], ''],
      [{}, 'employerId'],
      [{ employerId: 7 }, 'employerId'],
      [{ employerId: { $ne: null } }, 'employerId'],
      [{ employerId, after: -1 }, 'after'],
      [{ employerId, after: 'x' }, 'after'],
      [{ employerId, after: 1.5 }, 'after'],
      [{ employerId, surprise: 1 }, 'surprise'],
    ] as const
    for (const [payload, path] of malformed) {
      const answer = await ask(socket, 'feed:follow', payload)
      expect(answer, JSON.stringify(payload)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
      expect(answer.error?.errors?.map((error) => error.path)).toEqual([path])
    }
    expect(await ask(socket, 'feed:follow')).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    for (const event of ['feed:unknown', 'constructor', '__proto__', 'toString', 'x'.repeat(10_000)]) {
      expect(await ask(socket, event, {})).toMatchObject({ ok: false, error: { code: 'unknown-event' } })
    }
    // Nobody waits for an answer to these; they do no harm either.
    socket.emit('feed:follow', { employerId })
    socket.emit('feed:unknown')
    socket.emit('feed:follow', 'text', 1, 2)
    expect(await follow(socket, employerId)).toMatchObject({ ok: true })
    expect(socket.connected).toBe(true)
    expect(server.log()).not.toMatch(/"level":(50|60)/)
  })

  it('[RT-5] a feed that is not mine does not exist for me', async () => {
    const other = await anEmployer(server)
    const socket = await connected(aSocket(server.url, withCookie(other.owner)))
    for (const id of [employer.employerId, 'unknown', '__proto__']) {
      expect(await follow(socket, id, 0)).toMatchObject({ ok: false, error: { code: 'not-found' } })
    }
    expect(await ask<Followed>(socket, 'feed:unfollow', { employerId: employer.employerId })).toMatchObject({
      ok: true,
    })
  })

  it('[RT-6] a message that is too large ends that connection alone', async () => {
    const [big, small] = await Promise.all([0, 1].map(() => connected(aSocket(server.url, withCookie(employer.owner)))))
    big?.emit('feed:follow', { employerId: 'x'.repeat(2_000_000) })
    await eventually(() => big?.connected === false)
    if (!small) throw new Error('There are two sockets')
    expect(await follow(small, employer.employerId)).toMatchObject({ ok: true })
  })
})

describe('signing out', () => {
  it('[RT-7] closes what the session has open within a second, and nothing of another session', async () => {
    const delays: number[] = []
    for (let round = 0; round < 3; round++) delays.push(await signOut())
    expect(median(delays), `answer to the end: ${delays.join(', ')} ms`).toBeLessThan(1000)
  })

  /** Somebody with two sessions ends one of them. Answers after how many milliseconds its pages were cut off. */
  async function signOut(): Promise<number> {
    const person = await aMember(employer, 'recruiter')
    const elsewhere = new Caller(server)
    expectStatus(await elsewhere.post('/api/auth/login', { email: person.email, password }), 200)
    const leaving = await Promise.all([
      aFollower(person, employer.employerId),
      aFollower(person, employer.employerId, undefined, { transports: ['polling'] }),
    ])
    const staying = await aFollower(elsewhere, employer.employerId)
    const secret = tokenOf(person)
    const ended = allEnded(leaving)
    expectStatus(await person.post('/api/auth/logout'), 204)
    const answered = Date.now()
    const delay = (await ended) - answered
    expect(await refusalOf(server.url, { auth: { token: secret } })).toBe('not-signed-in')
    const seen = leaving.map(({ pushed }) => pushed.length)
    const applied = await anApplication(employer, await aPublishedPosting(employer))
    await eventually(() => staying.pushed.some(({ data }) => data?.['applicationId'] === applied.applicationId))
    expect(leaving.map(({ pushed }) => pushed.length)).toEqual(seen)
    return delay
  }
})
