import { applications } from '../applications/repository.ts'
import type { PortalVisitor, Visitor } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'

/** The candidate of a secret link; null when nobody has this secret. */
export async function portalVisitor(scope: Scope, given: string, visitor: Visitor): Promise<PortalVisitor | null> {
  const [secret = '', proof = ''] = given.split('.')
  const application = await applications.byPortalSecret(scope, secret)
  return application && { ...visitor, kind: 'candidate', applicationId: application._id, proof }
}
