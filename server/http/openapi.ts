import { z } from 'zod'
import type { Access, Endpoint } from '#protocol/contract'
import { type ErrorCode, errorCatalogue } from '#protocol/errors'
import { type Reach, Role, reachOf } from '#protocol/permissions'
import { neededFor, wordsOf } from './token-scope.ts'

type Json = Record<string, unknown>

/** What holds for every call. */
const conventions = [
  'Sign in by the session cookie, or send `Authorization: Bearer` with an API token. A write with the cookie needs the ' +
    '`Origin` of a ClearView page.',
  'Times are ISO 8601 in UTC, ids are opaque. A list answers `{items, nextCursor}`; `cursor` asks for the page after that, ' +
    '`limit` says how many.',
  'Refusals are problem documents (RFC 9457): `code` says which, `errors` names each wrong field. Unknown fields are ' +
    'refused. `Retry-After` says after how many seconds to try again.',
  'POST, PATCH, PUT and DELETE outside `/api/auth` take an `Idempotency-Key`: for two weeks the same key and body get the ' +
    'first answer again, with `Idempotent-Replayed: true`. A refused request leaves its key free.',
  'An answer with an `ETag` is one version: `If-Match` on PATCH, PUT and DELETE refuses to change another one.',
  'Live news and messages come by Socket.IO at `/socket.io`, documents that several people write by the y-websocket ' +
    'protocol at `/coedit/{documentId}`. `POST /api/tickets` answers a ticket for the latter.',
]

/** OpenAPI 3.1 of the bound endpoints, from the same schemas that validate (JSON Schema 2020-12 by zod). */
export function openApi(endpoints: Iterable<Endpoint>, serverUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'ClearView',
      version: '1',
      description: conventions.join('\n\n'),
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, within its scopes.' },
        session: { type: 'apiKey', in: 'cookie', name: 'clearview_session' },
        candidateLink: { type: 'apiKey', in: 'header', name: 'X-Candidate-Token' },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

function operation(endpoint: Endpoint): Json {
  const { access, method, body, result } = endpoint
  const { status = result || endpoint.download ? 200 : 204 } = endpoint
  return {
    operationId: `${method}${endpoint.path.replace(/[/:-]+(\w)/g, (_all, letter: string) => letter.toUpperCase())}`,
    summary: endpoint.summary,
    description: `${whoMay(access)}${scopeWords(endpoint)}`,
    tags: [
      endpoint.path.split('/').find((part) => part !== '' && !part.startsWith(':') && part !== 'employers') ??
        'employers',
    ],
    security: securityOf(endpoint),
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint), ...headerParameters(endpoint)],
    ...(body ? { requestBody: { required: true, content: jsonOf(body, 'input') } } : {}),
    ...(endpoint.bytes ? { requestBody: { required: true, content: aFile } } : {}),
    responses: {
      [status]: {
        description: 'Done.',
        ...(result || endpoint.download
          ? { content: { ...(endpoint.download ? aFile : {}), ...(result ? jsonOf(result, 'output') : {}) } }
          : {}),
      },
      ...Object.fromEntries(problemsOf(endpoint).map((code) => [code, problemResponse(code)])),
    },
  }
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

const jsonOf = (schema: z.ZodType, io: 'input' | 'output'): Json => ({
  'application/json': { schema: schemaOf(schema, io) },
})

/** Bytes of any type. */
const aFile: Json = { '*/*': { schema: { type: 'string', format: 'binary' } } }

const reachWords: Readonly<Record<Exclude<Reach, 'all'>, string>> = {
  team: 'own jobs',
  scheduled: 'once an interview is set',
  added: 'in conversations they were added to',
}

function whoMay(access: Access): string {
  if (access === 'public') return 'Open to everybody.'
  if (access === 'signed-in') return 'For whoever is signed in.'
  if (access === 'candidate') return "For a candidate, by the secret of the portal's link."
  const roles = Role.options.flatMap((role) => {
    const reach = reachOf(role, access.may)
    if (reach === null) return []
    return [reach === 'all' ? role : `${role} (${reachWords[reach]})`]
  })
  return `Needs \`${access.may}\`: ${roles.join(', ')}.`
}

function scopeWords(endpoint: Endpoint): string {
  if (endpoint.access === 'public' || endpoint.access === 'candidate') return ''
  const needed = neededFor(endpoint)
  return needed ? ` API tokens need \`${wordsOf(needed)}\`.` : ' Not for API tokens.'
}

function securityOf(endpoint: Endpoint): Json[] {
  if (endpoint.access === 'public') return []
  if (endpoint.access === 'candidate') return [{ candidateLink: [] }]
  return [{ session: [] }, ...(neededFor(endpoint) ? [{ token: [] }] : [])]
}

const pathParameters = ({ path }: Endpoint): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

function queryParameters({ query }: Endpoint): Json[] {
  if (!query) return []
  const { properties = {}, required = [] } = schemaOf(query, 'input') as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function headerParameters({ method, path, versioned }: Endpoint): Json[] {
  if (method === 'get') return []
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  })
  return [
    ...(path.startsWith('/auth/') ? [] : [header('Idempotency-Key', 'The same key and body gets the first answer.')]),
    ...(versioned && method !== 'post'
      ? [header('If-Match', 'ETag of the version to change; another one gets 412.')]
      : []),
  ]
}

function problemsOf({ access, method, path, versioned, asksPassword }: Endpoint): number[] {
  const writes = method !== 'get'
  const isForPeople = access === 'signed-in' || typeof access === 'object'
  return [
    400,
    ...(access === 'public' && !asksPassword ? [] : [401]),
    // A write of a foreign page is refused wherever it goes.
    ...(isForPeople || writes ? [403] : []),
    ...(path.includes(':') || typeof access === 'object' ? [404] : []),
    ...(writes ? [409, 413, 415] : []),
    ...(writes && versioned ? [412] : []),
    429,
    503,
  ]
}

/** No call is refused with these. */
const ofSockets: readonly ErrorCode[] = ['unknown-event', 'protocol-version']

function problemResponse(status: number): Json {
  const codes = (Object.keys(errorCatalogue) as ErrorCode[]).filter(
    (code) => errorCatalogue[code].status === status && !ofSockets.includes(code),
  )
  return {
    description: codes.map((code) => `\`${code}\`: ${errorCatalogue[code].title}.`).join(' '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

const problemSchema = schemaOf(
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
  'output',
)
