import type { Role } from '#protocol/permissions'
import { type EngagementRecord, engagementsOf } from '../consultants/engagements.ts'
import type { Scope } from '../store/scope.ts'
import { rolesOf } from '../team/colleagues.ts'
import { type Access, accessOf } from './policy.ts'

/** A conversation that somebody is in, and what they may do there. */
export interface Mine {
  readonly engagement: EngagementRecord & { readonly consultantId: string }
  readonly access: Access
}

/** Everything that somebody is in now: at the employers where they stand, and as the consultant. */
export async function conversationsOf(scope: Scope, userId: string, employerId: string | undefined): Promise<Mine[]> {
  const roles = await rolesOf(scope, userId)
  const asColleague = [...roles.keys()].filter((id) => employerId === undefined || id === employerId)
  const found = await Promise.all([
    engagementsOf(scope, { userId }),
    ...asColleague.map((id) => engagementsOf(scope, { employerId: id })),
  ])
  const byId = new Map(found.flat().map((engagement) => [engagement._id, engagement]))
  return [...byId.values()].flatMap((engagement) => mineOrNone(engagement, userId, roles, employerId))
}

function mineOrNone(
  engagement: EngagementRecord,
  userId: string,
  roles: ReadonlyMap<string, Role>,
  employerId: string | undefined,
): Mine[] {
  const { consultantId } = engagement
  if (consultantId === null || (employerId !== undefined && engagement.employerId !== employerId)) return []
  const access = accessOf(engagement, userId, roles.get(engagement.employerId) ?? null)
  return access === null ? [] : [{ engagement: { ...engagement, consultantId }, access }]
}
