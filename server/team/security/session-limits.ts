import type { SessionLimits } from '../../auth/repository.ts'
import { factors } from '../../auth/two-factor/repository.ts'
import { employers } from '../../employers/repository.ts'
import type { Scope } from '../../store/scope.ts'
import { memberships } from '../repository.ts'
import { security } from './repository.ts'

/** Employers of the person with what they ask of them; consultants answer for their own sign-in. */
async function demandsOn(scope: Scope, userId: string) {
  const own = (await memberships.ofUser(scope, userId)).filter(({ role }) => role !== 'consultant')
  const found = await security.many(
    scope,
    own.map(({ employerId }) => employerId),
  )
  return found.map((record) => ({ ...record, role: own.find(({ employerId }) => employerId === record._id)?.role }))
}

/** What a sign-in by password opens: nothing but the set-up, while a second factor is asked for and missing. */
export async function limitsOf(scope: Scope, userId: string): Promise<SessionLimits> {
  const demands = await demandsOn(scope, userId)
  const asksForFactor = demands.some(({ requireTwoFactor }) => requireTwoFactor)
  const isLimited = asksForFactor && !(await factors.among(scope, [userId])).has(userId)
  // Owners get in by their password whatever becomes of the provider.
  const notAt = demands.flatMap(({ _id, sso, role }) => (sso?.state === 'enforced' && role !== 'owner' ? [_id] : []))
  return { ...(isLimited ? { limited: true } : {}), ...(notAt.length > 0 ? { notAt } : {}) }
}

/** Names of the companies that ask this person for a second factor. */
export async function demandedBy(scope: Scope, userId: string): Promise<string[]> {
  const asking = (await demandsOn(scope, userId)).filter(({ requireTwoFactor }) => requireTwoFactor)
  const found = await employers.many(
    scope,
    asking.map(({ _id }) => _id),
  )
  return found.map(({ companyName }) => companyName)
}
