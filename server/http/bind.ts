import type { Context, Hono } from 'hono'
import type { Body, Bytes, Endpoint, Params, Query, Result } from '#protocol/contract'
import type { Standing } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { untilCurrent } from '../journal/conflict.ts'
import type { Stream } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import type { ActorFor, Identify, Member, Visitor } from './actor.ts'
import { readBody, readBytes } from './body.ts'
import { digestOfBytes, onceInTransaction, type RequestKey, requestKey } from './idempotency.ts'
import type { Limits } from './limits.ts'
import type { Origins } from './origin.ts'
import { asViewer, authorize, recognise, signedIn } from './recognise-caller.ts'
import { validate } from './validate.ts'
import { visitorOf } from './visitor.ts'

/** What a use case gets beside its actor: everything validated. */
export type Input<E> = Params<E> & {
  readonly query: Query<E>
  readonly body: Body<E>
  /** Of an endpoint that takes a file. */
  readonly bytes: Bytes<E>
  /** Version named by `If-Match`; undefined: the caller did not ask for one. */
  readonly ifVersion: number | undefined
}

export type QueryRun<E> = (scope: Scope, actor: ActorFor<E>, input: Input<E>) => Promise<Result<E>>
export type CommandRun<E> = (tx: Tx, actor: ActorFor<E>, input: Input<E>) => Promise<Result<E>>
type PreparedRun<E, P> = (tx: Tx, actor: ActorFor<E>, input: Input<E>, prepared: P) => Promise<Result<E>>
/** One commit, with the answer to an `Idempotency-Key`, for the actor as they stand in it. */
type Once<E> = <T>(streams: readonly Stream[], command: (tx: Tx, actor: ActorFor<E>) => Promise<T>) => Promise<T>
/** For the few that do more than read or commit, such as setting a cookie. */
export type HandlerRun<E> = (
  actor: ActorFor<E>,
  input: Input<E>,
  context: Context,
  once: Once<E>,
) => Promise<Outcome<E>>

/** What a handler answers: of a download the whole response. */
type Outcome<E> = E extends { readonly download: true } ? Response : Result<E>

export interface BindDependencies {
  readonly app: Hono
  readonly scope: () => Scope
  readonly journal: SharedJournal
  readonly identify: Identify
  readonly limits: Limits
  readonly origins: Origins
  readonly trustProxy: number
  readonly maxBodyBytes: number
}

/** Binds endpoint contracts to routes; nothing past this point checks shape, origin or sign-in again. */
export interface Bind {
  query<E extends Endpoint>(endpoint: E, run: QueryRun<E>): void
  /** `streams` names what the command writes to; it runs inside one transaction over them. */
  command<E extends Endpoint>(
    endpoint: E,
    streams: (input: Input<E>) => readonly Stream[],
    run: CommandRun<E>,
    /** What follows from it before it is answered, once it is durable; also when it is repeated. */
    after?: (input: Input<E>) => Promise<void>,
  ): void
  /** A command that needs something from outside its transaction, such as what a document says: `prepare` brings it. */
  prepared<E extends Endpoint, P>(
    endpoint: E,
    streams: (input: Input<E>) => readonly Stream[],
    prepare: (actor: ActorFor<E>, input: Input<E>) => Promise<P>,
    run: PreparedRun<E, P>,
  ): void
  handle<E extends Endpoint>(endpoint: E, run: HandlerRun<E>): void
  /** Every endpoint bound so far. */
  readonly bound: ReadonlySet<Endpoint>
}

export function createBind(parts: BindDependencies): Bind {
  const { app, scope, journal } = parts
  const bound = new Set<Endpoint>()

  function route<E extends Endpoint>(endpoint: E, serve: (call: Call<E>, context: Context) => Promise<Response>): void {
    bound.add(endpoint)
    app.on(endpoint.method.toUpperCase(), `/api${endpoint.path}`, async (context) =>
      serve(await receive(parts, endpoint, context), context),
    )
  }

  function prepared<E extends Endpoint, P>(
    endpoint: E,
    streams: (input: Input<E>) => readonly Stream[],
    prepare: (actor: ActorFor<E>, input: Input<E>) => Promise<P>,
    run: PreparedRun<E, P>,
    after?: (input: Input<E>) => Promise<void>,
  ): void {
    route(endpoint, async ({ visitor, actor, input, key }, context) => {
      const first = await untilCurrent(async () => {
        const found = await prepare(actor, input)
        return journal.for(visitor).commit(streams(input), async (tx) => {
          const fresh = await authorize(parts.identify.member, tx, endpoint, actor, input)
          return onceInTransaction(tx, key, statusOf(endpoint), () => run(tx, fresh, input, found), standingOf(fresh))
        })
      })
      await after?.(input)
      return answer(endpoint, context, first as Answer<typeof endpoint>)
    })
  }

  return {
    bound,
    prepared,
    query: (endpoint, run) =>
      route(endpoint, async ({ actor, input }, context) =>
        answer(endpoint, context, { body: await run(scope(), actor, input), replayed: false }),
      ),
    command: (endpoint, streams, run, after) => prepared(endpoint, streams, async () => undefined, run, after),
    handle: (endpoint, run) =>
      route(endpoint, async ({ visitor, actor, input, key }, context) => {
        let replayed = false
        const once: Once<typeof endpoint> = async <T>(...[streams, command]: Parameters<Once<typeof endpoint>>) => {
          const first = await journal.for(visitor).commit(streams, async (tx) => {
            const fresh = await authorize(parts.identify.member, tx, endpoint, actor, input)
            return onceInTransaction(tx, key, statusOf(endpoint), () => command(tx, fresh), standingOf(fresh))
          })
          replayed = first.replayed
          return first.body as T
        }
        const outcome: unknown = await run(actor, input, context, once)
        if (outcome instanceof Response) return outcome
        return answer(endpoint, context, { body: outcome as Result<typeof endpoint>, replayed })
      }),
  }
}

interface Call<E extends Endpoint> {
  readonly visitor: Visitor
  readonly actor: ActorFor<E>
  readonly input: Input<E>
  readonly key: RequestKey | null
}

/** Who is calling, may they at all, is the input well formed: in this order, so that a stranger learns nothing. */
async function receive<E extends Endpoint>(parts: BindDependencies, endpoint: E, context: Context): Promise<Call<E>> {
  const visitor = visitorOf(context, parts.trustProxy)
  const caller = await signedIn(parts, endpoint, context, visitor)
  const person = asViewer(endpoint, context, caller?.person ?? null)
  const limit = endpoint.limit ?? 'person'
  const countsPerson = limit === 'person' || limit === 'product'
  await parts.limits.take(limit, countsPerson && person ? person.userId : visitor.ip)
  const actor = await recognise(parts, endpoint, context, visitor, person)
  const params = context.req.param() as Params<E>
  const member = caller?.member ?? parts.identify.member
  const allowed = await authorize(member, parts.scope(), endpoint, actor, params)
  const query = (endpoint.query ? validate(endpoint.query, queryOf(context)) : {}) as Query<E>
  const bytes = (endpoint.bytes ? await readBytes(context, endpoint.bytes.most) : undefined) as Bytes<E>
  const raw = bytes ?? (endpoint.method === 'get' ? undefined : await readBody(context, parts.maxBodyBytes))
  const body = (endpoint.body ? validate(endpoint.body, raw) : undefined) as Body<E>
  const who = person?.userId ?? visitor.ip
  return {
    visitor,
    actor: allowed,
    input: { ...params, query, body, bytes, ifVersion: ifVersion(endpoint, context) },
    key: idempotencyKey(endpoint, context, who, bytes ? { query, bytes: digestOfBytes(bytes) } : raw),
  }
}

/** Of who is called with by their place inside an employer; null: by something else. */
const standingOf = (actor: Visitor): Standing | null => ('role' in actor ? (actor as Member) : null)

interface Answer<E extends Endpoint> {
  readonly body: Result<E>
  readonly replayed: boolean
}

const statusOf = (endpoint: Endpoint): number => endpoint.status ?? (endpoint.result ? 200 : 204)

function answer<E extends Endpoint>(endpoint: E, context: Context, { body, replayed }: Answer<E>): Response {
  if (replayed) context.header('Idempotent-Replayed', 'true')
  const version = (body as unknown as { version?: unknown } | null | undefined)?.version
  if (endpoint.versioned && typeof version === 'number') context.header('ETag', `"${version}"`)
  const status = statusOf(endpoint)
  if (!endpoint.result) return context.body(null, status as 204)
  return context.json(body as unknown as object, status as 200)
}

/** The query as an object; a parameter given empty counts as left out. */
function queryOf(context: Context): Record<string, string> {
  return Object.fromEntries(Object.entries(context.req.query()).filter(([, value]) => value !== ''))
}

function ifVersion(endpoint: Endpoint, context: Context): number | undefined {
  const header = context.req.header('if-match')
  if (!endpoint.versioned || header === undefined || header.trim() === '*') return undefined
  const tag = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim())
  // A tag that we never gave matches no version.
  return tag ? Number(tag[1]) : -1
}

function idempotencyKey(endpoint: Endpoint, context: Context, who: string, body: unknown): RequestKey | null {
  const key = context.req.header('idempotency-key')
  if (key === undefined || endpoint.method === 'get' || endpoint.path.startsWith('/auth/')) return null
  if (key.length < 1 || key.length > 255) {
    throw new AppError('invalid-input', 'An Idempotency-Key has 1 to 255 characters.', {
      errors: [{ path: 'Idempotency-Key', message: 'Use 1 to 255 characters.' }],
    })
  }
  return requestKey(who, endpoint.method, context.req.path, key, body)
}
