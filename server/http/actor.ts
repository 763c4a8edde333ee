import type { Access } from '#protocol/contract'
import type { Standing } from '#protocol/permissions'
import type { Scope } from '../store/scope.ts'

/** Anybody, signed in or not. */
export interface Visitor {
  readonly ip: string
  readonly userAgent: string
}

/** Somebody signed in. */
export interface Person extends Visitor {
  readonly kind: 'person'
  readonly userId: string
  readonly sessionId: string
}

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
}

/** Who a use case is called by, from the endpoint's access. */
export type ActorOf<A extends Access> = A extends 'public'
  ? Visitor
  : A extends 'signed-in'
    ? Person
    : A extends 'candidate'
      ? PortalVisitor
      : Member

/** How callers are recognised; the features that know supply it. */
export interface Identify {
  /** The person of a session secret (cookie); null when it is unknown or over. */
  person(sessionSecret: string, visitor: Visitor): Promise<Person | null>
  /** The person's standing inside an employer, as stored now; null: none. */
  member(scope: Scope, person: Person, employerId: string): Promise<Member | null>
  /** The candidate of a portal secret; null when it is unknown. */
  portalVisitor(scope: Scope, secret: string, visitor: Visitor): Promise<PortalVisitor | null>
}
