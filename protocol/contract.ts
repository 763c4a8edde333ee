import type { z } from 'zod'
import type { Action } from './permissions.ts'
import type { Area } from './scopes.ts'

/** Who may call: everybody, whoever is signed in, a candidate by secret link, or a member whose role has the action. */
export type Access = 'public' | 'signed-in' | 'candidate' | { readonly may: Action }

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** What one REST call takes and answers. Paths are below `/api`; `:name` marks a path parameter. */
export interface EndpointShape {
  readonly summary: string
  readonly access: Access
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Left out: the answer has no body (204). */
  readonly result?: z.ZodType
  /** Status of success; 200 with a result and 204 without when left out. */
  readonly status?: 200 | 201 | 202 | 204
  /** What API tokens need to call it where `access` names no action; left out there: they may not. */
  readonly area?: Area
  /** API tokens may not call it, whatever their scopes. */
  readonly byPeopleOnly?: true
  /** Name of the limit that applies, see `server/http/limits.ts`; `person` when left out. */
  readonly limit?: 'register' | 'apply' | 'auth' | 'person' | 'product'
  /** Public, but it acts on the session cookie: then it needs our Origin like every write with the cookie. */
  readonly actsOnSession?: true
  /** Public, but the password in its body may be refused with 401. */
  readonly asksPassword?: true
  /** The body is a file's bytes, at most so many, of whatever type; the body schema is left out. */
  readonly bytes?: { readonly most: number }
  /** The answer is a file; the handler makes the whole response. */
  readonly download?: true
  /** The answer is one versioned resource: it carries an `ETag`, and `If-Match` is honoured. */
  readonly versioned?: true
}

export type Endpoint<Path extends string = string, Shape extends EndpointShape = EndpointShape> = Shape & {
  readonly method: Method
  readonly path: Path
}

const endpoint =
  (method: Method) =>
  <const Path extends string, const Shape extends EndpointShape>(path: Path, shape: Shape): Endpoint<Path, Shape> => ({
    ...shape,
    method,
    path,
  })

export const get = endpoint('get')
export const post = endpoint('post')
export const put = endpoint('put')
export const patch = endpoint('patch')
export const del = endpoint('delete')

/** Names of the parameters in a path such as `/employers/:employerId/users/:userId`. */
type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

export type Params<E> = E extends Endpoint<infer Path> ? { readonly [Name in ParamNames<Path>]: string } : never
/** The body after validation, as a use case gets it. */
export type Body<E> = E extends { readonly body: infer S extends z.ZodType } ? z.output<S> : undefined
/** The body as a caller may write it (defaults left out). */
export type BodyInput<E> = E extends { readonly body: infer S extends z.ZodType } ? z.input<S> : undefined
export type Query<E> = E extends { readonly query: infer S extends z.ZodType } ? z.output<S> : Record<never, never>
export type QueryInput<E> = E extends { readonly query: infer S extends z.ZodType } ? z.input<S> : undefined
export type Result<E> = E extends { readonly result: infer S extends z.ZodType } ? z.output<S> : undefined

/** The bytes of an upload. */
export type Bytes<E> = E extends { readonly bytes: object } ? Uint8Array<ArrayBuffer> : undefined

/** A Socket.IO event that a client sends and the server acknowledges. */
export interface SocketCommand {
  readonly payload: z.ZodType
  /** The fields beside `ok: true`. */
  readonly answer: z.ZodObject
}

export type Payload<C> = C extends { readonly payload: infer S extends z.ZodType } ? z.output<S> : never
export type Answer<C> = C extends { readonly answer: infer S extends z.ZodType } ? z.output<S> : never
