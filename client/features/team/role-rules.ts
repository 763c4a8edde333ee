import { EmployerRole, type Role, reachOf } from '#protocol/permissions'

interface Person {
  readonly id: string
  readonly role: Role
}

export type RoleChange =
  | { readonly allowed: true; readonly roles: readonly EmployerRole[] }
  /** `reason`: why not, for the reader; null: there is nothing to explain. */
  | { readonly allowed: false; readonly reason: string | null }

/** Which roles one person may give another; the server holds to the same rules. */
export function roleChange(me: Person, other: Person, ownerCount: number): RoleChange {
  if (reachOf(me.role, 'organisation.manage') === null) return { allowed: false, reason: null }
  if (other.id === me.id)
    return { allowed: false, reason: 'Nobody changes their own role. Ask another owner or admin.' }
  if (other.role === 'consultant') return { allowed: false, reason: 'Consultants are engaged, not given a role.' }
  const mayMakeOwners = reachOf(me.role, 'ownership.manage') !== null
  if (other.role === 'owner' && !mayMakeOwners)
    return { allowed: false, reason: 'Only an owner changes another owner.' }
  if (other.role === 'owner' && ownerCount <= 1)
    return { allowed: false, reason: 'A company needs at least one owner.' }
  return { allowed: true, roles: invitableRoles(me.role) }
}

/** The roles that somebody may hand out. */
export const invitableRoles = (mine: Role): readonly EmployerRole[] =>
  EmployerRole.options.filter((role) => role !== 'owner' || reachOf(mine, 'ownership.manage') !== null)

export const mayRemove = (me: Person, other: Person, ownerCount: number): boolean =>
  roleChange(me, other, ownerCount).allowed

/** Whether one person may take away another's second factor: as for a change of role, of the last owner too. */
export const mayHelpSignIn = (me: Person, other: Person): boolean =>
  roleChange(me, other, Number.POSITIVE_INFINITY).allowed
