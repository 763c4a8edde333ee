import type { BodyInput, Endpoint, Params, QueryInput, Result } from '#protocol/contract'
import { CallError, NetworkError } from './call-error.ts'
import { idempotencyKey } from './idempotency-key.ts'
import { readProblem } from './problem.ts'
import { currentView } from './view-as.ts'

type None = Record<never, never>
/** Left out when there is nothing to give, optional when nothing is required. */
type Part<Name extends string, Value> = [Value] extends [undefined]
  ? None
  : keyof Value extends never
    ? None
    : None extends Value
      ? { readonly [Key in Name]?: Value }
      : { readonly [Key in Name]: Value }

export type CallRequest<E> = Part<'params', Params<E>> &
  Part<'query', QueryInput<E>> &
  Part<'body', BodyInput<E>> & {
    /** The version this change was made on; somebody else's newer one is answered with `version-mismatch`. */
    readonly ifMatch?: number
    /** One per intention: give the same again when the same intention is tried again. */
    readonly idempotencyKey?: string
    readonly signal?: AbortSignal
    /** The bytes that an endpoint for files takes in place of a body. */
    readonly file?: Blob
    /** Sent to its end also when the page goes meanwhile. */
    readonly keepalive?: boolean
  }

export type CallArguments<E> = None extends CallRequest<E> ? [request?: CallRequest<E>] : [request: CallRequest<E>]

/** What every request looks like once its types are checked. */
export interface AnyRequest {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly ifMatch?: number
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
  readonly file?: Blob
  readonly keepalive?: boolean
}

/** Sends one REST call and answers its parsed result; throws `CallError` when refused, `NetworkError` without an answer. */
export async function call<E extends Endpoint>(endpoint: E, ...[request]: CallArguments<E>): Promise<Result<E>> {
  // The conditional types above are for the caller; past this line every part is optional.
  return (await send(endpoint, (request ?? {}) as AnyRequest)) as Result<E>
}

export async function send(endpoint: Pick<Endpoint, 'method' | 'path'>, request: AnyRequest): Promise<unknown> {
  const response = await fetchOrThrow(urlOf(endpoint.path, request), {
    method: endpoint.method.toUpperCase(),
    headers: headersOf(endpoint, request),
    credentials: 'same-origin',
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(request.file ? { body: request.file } : {}),
    ...(request.signal ? { signal: request.signal } : {}),
    ...(request.keepalive ? { keepalive: true } : {}),
  })
  if (!response.ok) throw await refusalOf(response)
  if (response.status === 204) return undefined
  // The connection can break within the body; then there was no answer either.
  const text = await response.text().catch((cause: unknown) => {
    throw new NetworkError(cause)
  })
  return text === '' ? undefined : JSON.parse(text)
}

/** `/api/employers/e1/users?limit=50` from the contract's path and a request's parts. */
export function urlOf(path: string, { params = {}, query = {} }: AnyRequest): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === '') throw new Error(`The path ${path} needs a value for ${name}.`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) search.set(name, String(value))
  }
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`
}

const changesSomething = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): boolean =>
  method !== 'get' && !path.startsWith('/auth/')

/** Only what belongs to a company is looked at as somebody else. */
function viewHeader({ path }: Pick<Endpoint, 'path'>): Record<string, string> {
  const view = path.startsWith('/employers/') ? currentView() : null
  return view ? { 'X-View-As': view.id } : {}
}

function headersOf(endpoint: Pick<Endpoint, 'method' | 'path'>, request: AnyRequest): Record<string, string> {
  return {
    Accept: 'application/json',
    ...viewHeader(endpoint),
    ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(request.file ? { 'Content-Type': 'application/octet-stream' } : {}),
    ...(request.ifMatch === undefined ? {} : { 'If-Match': `"${request.ifMatch}"` }),
    ...(changesSomething(endpoint) ? { 'Idempotency-Key': request.idempotencyKey ?? idempotencyKey() } : {}),
  }
}

async function fetchOrThrow(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    // An abort was asked for by the page itself: it is no news about the network.
    if (init.signal?.aborted) throw cause
    throw new NetworkError(cause)
  }
}

async function refusalOf(response: Response): Promise<CallError> {
  const problem = await readProblem(response)
  const error = new CallError(problem, Number(response.headers.get('Retry-After')) || null)
  if (error.code === 'not-signed-in') for (const listener of signedOutListeners) listener()
  return error
}

const signedOutListeners = new Set<() => void>()

/** Tells when the server said that nobody is signed in any more; answers the function that stops telling. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}
