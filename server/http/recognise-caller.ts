import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Endpoint } from '#protocol/contract'
import { reachOf } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import type { Scope } from '../store/scope.ts'
import {
  type ActorFor,
  apiTokenPrefix,
  type Caller,
  type FindMember,
  type Identify,
  type Person,
  type Visitor,
} from './actor.ts'
import type { Origins } from './origin.ts'
import { refuseBeyondScopes } from './token-scope.ts'

export const sessionCookie = 'clearview_session'

interface CallerParts {
  readonly scope: () => Scope
  readonly identify: Identify
  readonly origins: Origins
}

/** Whoever the session or token of a request is; null: nobody. A write is refused that a page of others made. */
export async function signedIn(
  { identify, origins }: Pick<CallerParts, 'identify' | 'origins'>,
  endpoint: Endpoint,
  context: Context,
  visitor: Visitor,
): Promise<Caller | null> {
  const writes = endpoint.method !== 'get'
  const origin = context.req.header('origin')
  const token = bearerOf(context)
  // A page of another origin cannot know a token, so it is welcome from anywhere.
  if (token !== null) return recogniseToken(identify, endpoint, token, visitor)
  const secret = getCookie(context, sessionCookie)
  if (writes && origin !== undefined && !origins.accepts(origin)) throw new AppError('origin-refused')
  const caller = secret ? await recogniseSession(identify, endpoint, secret, visitor) : null
  const usesCookie = endpoint.access !== 'public' || endpoint.actsOnSession
  if (caller && writes && origin === undefined && usesCookie) {
    throw new AppError('origin-refused', 'A write with the session cookie needs the Origin header of a ClearView page.')
  }
  return caller
}

/** Where nobody's standing counts it is not read. */
async function recogniseSession(
  identify: Identify,
  endpoint: Endpoint,
  secret: string,
  visitor: Visitor,
): Promise<Caller | null> {
  if (typeof endpoint.access === 'object') return identify.caller(secret, visitor)
  const person = await identify.person(secret, visitor)
  return person && { person, member: identify.member }
}

/** Somebody who looks as another role says by which view; through it nothing is changed. */
export function asViewer(endpoint: Endpoint, context: Context, person: Person | null): Person | null {
  const viewId = context.req.header('x-view-as')
  if (!person || !viewId || typeof endpoint.access !== 'object') return person
  if (endpoint.method === 'get') return { ...person, viewId }
  throw new AppError(
    'forbidden',
    'You look at ClearView as somebody else, so nothing can be changed. Leave the view first.',
  )
}

function bearerOf(context: Context): string | null {
  const [scheme, token] = (context.req.header('authorization') ?? '').split(' ')
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : null
}

async function recogniseToken(
  identify: Identify,
  endpoint: Endpoint,
  token: string,
  visitor: Visitor,
): Promise<Caller | null> {
  if (endpoint.access === 'public' || endpoint.access === 'candidate') return null
  const person = token.startsWith(apiTokenPrefix) ? await identify.person(token, visitor) : null
  if (!person?.token) throw new AppError('not-signed-in', 'This API token is unknown, revoked or too old.')
  return { person, member: identify.member }
}

export async function recognise<E extends Endpoint>(
  { identify, scope }: Pick<CallerParts, 'identify' | 'scope'>,
  endpoint: E,
  context: Context,
  visitor: Visitor,
  person: Person | null,
): Promise<Visitor> {
  if (endpoint.access === 'public') return visitor
  if (endpoint.access === 'candidate') {
    const secret = context.req.header('x-candidate-token')
    const candidate = secret ? await identify.portalVisitor(scope(), secret, visitor) : null
    if (!candidate)
      throw new AppError('not-signed-in', 'Use the link from your mail; its secret is missing or unknown.')
    return candidate
  }
  if (!person) throw new AppError('not-signed-in')
  if (person.limited && !endpoint.path.startsWith('/auth/')) {
    throw new AppError('second-factor-setup', 'A company of yours asks for two-factor sign-in. Set it up to go on.')
  }
  if (endpoint.access === 'signed-in') refuseBeyondScopes(endpoint, person)
  return person
}

/** The caller's standing. Inside a transaction this is the check that counts. */
export async function authorize<E extends Endpoint>(
  memberOf: FindMember,
  scope: Scope,
  endpoint: E,
  actor: Visitor,
  params: unknown,
): Promise<ActorFor<E>> {
  if (typeof endpoint.access === 'string') return actor as ActorFor<E>
  const { employerId } = params as { employerId: string }
  const member = await memberOf(scope, actor as Person, employerId)
  if (!member) throw new AppError('not-found')
  refuseBeyondScopes(endpoint, member)
  if (reachOf(member.role, endpoint.access.may) === null) throw new AppError('forbidden')
  return member as ActorFor<E>
}
