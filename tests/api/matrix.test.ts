import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '#protocol/contract'
import { endpoints } from '#protocol/endpoints'
import type { FeedEntry } from '#protocol/feed'
import { may, Role, reachOf } from '#protocol/permissions'
import { type Answer, Caller } from '../builders.ts'
import { noLimits } from '../limits.ts'
import type { RunningServer } from '../server.ts'
import { startServerWithAccounts } from '../server-with-accounts.ts'
import { pathOf, type RouteName, routes, type Sample, sampler } from './routes.ts'
import { aWorld, type World } from './world.ts'

const names = Object.keys(endpoints) as RouteName[]
const endpointOf = (name: RouteName): Endpoint => endpoints[name]
const methodOf = (name: RouteName): string => endpointOf(name).method.toUpperCase()

const guarded = names.filter((name) => typeof endpointOf(name).access === 'object')
const ofPeople = names.filter(
  (name) => typeof endpointOf(name).access === 'object' || endpointOf(name).access === 'signed-in',
)
const ofCandidates = names.filter((name) => endpointOf(name).access === 'candidate')
const writes = names.filter((name) => endpointOf(name).method !== 'get')
const withBody = names.filter((name) => endpointOf(name).body !== undefined)
const withQuery = names.filter((name) => endpointOf(name).query !== undefined && endpointOf(name).method === 'get')
/** A file's bytes are of any type. */
const jsonWrites = writes.filter((name) => endpointOf(name).bytes === undefined)

const bodyLimit = 20_000

let server: RunningServer
let world: World
let portalToken: string
const sample = sampler(() => world)

beforeAll(async () => {
  server = await startServerWithAccounts({
    env: { ...noLimits, LIMIT_BODY_BYTES: String(bodyLimit), WEBHOOKS_TO_PRIVATE: '1' },
  })
  world = await aWorld(server)
  portalToken = new URL(world.guest.portalUrl).searchParams.get('token') ?? ''
})
afterAll(async () => {
  await world.close()
  await server.stop()
})

interface Refusal {
  readonly type: string
  readonly code: string
  readonly status: number
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

/** Whoever gets furthest: the owner, a candidate with the link, or anybody. */
function entitled(name: RouteName): { caller: Caller; headers: Record<string, string> } {
  const { access } = endpointOf(name)
  if (access === 'candidate') return { caller: world.nobody, headers: { 'x-candidate-token': portalToken } }
  if (routes[name].by === 'consultant') return { caller: world.people.consultant, headers: {} }
  // A session of its own would be ended by signing out.
  return { caller: access === 'public' ? new Caller(server) : world.employer.owner, headers: {} }
}

const send = (name: RouteName, caller: Caller, { params, body, query }: Sample, headers: Record<string, string> = {}) =>
  caller.call<Refusal>(methodOf(name), `${pathOf(name, params)}${query}`, body, headers)

const sendRaw = async (name: RouteName, body: string | undefined, contentType: string): Promise<Answer<Refusal>> => {
  const { caller, headers } = entitled(name)
  const { params } = await sample(name)
  return caller.call<Refusal>(methodOf(name), pathOf(name, params), body, { ...headers, 'content-type': contentType })
}

const sendBody = (name: RouteName, body: object): Promise<Answer<Refusal>> =>
  sendRaw(name, JSON.stringify(body), 'application/json')

const bodyOf = async (name: RouteName): Promise<object> => (await sample(name)).body ?? {}

function expectRefusal(answer: Answer<Refusal>, status: number, code?: string): void {
  expect({ status: answer.status, body: answer.body }).toMatchObject({
    status,
    body: { status, ...(code ? { code } : {}) },
  })
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
}

const fieldsOf = (answer: Answer<Refusal>): string[] =>
  (answer.body.errors ?? []).map(({ path }) => path.split('.')[0] ?? '')

/** Parameters without which a call means nothing. */
const needed = (name: RouteName): string[] =>
  Object.entries(endpointOf(name).query?.shape ?? {}).flatMap(([key, schema]) =>
    (schema as z.ZodType).safeParse(undefined).success ? [] : [key],
  )

function shapeOf(name: RouteName): Record<string, z.ZodType> {
  const { body } = endpointOf(name)
  if (!(body instanceof z.ZodObject)) throw new Error(`The body of ${name} is no object`)
  return body.shape as Record<string, z.ZodType>
}

describe('the matrix', () => {
  it('[HTTP-10] knows every route of the contracts', () => {
    expect(Object.keys(routes).sort()).toEqual([...names].sort())
  })

  it('[HTTP-10] knows every route of the running server', async () => {
    const { body } = await world.nobody.get<{ paths: Record<string, object> }>('/api/openapi.json')
    const served = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    const known = names.map(
      (name) => `${endpointOf(name).method} /api${endpointOf(name).path.replace(/:(\w+)/g, '{$1}')}`,
    )
    expect(served.sort()).toEqual(known.sort())
  })
})

describe.concurrent('without a session', () => {
  it.each(ofPeople)('[HTTP-11] %s answers 401 and tells nothing', async (name) => {
    const call = await sample(name)
    expectRefusal(await send(name, world.nobody, call), 401, 'not-signed-in')
    const unknown = Object.fromEntries(Object.keys(call.params).map((key) => [key, 'unknown']))
    expectRefusal(await send(name, world.nobody, { params: unknown, query: '' }), 401, 'not-signed-in')
  })

  it.each(ofCandidates)('[HTTP-11] %s needs the secret of the link; a session does not stand for it', async (name) => {
    const call = await sample(name)
    expectRefusal(await send(name, world.nobody, call), 401)
    expectRefusal(await send(name, world.employer.owner, call, { 'x-candidate-token': 'unknown' }), 401)
  })

  it('[HTTP-11] a made-up session cookie is no session', async () => {
    const stranger = new Caller(server)
    stranger.cookie = 'clearview_session=0123456789abcdef'
    for (const name of ofPeople) expectRefusal(await send(name, stranger, await sample(name)), 401)
  })
})

describe.concurrent('of another company', () => {
  it.each(guarded)('[HTTP-12] %s answers 404, whatever the body', async (name) => {
    const call = await sample(name)
    const { owner, employerId } = world.stranger
    expectRefusal(await send(name, owner, call), 404)
    if (call.body) expectRefusal(await send(name, owner, { ...call, body: { surprise: 1 } }), 404)
    // The ids of one company below the address of another.
    if (Object.keys(call.params).length > 1) {
      expectRefusal(await send(name, owner, { ...call, params: { ...call.params, employerId } }), 404)
    }
  })
})

describe.concurrent.each(guarded)('%s', (name) => {
  const endpoint = endpointOf(name)
  const action = routes[name].needs ?? (typeof endpoint.access === 'object' ? endpoint.access.may : 'team.read')
  const mayAsk = (role: Role) => typeof endpoint.access === 'object' && reachOf(role, endpoint.access.may) !== null
  const success = endpoint.status ?? (endpoint.result ? 200 : 204)
  const { about, once, unseen } = routes[name]
  const cases = Role.options.flatMap((role) => {
    const isJobBound = about !== 'company' && reachOf(role, action) !== 'all'
    return (isJobBound ? [true, false] : [false]).map((own) => ({
      role,
      own,
      who: isJobBound ? `${role} ${own ? 'on an own job' : 'elsewhere'}` : role,
    }))
  })

  it.each(cases)('[HTTP-13] $who may exactly what the role table says', async ({ role, own }) => {
    const reach = reachOf(role, action)
    const allowed = reach === 'all' || (reach === 'team' && (own || about === 'company'))
    const fresh = allowed && once === true
    const answer = await send(name, world.people[role], await sample(name, { own, fresh }))
    if (allowed) {
      expect({ status: answer.status, body: answer.body }).toMatchObject({ status: success })
    } else if (unseen && reach === null && mayAsk(role)) expectRefusal(answer, 404)
    else if (reach === null || (about === 'posting' && !unseen)) expectRefusal(answer, 403, 'forbidden')
    else expectRefusal(answer, own && may({ role, jobIds: [''] }, 'pipeline.read', '') ? 403 : 404)
  })
})

describe.concurrent('a body that is not right', () => {
  it.each(withBody)('[HTTP-14] %s names each bad field', async (name) => {
    const keys = Object.keys(shapeOf(name))
    const answer = await sendBody(name, Object.fromEntries(keys.map((key) => [key, { no: { such: 'value' } }])))
    expectRefusal(answer, 400, 'invalid-input')
    expect(new Set(fieldsOf(answer))).toEqual(new Set(keys))
    for (const { message } of answer.body.errors ?? []) expect(message).toMatch(/\S/)
  })

  it.each(withBody)('[HTTP-14] %s names each missing field', async (name) => {
    const required = Object.entries(shapeOf(name)).filter(([, schema]) => !schema.safeParse(undefined).success)
    const answer = await sendBody(name, {})
    if (required.length === 0 && answer.status < 300) return
    expectRefusal(answer, 400, 'invalid-input')
    expect(fieldsOf(answer)).toEqual(expect.arrayContaining(required.map(([key]) => key)))
  })

  it.each(withBody)('[HTTP-14] %s refuses null, a list, a number and no body at all', async (name) => {
    for (const body of ['null', '[]', '7', '"text"', undefined]) {
      expectRefusal(await sendRaw(name, body, 'application/json'), 400, 'invalid-input')
    }
  })

  it.each(withBody)('[HTTP-15] %s names an unknown field', async (name) => {
    const answer = await sendBody(name, { ...(await bodyOf(name)), surprise: 1, __proto__x: 2 })
    expectRefusal(answer, 400, 'invalid-input')
    expect(fieldsOf(answer).sort()).toEqual(['__proto__x', 'surprise'])
  })

  it.each(jsonWrites)('[HTTP-16] %s refuses malformed JSON', async (name) => {
    expectRefusal(await sendRaw(name, '{"title": ', 'application/json'), 400, 'malformed-json')
  })

  it.each(jsonWrites)('[HTTP-17] %s refuses another media type', async (name) => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      expectRefusal(await sendRaw(name, JSON.stringify(await bodyOf(name)), type), 415, 'wrong-media-type')
    }
  })

  it.each(jsonWrites)('[HTTP-18] %s refuses a body over the limit', async (name) => {
    expectRefusal(await sendBody(name, { title: 'x'.repeat(bodyLimit) }), 413, 'body-too-large')
  })

  it.each(withQuery)('[HTTP-15] %s names bad and unknown parameters of the query', async (name) => {
    const { params } = await sample(name)
    const answer = await world.employer.owner.get<Refusal>(`${pathOf(name, params)}?limit=0&surprise=1`)
    expectRefusal(answer, 400, 'invalid-input')
    expect(fieldsOf(answer).sort()).toEqual(['limit', 'surprise', ...needed(name)].sort())
  })
})

describe.concurrent('a write from a page that is not ours', () => {
  it.each(writes)('[HTTP-19] %s refuses a foreign Origin', async (name) => {
    const { caller, headers } = entitled(name)
    const call = await sample(name)
    for (const origin of [
      'https://evil.example',
      'null',
      `${server.url}.evil.example`,
      server.url.replace(/\d+$/, '1'),
    ]) {
      expectRefusal(await send(name, caller, call, { ...headers, origin }), 403, 'origin-refused')
    }
  })

  it.each(ofPeople.filter((name) => writes.includes(name)))(
    '[HTTP-19] %s needs an Origin beside the cookie',
    async (name) => {
      const { params, body } = await sample(name)
      const answer = await fetch(`${server.url}${pathOf(name, params)}`, {
        method: methodOf(name),
        headers: { cookie: world.employer.owner.cookie, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({ code: 'origin-refused' })
    },
  )
})

describe('a refused write', () => {
  it('[HTTP-20] leaves nothing behind', async () => {
    const feed = `${world.employer.api}/feed`
    const calls = await Promise.all(writes.map(async (name) => [name, await sample(name)] as const))
    const { owner } = world.employer
    const before = Number((await owner.get(feed)).body['head'])
    for (const [name, call] of calls) {
      await send(name, owner, call, { origin: 'https://evil.example' })
      if (!guarded.includes(name)) continue
      await send(name, world.nobody, call)
      await send(name, world.stranger.owner, call)
      await send(name, world.people.viewer, call)
    }
    const { items } = (await owner.get<{ items: FeedEntry[] }>(`${feed}?limit=200`)).body
    const since = items.filter(({ seq }) => seq > before)
    // Documents of the tests before follow by themselves, seconds after the last page left.
    const follows = ['posting.text-changed', 'document.version-saved']
    const isLate = (entry: FeedEntry) =>
      'actor' in entry && entry.actor.kind === 'system' && follows.includes(entry.type)
    expect(since.filter((entry) => !isLate(entry))).toEqual([])
    expect(since.length).toBeLessThan(items.length)
  })
})
