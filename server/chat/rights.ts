import type { Role } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { type EngagementRecord, engagements, engagementsById, rightsLease } from '../consultants/engagements.ts'
import { type Person, reaches } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { createBatchedRead } from '../store/batched-read.ts'
import type { Scope } from '../store/scope.ts'
import { rolesAmong } from '../team/colleagues.ts'
import { roleOf } from '../team/membership.ts'
import { type Access, accessOf } from './policy.ts'
import type { Conversing } from './present.ts'

/** Somebody in a conversation, as stored when it was read. */
export interface Participation extends Person, Conversing {
  readonly employerId: string
  readonly access: Access
  readonly engagement: EngagementRecord
  /** The engagement's, read before the person's standing, so that the standing is at least as new. */
  readonly rightsEpoch: number
  /** Before the engagement was read, on this process' own clock of milliseconds. */
  readonly readAt: number
}

/** Rights as stored now, outside transactions: what many ask for at once is read together. */
export interface Rights {
  /** Null: the conversation does not exist for this person. */
  of(person: Person, conversationId: string): Promise<Participation | null>
  /** @throws {AppError} `not-found` for who is not in the conversation */
  participate(person: Person, conversationId: string): Promise<Participation>
  /**
   * To write a message: as read within the lease, else as stored now. Whoever takes the right away is answered after
   * every lease on it is over.
   * @throws {AppError} `not-found` for who is not in the conversation
   */
  lease(person: Person, conversationId: string): Promise<Participation>
}

/** True while this may be believed for writing. */
export const isLeased = ({ readAt }: { readonly readAt: number }): boolean => performance.now() - readAt < rightsLease

/** Roles, and engagements, remembered at most. */
const mostKept = 10_000

export function createRights(scope: () => Scope): Rights {
  const engagementOf = createBatchedRead((ids) => engagementsById(scope(), ids))
  const roleNow = createBatchedRead((keys) => rolesAmong(scope(), keys))
  const kept = new Map<string, { role: Role | null; rightsEpoch: number }>()
  const leased = new Map<string, Found>()

  async function read(conversationId: string): Promise<Found | null> {
    const readAt = performance.now()
    const engagement = await engagementOf(conversationId)
    const found = engagement && { engagement, readAt }
    if (found && (leased.get(conversationId)?.readAt ?? 0) <= readAt) {
      if (leased.size >= mostKept) leased.clear()
      leased.set(conversationId, found)
    }
    return found
  }

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

  const decided = (found: Found | null, person: Person) =>
    decide(found, person, (engagement) => roleAt(engagement, person.userId))
  const rightsOf = async (person: Person, conversationId: string) => decided(await read(conversationId), person)
  return {
    of: rightsOf,
    participate: async (person, conversationId) => found(await rightsOf(person, conversationId)),
    lease: async (person, conversationId) => {
      const known = leased.get(conversationId)
      const participation = known && isLeased(known) ? await decided(known, person) : null
      // A right that was given meanwhile holds at once: only what allows is believed.
      if (participation?.access === 'write') return participation
      return found(await rightsOf(person, conversationId))
    },
  }
}

interface Found {
  readonly engagement: EngagementRecord
  readonly readAt: number
}

/**
 * The person's part in the conversation, inside a transaction.
 * @throws {AppError} `not-found` for who is not in the conversation
 */
export async function participate(tx: Tx, person: Person, conversationId: string): Promise<Participation> {
  const readAt = performance.now()
  const engagement = await engagements.byId(tx, conversationId)
  const stored = engagement && { engagement, readAt }
  return found(await decide(stored, person, ({ employerId }) => roleOf(tx, employerId, person.userId)))
}

function found(participation: Participation | null): Participation {
  if (!participation) throw new AppError('not-found', 'There is no such conversation.')
  return participation
}

async function decide(
  stored: Found | null,
  person: Person,
  roleIn: (engagement: EngagementRecord) => Promise<Role | null>,
): Promise<Participation | null> {
  if (!stored) return null
  const { engagement, readAt } = stored
  const { _id: conversationId, employerId, consultantId, rightsEpoch } = engagement
  if (consultantId === null || !reaches(person, employerId)) return null
  const role = consultantId === person.userId ? null : await roleIn(engagement)
  const access = accessOf(engagement, person.userId, role)
  if (access === null) return null
  const { kind, userId, sessionId, token, only, notAt, request, ip, userAgent } = person
  const limits = { ...(token && { token }), ...(only !== undefined && { only }), ...(notAt && { notAt }) }
  const who = { kind, userId, sessionId, request, ip, userAgent, ...limits }
  return { ...who, conversationId, consultantId, employerId, access, engagement, rightsEpoch, readAt }
}
