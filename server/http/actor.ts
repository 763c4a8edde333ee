import type { Access } from '#protocol/contract'
import type { Standing } from '#protocol/permissions'
import type { TokenScope } from '#protocol/scopes'
import type { Cause } from '../request-id.ts'
import type { Scope } from '../store/scope.ts'

/** Anybody, signed in or not, by one request of theirs: of an open page it is the one that opened it. */
export interface Visitor extends Cause {
  readonly request: string
  readonly ip: string
  readonly userAgent: string
}

/** The API token that a program calls with, by the name that it has then. */
interface UsedToken {
  readonly id: string
  readonly name: string
  readonly scopes: readonly TokenScope[]
}

/** Somebody signed in. */
export interface Person extends Visitor {
  readonly kind: 'person'
  readonly userId: string
  /** Of a token it is no session's, but ends like one. */
  readonly sessionId: string
  /** When the session ends by itself; left out: it is a token's. */
  readonly expiresAt?: Date
  /** Set when a program calls with an API token: it reaches one employer, within the scopes. */
  readonly token?: UsedToken
  /** The one employer that this session or token is good for. */
  readonly only?: string
  /** Employers that this session is not good for: they ask for another way to sign in. */
  readonly notAt?: readonly string[]
  /** A second factor is asked for and not set up: nothing but the set-up is reached. */
  readonly limited?: true
  /** Set when somebody looks at ClearView as another role: then nothing is changed, and nothing counts as seen. */
  readonly viewId?: string
}

/** May this session or token be used at the employer at all, whatever the person's rights there? */
export const reaches = ({ only, notAt }: Pick<Person, 'only' | 'notAt'>, employerId: string): boolean =>
  (only === undefined || only === employerId) && !notAt?.includes(employerId)

/** Nobody in person reads: what follows from having read something does not. */
export const onlyLooks = ({ token, viewId }: Person): boolean => token !== undefined || viewId !== undefined

/** How the secret of an API token begins, so that it is known for one wherever it turns up. */
export const apiTokenPrefix = 'cvt_'

/** Somebody signed in, standing inside one employer. */
export interface Member extends Person, Standing {
  readonly employerId: string
  /** Rises with every change of role or jobs. */
  readonly membershipVersion: number
}

/** A candidate by the secret link of one application. */
export interface PortalVisitor extends Visitor {
  readonly kind: 'candidate'
  readonly applicationId: string
  /** What a link has besides its secret that leads further than to this application; empty: nothing. */
  readonly proof: string
}

/** Who a use case is called by, from the endpoint's access. */
export type ActorOf<A extends Access> = A extends 'public'
  ? Visitor
  : A extends 'signed-in'
    ? Person
    : A extends 'candidate'
      ? PortalVisitor
      : Member

/** The same, of a contract. */
export type ActorFor<E> = E extends { readonly access: infer A extends Access } ? ActorOf<A> : never

/** The person's standing inside an employer; null: none. */
export type FindMember = (scope: Scope, person: Person, employerId: string) => Promise<Member | null>

/** Somebody signed in, with their standings as they were in the moment of that reading: for what is asked at once. */
export interface Caller {
  readonly person: Person
  readonly member: FindMember
}

/** How callers are recognised; the features that know supply it. */
export interface Identify {
  /** The person of a session secret (cookie) or of an API token; null when it is unknown or over. */
  person(sessionSecret: string, visitor: Visitor): Promise<Person | null>
  /** The same and where they stand, in one read, since nearly every request asks for both. */
  caller(sessionSecret: string, visitor: Visitor): Promise<Caller | null>
  /** As stored now. */
  member: FindMember
  /** The candidate of a portal secret; null when it is unknown. */
  portalVisitor(scope: Scope, secret: string, visitor: Visitor): Promise<PortalVisitor | null>
}
