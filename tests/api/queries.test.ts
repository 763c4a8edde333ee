import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '#protocol/contract'
import { endpoints } from '#protocol/endpoints'
import { defaultStages } from '#protocol/postings'
import { deadLetters, runAgain } from '../../server/notifications/dead-letters.ts'
import { newId } from '../../server/store/ids.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import {
  type AnApplication,
  type Answer,
  aMember,
  anAddress,
  anApplication,
  aPublishedPosting,
  Caller,
  expectStatus,
  mailedToken,
  password,
} from '../builders.ts'
import { inParallel } from '../in-parallel.ts'
import { noLimits } from '../limits.ts'
import { aChatter, aKey } from '../realtime/chatters.ts'
import { aFollower, ask, closeSockets, type Follower, follow } from '../realtime/follower.ts'
import { eventually, type RunningServer, removeData, startServer } from '../server.ts'
import { pathOf, type RouteName, routes, type Sample, sampler } from './routes.ts'
import { aWorld, type World } from './world.ts'

const names = Object.keys(endpoints) as RouteName[]
const endpointOf = (name: RouteName): Endpoint => endpoints[name]

let server: RunningServer
let store: Store
let world: World
let card: AnApplication
const answers: { name: string; status: number }[] = []

/** Everything the product asks of its store: every route, page, live command and job, on the demo company and more. */
beforeAll(async () => {
  server = await startServer({ env: { ...noLimits, CLEARVIEW_DEMO: '1', WEBHOOKS_TO_PRIVATE: '1' } })
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  world = await aWorld(server)
  card = await world.application(true)
  await callRoutes()
  await callLists()
  await openPages()
  await useLinks()
  await useFactors()
  await workLive()
  await finishJobs()
}, 180_000)
afterAll(async () => {
  closeSockets()
  await world.close()
  await store.close()
  await server.stop()
  await removeData(server.dataDir)
})

function note(name: string, answer: Answer<unknown>): void {
  answers.push({ name, status: answer.status })
}

async function callRoutes(): Promise<void> {
  const sample = sampler(() => world)
  const tokenOf = ({ portalUrl }: AnApplication) => new URL(portalUrl).searchParams.get('token') ?? ''
  // Who withdrew is asked nothing more but whether they apply again.
  const leaving = await world.application(false)
  const call = async (name: RouteName, caller: Caller, { params, body, query }: Sample) => {
    const token = tokenOf(name === 'withdrawApplication' || name === 'applyAgain' ? leaving : world.guest)
    const headers = { 'x-candidate-token': token, 'idempotency-key': newId() }
    note(
      name,
      await caller.call(endpointOf(name).method.toUpperCase(), `${pathOf(name, params)}${query}`, body, headers),
    )
  }
  const { owner, hiring_manager, interviewer, consultant } = world.people
  const callAsAll = async (name: RouteName) => {
    const { access } = endpointOf(name)
    if (access === 'public') await call(name, new Caller(server), await sample(name))
    else if (access === 'candidate') await call(name, world.nobody, await sample(name))
    else
      for (const caller of routes[name].by === 'consultant' ? [consultant] : [owner, hiring_manager, interviewer])
        await call(name, caller, await sample(name, { fresh: routes[name].once === true }))
  }
  // Signing out would end the session that the others go on with, and who is deleted is answered nothing more.
  const last: readonly RouteName[] = ['logout', 'eraseMyData']
  await inParallel(
    names.filter((name) => !last.includes(name)),
    callAsAll,
  )
  await callAsAll('eraseMyData')
}

/** Lists with every choice of filters, as those see them who see all and who see their own jobs, page after page. */
async function callLists(): Promise<void> {
  const { api, owner } = world.employer
  const [jobId = ''] = (
    await world.people.hiring_manager.get<Session>('/api/auth/session')
  ).body.user.memberships.flatMap((membership) => membership.jobIds)
  const filters: Record<string, Record<string, string>> = {
    applications: { jobId, stage: 'applied', status: 'active', candidateId: card.candidateId },
    'job-postings': { state: 'published', q: 'engineer', deleted: 'true' },
    'posting-templates': {},
    users: {},
    invitations: {},
    audit: { action: 'user.joined', userId: world.people.owner.userId, from: '2020-01-01', to: '2120-01-01' },
    interviews: { interviewerId: world.people.owner.userId, candidateId: card.candidateId, jobId },
    'analytics/rows': { of: 'all', jobId, from: '2026-01-01' },
  }
  const asked = Object.entries(filters).flatMap(([list, choices]) =>
    subsets(Object.entries(choices)).flatMap((chosen) =>
      [world.employer.owner, world.people.hiring_manager].map((caller) => ({ list, chosen, caller })),
    ),
  )
  await inParallel(asked, async ({ list, chosen, caller }) => {
    const query = new URLSearchParams([...chosen, ['limit', '1']])
    const page = await caller.get<{ nextCursor?: string | null }>(`${api}/${list}?${query}`)
    note(list, page)
    if (!page.body.nextCursor) return
    query.set('cursor', page.body.nextCursor)
    note(list, await caller.get(`${api}/${list}?${query}`))
  })
  const scores = `${api}/documents/posting:${jobId}/language`
  for (const score of [80, 90])
    note('reportScore', await owner.put(`${scores}/score`, { score, findings: 1, words: 300 }))
  for (const query of ['', '?limit=1']) note('listScores', await owner.get(`${scores}/scores${query}`))
}

interface Session {
  readonly user: { readonly memberships: readonly { readonly jobIds: readonly string[] }[] }
}

const subsets = <T>(items: readonly T[]): T[][] =>
  items.reduce<T[][]>((sets, item) => sets.concat(sets.map((set) => set.concat([item]))), [[]])

async function openPages(): Promise<void> {
  const { slug, owner } = world.employer
  const { id } = await aPublishedPosting(world.employer)
  const { portalUrl } = await anApplication(world.employer, { id }, { email: card.email })
  const portal = new URL(portalUrl)
  const pages = [
    `/careers/${slug}`,
    `/careers/${slug}/jobs/${id}`,
    `/careers/${slug}/jobs/${id}/apply`,
    `/careers/${slug}/alerts`,
  ]
  const own = ['', '/thanks', '/withdraw', '/about-me', '/interview'].map((path) => `/portal${path}${portal.search}`)
  own.push(`/interview-reply${portal.search}`)
  const { url } = (await owner.post<{ url: string }>('/api/calendar/feed')).body
  const calendar = new URL(url).pathname
  for (const path of [...pages, ...own, calendar, '/', '/readyz', '/metrics', '/api/openapi.json'])
    note(path, await owner.get(path))
}

/** What mailed links lead to: a confirmed address, a new password, an invitation. */
async function useLinks(): Promise<void> {
  const [guest, email] = [new Caller(server), anAddress('owner')]
  const company = { companyName: 'Larkspur', email, password, contactNumber: '+44 20 7946 0000' }
  expectStatus(await guest.post('/api/employers/register', company), 201)
  const verify = await mailedToken(server, email, '/verify-email')
  note('verifyEmail', await guest.post('/api/auth/verify-email', { token: verify }))
  expectStatus(await guest.post('/api/auth/login', { email, password: 'another one' }), 401)
  note('login', await guest.post('/api/auth/login', { email, password }))
  note('logout', await guest.post('/api/auth/logout'))
  expectStatus(await guest.post('/api/auth/password-reset', { email }), 202)
  const reset = await mailedToken(server, email, '/reset-password')
  note('confirmPasswordReset', await guest.post('/api/auth/password-reset/confirm', { token: reset, password }))
  const { owner, api, slug } = world.employer
  expectStatus(await guest.post(`/api/careers/${slug}/alerts`, { email }), 202)
  const alert = await mailedToken(server, email, '/job-alerts/confirm')
  note('confirmJobAlert', await guest.post('/api/job-alerts/confirm', { token: alert }))
  expectStatus(await owner.post(`${api}/invitations`, { email, role: 'recruiter' }), 201)
  const token = await mailedToken(server, email, '/invitation')
  note('describeInvitation', await guest.post('/api/invitations/describe', { token }))
  note('acceptInvitation', await guest.post('/api/invitations/accept', { token, name: 'Noor', password }))
}

/** A second factor from its set-up to its end, and a device that is signed out. */
async function useFactors(): Promise<void> {
  const person = await aMember(world.employer, 'viewer')
  const other = new Caller(server)
  expectStatus(await other.post('/api/auth/login', { email: person.email, password }), 200)
  const { items } = (await person.get<{ items: { id: string; current: boolean }[] }>('/api/auth/sessions')).body
  const { id } = items.find(({ current }) => !current) ?? { id: '' }
  note('endSession', await person.delete(`/api/auth/sessions/${id}`))
  const begun = await person.post<{ secret: string }>('/api/auth/two-factor/begin', { password })
  note('beginTwoFactor', begun)
  const code = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate()
  note('confirmTwoFactor', await person.post('/api/auth/two-factor/confirm', { code }))
  const renewed = await person.post<{ recoveryCodes: string[] }>('/api/auth/two-factor/recovery-codes', { password })
  note('renewRecoveryCodes', renewed)
  const recovered = { email: person.email, password, code: renewed.body.recoveryCodes[0] }
  expectStatus(await other.post('/api/auth/login', recovered), 200)
  note('endTwoFactor', await person.post('/api/auth/two-factor/end', { password }))
}

async function workLive(): Promise<void> {
  const { owner, employerId, api } = world.employer
  const manager = await aFollower(world.people.hiring_manager, employerId, 0)
  // By now there is more than one page to read: pushes begin at the head.
  await follow(manager.socket, employerId)
  const { socket, pushed, answer } = await aFollower(owner, employerId)
  await follow(socket, employerId, 3)
  for (const move of [{ stage: 'interview' }, { status: 'rejected' }, { status: 'active' }, { stage: 'offer' }])
    note('move', await owner.patch(`${api}/applications/${card.applicationId}`, move))
  await eventually(() => pushed.some(({ type }) => type === 'application.rejected'))
  note('role', await owner.patch(`${api}/users/${world.people.hiring_manager.userId}`, { role: 'interviewer' }))
  await eventually(() => manager.pushed.some(({ type }) => type === 'user.role-changed'))
  expect(answer.ok).toBe(true)
  await workTheBoard(socket)
  await talk()
}

/** Many cards at once, a stage that goes with those who stand in it, and who looks at whom. */
async function workTheBoard(socket: Follower['socket']): Promise<void> {
  const { owner, employerId, api } = world.employer
  const job = await aPublishedPosting(world.employer)
  const { applicationId, candidateId } = await anApplication(world.employer, job)
  note(
    'moveApplications',
    await owner.post(`${api}/applications/moves`, { moves: [{ applicationId, stage: 'screen' }] }),
  )
  const stages = defaultStages.filter(({ id }) => id !== 'screen')
  const path = `${api}/job-postings/${job.id}`
  note('changeStages', await owner.put(`${path}/stages`, { stages, moves: { screen: 'interview' } }))
  note('editPosting', await owner.patch(path, { stages: defaultStages }))
  expect(await ask(socket, 'looks:follow', { employerId })).toMatchObject({ ok: true })
  expect(await ask(socket, 'looks:at', { employerId, at: { jobId: job.id, candidateId } })).toMatchObject({ ok: true })
}

/** Every command of a conversation, and its lists page after page. */
async function talk(): Promise<void> {
  const { owner, employerId } = world.employer
  const { conversationId } = world.engagement
  const [host, guest] = await Promise.all([
    aChatter(owner, conversationId),
    aChatter(world.people.consultant, conversationId),
  ])
  const { message } = await host.send('Hello')
  await guest.send('Hello', { replyTo: message.id })
  const messageId = message.id
  const change = (event: string, more: object) => host.ask(event, { clientMessageId: aKey(), messageId, ...more })
  expect(await change('chat:edit', { body: 'Hello again' })).toMatchObject({ ok: true })
  expect(await change('chat:react', { emoji: '👍', on: true })).toMatchObject({ ok: true })
  const base = `/api/conversations/${conversationId}`
  for (const path of [`${base}/search?q=again`, `${base}/messages/${messageId}/thread`, base, '/api/conversations'])
    note(path, await owner.get(path))
  for (const query of ['limit=1', 'after=0&limit=1', 'before=2'])
    note('readMessages', await owner.get(`${base}/messages?${query}`))
  note('listConversations', await owner.get(`/api/conversations?employerId=${employerId}&limit=1`))
  expect(await change('chat:delete', {})).toMatchObject({ ok: true })
  for (const [event, payload] of [
    ['chat:read', { seq: 2 }],
    ['chat:typing', {}],
    ['chat:follow', { after: 0 }],
    ['chat:follow', { before: 2 }],
    ['chat:unfollow', {}],
  ] as const)
    expect(await guest.ask(event, payload), event).toMatchObject({ ok: true })
  for (const { socket } of [host, guest])
    expect(await ask(socket, 'presence:follow', { employerId })).toMatchObject({ ok: true })
}

/** Until the workers have nothing more to do; what was given up is listed and run again. */
async function finishJobs(): Promise<void> {
  const scope = { db: store.db, now: new Date() }
  const waiting = { state: { $in: ['pending', 'queued'] as const }, dueAt: { $lte: new Date() } }
  await eventually(
    async () =>
      (
        await outboxRows(scope)
          .find({ ...waiting })
          .toArray()
      ).length === 0,
    60_000,
  )
  // Those that were put there to be run again, and that nobody did.
  const given = (await deadLetters(scope)).filter(({ lastError }) => lastError !== 'No answer')
  expect(given).toEqual([])
  expect(await runAgain(scope, newId())).toBeNull()
}

describe('the product at work', () => {
  it('[QRY-1] is asked everything it answers', () => {
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    const reached = new Set(answers.filter(({ status }) => status < 400).map(({ name }) => name))
    expect(names.filter((name) => !reached.has(name))).toEqual([])
  })
})

interface Shape {
  readonly namespace: string
  readonly shape: string
}

/** Sorts in memory that stay small by nature, whatever the store holds. */
const small: readonly { readonly of: string; readonly asking: RegExp; readonly because: string }[] = [
  { of: 'applications', asking: /jobId: .+candidateId: string/, because: 'a candidate applies once to each job' },
  { of: 'postings', asking: /_id: \{\$in: \[string\]\}/, because: 'as many as the jobs of a hiring team' },
  { of: 'reminders', asking: /applicationId: string/, because: 'what people set themselves for one application' },
  {
    of: 'resumes',
    asking: /applicationId: \{\$in: /,
    because: 'as many as one candidate sent with what they applied to',
  },
  {
    of: 'interviews',
    asking: /^\{employerId: string, at: \{[^}]*\}, interviewerIds: string/,
    because: 'as many as one person interviews at a company',
  },
  { of: 'journal', asking: /^\{\$or: \[\{stream: /, because: 'what other processes wrote within 0.8 s' },
  { of: 'journal', asking: /^\{stream: string, seq: \{\$in: /, because: 'what one transaction wrote' },
]

// MongoDB counts by its profiler alone, which is not a test's to switch on; the indexes there are the same.
const whenEmbedded = process.env['MONGODB_URI'] ? () => undefined : describe
whenEmbedded('the embedded store, which counts what is asked of it', () => {
  let stats: Readonly<Record<'collectionScans' | 'memorySorts', readonly Shape[]>> & { readonly queries: number }

  beforeAll(async () => {
    stats = (await store.client.db('admin').command({ clearviewStats: 1 })) as typeof stats
    expect(stats.queries).toBeGreaterThan(1000)
  })

  it('[QRY-1] reads no collection to its end for any of it', () => {
    expect(stats.collectionScans).toEqual([])
  })

  it('[QRY-2] sorts nothing in memory that could grow', () => {
    const isSmall = ({ namespace, shape }: Shape) =>
      small.some(({ of, asking }) => namespace.endsWith(`.${of}`) && asking.test(shape))
    expect(stats.memorySorts.filter((sort) => !isSmall(sort))).toEqual([])
  })
})
