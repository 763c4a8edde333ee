import { accounts } from '../auth/accounts.ts'
import { nameKeyOf } from '../candidates/likeness.ts'
import { recognise } from '../candidates/recognise.ts'
import { candidates } from '../candidates/repository.ts'
import type { Scope } from '../store/scope.ts'
import { memberships } from '../team/repository.ts'

/**
 * Whether somebody else at the company bears the name, a colleague or another candidate: then a text that holds it may be
 * about them, and is no trace of who was erased.
 */
export async function isSharedName(scope: Scope, employerId: string, name: string): Promise<boolean> {
  const { hasName } = recognise({ name, email: '' })
  const members = await memberships.ofEmployer(scope, employerId)
  const colleagues = await accounts.many(
    scope,
    members.map(({ userId }) => userId),
  )
  if (colleagues.some((colleague) => hasName(colleague.name))) return true
  const nameKey = nameKeyOf(name)
  // Of who was erased no key is left.
  const others = nameKey === null ? [] : await candidates.named(scope, employerId, nameKey)
  return others.some((other) => hasName(other.name))
}
