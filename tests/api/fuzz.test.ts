import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '#protocol/contract'
import { endpoints } from '#protocol/endpoints'
import { commands } from '#protocol/events'
import { newId } from '../../server/store/ids.ts'
import { Caller } from '../builders.ts'
import { inParallel } from '../in-parallel.ts'
import { aSocket, closeSockets, connected, withCookie } from '../realtime/follower.ts'
import type { TestServer } from '../server.ts'
import { sharedServer } from '../shared-server.ts'
import { bodiesNear, fieldsOf, junk, queriesOf } from './mutations.ts'
import { pathOf, type RouteName, routes, sampler } from './routes.ts'
import { aWorld, type World } from './world.ts'

const names = (Object.keys(endpoints) as RouteName[]).filter((name) => name !== 'logout')
const endpointOf = (name: RouteName): Endpoint => endpoints[name]
/** Those that hash a password take long on purpose. */
const slow: ReadonlySet<RouteName> = new Set(['registerEmployer', 'registerConsultant', 'login', 'acceptInvitation'])
const casesOf = (name: RouteName) => (slow.has(name) ? 3 : 16)
/** Said with every failure: the same seed makes the same cases. */
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

let server: TestServer
let world: World
let portalToken: string
let count = 0
const sample = sampler(() => world)

beforeAll(async () => {
  server = await sharedServer()
  world = await aWorld(server)
  portalToken = new URL((await world.application(false)).portalUrl).searchParams.get('token') ?? ''
})
afterAll(async () => {
  closeSockets()
  await world.close()
})

const metric = async (name: string): Promise<number> => {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
}

/** Nothing of what happened inside comes out. */
const leaks = /\bat .+\.(js|ts):\d+|node_modules|node:internal|MongoServerError|BSONError|ECONNREFUSED/

interface Case {
  readonly name: RouteName
  readonly path: string
  readonly body: unknown
}

function callerOf(name: RouteName): { caller: Caller; headers: Record<string, string> } {
  const { access } = endpointOf(name)
  if (access === 'candidate') return { caller: world.nobody, headers: { 'x-candidate-token': portalToken } }
  if (access === 'public') return { caller: new Caller(server), headers: {} }
  return { caller: routes[name].by === 'consultant' ? world.people.consultant : world.employer.owner, headers: {} }
}

async function casesFor(name: RouteName): Promise<Case[]> {
  const { method, query, body: schema } = endpointOf(name)
  const { params, body } = await sample(name)
  const numRuns = casesOf(name)
  const path = pathOf(name, params)
  if (method === 'get' || schema === undefined) {
    const strange = fc.oneof(
      queriesOf(fieldsOf(query)).map((search) => `${path}${search}`),
      // Ids that are none, where there are any.
      fc.string({ minLength: 1, maxLength: 80 }).map((id) => path.replace(/[^/]+$/, () => encodeURIComponent(id))),
    )
    return fc.sample(strange, { numRuns, seed }).map((strangePath) => ({ name, path: strangePath, body: undefined }))
  }
  const bodies = fc.sample(bodiesNear({ ...body }, fieldsOf(schema)), { numRuns, seed })
  return bodies.map((one) => ({ name, path, body: one }))
}

async function send({ name, path, body }: Case): Promise<void> {
  const { caller, headers } = callerOf(name)
  const raw = body === undefined ? undefined : JSON.stringify(body)
  const answer = await caller.call<unknown>(endpointOf(name).method.toUpperCase(), path, raw, {
    ...headers,
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': newId() }),
  })
  count++
  const said = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  const what = `seed ${seed}: ${name} ${path} ${raw?.slice(0, 2000)} -> ${answer.status} ${said.slice(0, 500)}`
  // A store that is busy may say so; what breaks may not.
  if (answer.status >= 500 && answer.status !== 503) throw new Error(what)
  if (leaks.test(said)) throw new Error(`It tells what is inside: ${what}`)
  if (answer.status >= 400 && !answer.headers.get('content-type')?.startsWith('application/problem+json')) {
    throw new Error(`No problem document: ${what}`)
  }
}

describe('strange input', () => {
  it('[FUZZ-1] every route answers whatever it is sent with a refusal of its own, and never breaks', async () => {
    const started = await metric('process_start_time_seconds')
    const logged = server.log().length
    const cases = (await Promise.all(names.map(casesFor))).flat()
    const half = Math.floor(cases.length / 2)
    await inParallel(cases.slice(0, half), send)
    const before = await metric('process_resident_memory_bytes')
    await inParallel(cases.slice(half), send)
    expect(count).toBeGreaterThan(2000)
    // It is the same process, and it does not grow with what it refuses.
    expect(await metric('process_start_time_seconds')).toBe(started)
    expect((await metric('process_resident_memory_bytes')) - before).toBeLessThan(200 * 2 ** 20)
    expect(server.log().slice(logged)).not.toContain('unexpected error')
    expect((await world.employer.owner.get(world.employer.api)).status).toBe(200)
  })

  it('[FUZZ-2] bytes that are no JSON, and addresses that are none, are refused', async () => {
    const { owner, api } = world.employer
    const texts = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), { numRuns: 300, seed })
    await inParallel(texts, async (text) => {
      const answer = await owner.call('POST', `${api}/job-postings`, text, { 'content-type': 'application/json' })
      expect([400, 413], `seed ${seed}: ${JSON.stringify(text)}`).toContain(answer.status)
    })
    await inParallel(texts, async (text) => {
      const answer = await owner.get(`/api/${encodeURIComponent(text)}`)
      expect([400, 404], `seed ${seed}: ${JSON.stringify(text)}`).toContain(answer.status)
    })
  })

  it('[FUZZ-3] every socket event answers whatever it is sent, and the connection stays', async () => {
    const socket = await connected(aSocket(server.url, withCookie(world.employer.owner)))
    const { conversationId } = world.engagement
    const known = {
      employerId: world.employer.employerId,
      conversationId,
      clientMessageId: newId(),
      body: 'Hi',
      seq: 1,
    }
    const payloads = (name: string, numRuns: number) =>
      fc.sample(bodiesNear(known, fieldsOf(commands[name as keyof typeof commands]?.payload)), { numRuns, seed })
    const events = [...Object.keys(commands), 'no:such', '', 'disconnecting', 'error', 'toString']
    const asked = events.flatMap((name) => payloads(name, 40).map((payload) => ({ name, payload })))
    const reserved = new Set(['disconnecting', 'error', ''])
    await inParallel(asked, async ({ name, payload }) => {
      if (reserved.has(name)) return
      const answer = (await socket.timeout(20_000).emitWithAck(name, payload)) as {
        ok: boolean
        error?: { code: string }
      }
      const what = `seed ${seed}: ${name} ${JSON.stringify(payload).slice(0, 1000)} -> ${JSON.stringify(answer).slice(0, 500)}`
      expect(typeof answer.ok, what).toBe('boolean')
      expect(answer.error?.code, what).not.toBe('internal')
      expect(what).not.toMatch(leaks)
    })
    // No acknowledgement, several arguments, bytes: nothing of it ends the connection.
    for (const one of fc.sample(junk, { numRuns: 200, seed })) {
      socket.emit('chat:send', one)
      socket.emit('feed:follow', one, one, Buffer.from([1, 2, 3]))
      socket.emit('chat:typing')
    }
    const last = (await socket.timeout(20_000).emitWithAck('feed:unfollow', { employerId: known.employerId })) as object
    expect(last).toEqual({ ok: true })
    expect(socket.connected).toBe(true)
  })
})
