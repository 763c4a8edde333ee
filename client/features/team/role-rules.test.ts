import { describe, expect, it } from 'vitest'
import type { Role } from '../../../protocol/permissions.ts'
import { invitableRoles, mayRemove, roleChange } from './role-rules.ts'

const person = (id: string, role: Role) => ({ id, role })
const owner = person('o', 'owner')
const admin = person('a', 'admin')

describe('changing a role', () => {
  it('is for owners and admins', () => {
    expect(roleChange(person('r', 'recruiter'), admin, 1)).toEqual({ allowed: false, reason: null })
    expect(roleChange(admin, person('r', 'recruiter'), 1).allowed).toBe(true)
  })

  it('is refused for oneself, whoever one is', () => {
    expect(roleChange(owner, owner, 3).allowed).toBe(false)
    expect(mayRemove(owner, owner, 3)).toBe(false)
  })

  it('leaves owners to owners, and the last one alone', () => {
    expect(roleChange(admin, owner, 3).allowed).toBe(false)
    expect(roleChange(person('p', 'owner'), owner, 2).allowed).toBe(true)
    expect(roleChange(person('p', 'owner'), owner, 1).allowed).toBe(false)
  })

  it('lets only owners make owners', () => {
    expect(invitableRoles('owner')).toContain('owner')
    expect(invitableRoles('admin')).not.toContain('owner')
  })
})
