import { AppError } from '../app-error.ts'
import { engagements } from '../consultants/engagements.ts'
import type { Person } from '../http/actor.ts'
import type { Scope } from '../store/scope.ts'
import { roleOf } from '../team/membership.ts'
import { type Access, accessOf } from './policy.ts'
import type { Conversing } from './present.ts'

/** Somebody in a conversation, as stored when it was read. */
export interface Participation extends Person, Conversing {
  readonly employerId: string
  readonly access: Access
  /** The engagement's, read before the person's standing, so that the standing is at least as new. */
  readonly rightsEpoch: number
}

/** What the person may do in the conversation now; null: it does not exist for them. */
export async function participationOf(
  scope: Scope,
  person: Person,
  conversationId: string,
): Promise<Participation | null> {
  const engagement = await engagements.byId(scope, conversationId)
  if (!engagement?.consultantId) return null
  const { employerId, consultantId, rightsEpoch } = engagement
  const isConsultant = consultantId === person.userId
  const role = isConsultant ? null : await roleOf(scope, employerId, person.userId)
  const access = accessOf(engagement, person.userId, role)
  if (access === null) return null
  const { kind, userId, sessionId, ip, userAgent } = person
  return { kind, userId, sessionId, ip, userAgent, conversationId, consultantId, employerId, access, rightsEpoch }
}

/** @throws {AppError} `not-found` for who is not in the conversation */
export async function participate(scope: Scope, person: Person, conversationId: string): Promise<Participation> {
  const participation = await participationOf(scope, person, conversationId)
  if (!participation) throw new AppError('not-found', 'There is no such conversation.')
  return participation
}
