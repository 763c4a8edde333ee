import type { Role } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { type EngagementRecord, engagements, engagementsById } from '../consultants/engagements.ts'
import type { Person } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { rolesAmong } from '../team/colleagues.ts'
import { roleOf } from '../team/membership.ts'
import { createBatchedRead } from './batches.ts'
import { type Access, accessOf } from './policy.ts'
import type { Conversing } from './present.ts'

/** Somebody in a conversation, as stored when it was read. */
export interface Participation extends Person, Conversing {
  readonly employerId: string
  readonly access: Access
  /** The engagement's, read before the person's standing, so that the standing is at least as new. */
  readonly rightsEpoch: number
}

/** Rights as stored now, outside transactions: what many ask for at once is read together. */
export interface Rights {
  /** Null: the conversation does not exist for this person. */
  of(person: Person, conversationId: string): Promise<Participation | null>
  /** @throws {AppError} `not-found` for who is not in the conversation */
  participate(person: Person, conversationId: string): Promise<Participation>
}

/** Roles remembered at most. */
const mostKept = 10_000

export function createRights(scope: () => Scope): Rights {
  const engagementOf = createBatchedRead((ids) => engagementsById(scope(), ids))
  const roleNow = createBatchedRead((keys) => rolesAmong(scope(), keys))
  const kept = new Map<string, { role: Role | null; rightsEpoch: number }>()

  /** Whatever changes a role raises the epoch in the same transaction: while that is the same, so is the role. */
  async function roleAt({ employerId, rightsEpoch, _id }: EngagementRecord, userId: string): Promise<Role | null> {
    const key = `${_id} ${userId}`
    const known = kept.get(key)
    if (known?.rightsEpoch === rightsEpoch) return known.role
    const role = await roleNow(`${employerId} ${userId}`)
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, { role, rightsEpoch })
    return role
  }

  const rightsOf = async (person: Person, conversationId: string): Promise<Participation | null> =>
    decide(await engagementOf(conversationId), person, (engagement) => roleAt(engagement, person.userId))
  return {
    of: rightsOf,
    participate: async (person, conversationId) => found(await rightsOf(person, conversationId)),
  }
}

/**
 * The person's part in the conversation, inside a transaction.
 * @throws {AppError} `not-found` for who is not in the conversation
 */
export async function participate(tx: Tx, person: Person, conversationId: string): Promise<Participation> {
  const engagement = await engagements.byId(tx, conversationId)
  return found(await decide(engagement, person, ({ employerId }) => roleOf(tx, employerId, person.userId)))
}

function found(participation: Participation | null): Participation {
  if (!participation) throw new AppError('not-found', 'There is no such conversation.')
  return participation
}

async function decide(
  engagement: EngagementRecord | null,
  person: Person,
  roleIn: (engagement: EngagementRecord) => Promise<Role | null>,
): Promise<Participation | null> {
  if (!engagement?.consultantId) return null
  const { _id: conversationId, employerId, consultantId, rightsEpoch } = engagement
  const role = consultantId === person.userId ? null : await roleIn(engagement)
  const access = accessOf(engagement, person.userId, role)
  if (access === null) return null
  const { kind, userId, sessionId, ip, userAgent } = person
  return { kind, userId, sessionId, ip, userAgent, conversationId, consultantId, employerId, access, rightsEpoch }
}
