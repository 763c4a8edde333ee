import type { Role } from '#protocol/permissions'
import type { SessionLimits } from '../../auth/repository.ts'
import { factors } from '../../auth/two-factor/repository.ts'
import { employers } from '../../employers/repository.ts'
import type { Scope } from '../../store/scope.ts'
import { memberships } from '../repository.ts'
import { type SecurityRecord, security } from './repository.ts'

interface Demand extends SecurityRecord {
  /** That the person has there. */
  readonly role: Role
}

/** What the employers of each ask of them; consultants answer for their own sign-in. */
async function demandsOn(scope: Scope, userIds: readonly string[]): Promise<Map<string, Demand[]>> {
  const own = (await memberships.ofUsers(scope, userIds)).filter(({ role }) => role !== 'consultant')
  const found = await security.many(scope, [...new Set(own.map(({ employerId }) => employerId))])
  const asked = new Map(found.map((record) => [record._id, record]))
  const demands = new Map<string, Demand[]>(userIds.map((userId) => [userId, []]))
  for (const { userId, employerId, role } of own) {
    const record = asked.get(employerId)
    if (record) demands.get(userId)?.push({ ...record, role })
  }
  return demands
}

/** What a sign-in by password opens for each: nothing but the set-up, while a second factor is asked for and missing. */
export async function limitsOfAll(scope: Scope, userIds: readonly string[]): Promise<Map<string, SessionLimits>> {
  const demands = await demandsOn(scope, userIds)
  const asked = userIds.filter((userId) => demands.get(userId)?.some(({ requireTwoFactor }) => requireTwoFactor))
  const ready = asked.length > 0 ? await factors.among(scope, asked) : new Set()
  const limited = new Set(asked.filter((userId) => !ready.has(userId)))
  return new Map([...demands].map(([userId, own]) => [userId, limitsBy(own, limited.has(userId))]))
}

function limitsBy(demands: readonly Demand[], isLimited: boolean): SessionLimits {
  // Owners get in by their password whatever becomes of the provider.
  const notAt = demands.flatMap(({ _id, sso, role }) => (sso?.state === 'enforced' && role !== 'owner' ? [_id] : []))
  return { ...(isLimited ? { limited: true } : {}), ...(notAt.length > 0 ? { notAt } : {}) }
}

export const limitsOf = async (scope: Scope, userId: string): Promise<SessionLimits> =>
  (await limitsOfAll(scope, [userId])).get(userId) ?? {}

/** Names of the companies that ask this person for a second factor. */
export async function demandedBy(scope: Scope, userId: string): Promise<string[]> {
  const demands = (await demandsOn(scope, [userId])).get(userId) ?? []
  const asking = demands.filter(({ requireTwoFactor }) => requireTwoFactor)
  const found = await employers.many(
    scope,
    asking.map(({ _id }) => _id),
  )
  return found.map(({ companyName }) => companyName)
}
