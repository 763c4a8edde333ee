import { describe, expect, it } from 'vitest'
import type { EmployerRole } from '#protocol/permissions'
import { type Change, mayInvite, refusalOf } from './roles.ts'

const somebody = (role: EmployerRole, userId = `the ${role}`) => ({ userId, role, jobIds: [] })
const change = (actor: EmployerRole, target: EmployerRole, to: EmployerRole | null, owners = 2): Change => ({
  actor: somebody(actor, 'me'),
  target: somebody(target, 'you'),
  to,
  owners,
})

describe('changing a role', () => {
  it('is open to admins below ownership', () => {
    expect(refusalOf(change('admin', 'viewer', 'recruiter'))).toBeNull()
    expect(refusalOf(change('admin', 'admin', 'viewer'))).toBeNull()
  })

  it.each(['owner', 'admin'] as const)('nobody changes their own: not an %s either', (role) => {
    const me = somebody(role, 'me')
    expect(refusalOf({ actor: me, target: me, to: 'viewer', owners: 2 })).toBe('own-role')
    expect(refusalOf({ actor: me, target: me, to: role, owners: 1 })).toBe('own-role')
  })

  it('only an owner makes or unmakes an owner', () => {
    expect(refusalOf(change('admin', 'viewer', 'owner'))).toBe('forbidden')
    expect(refusalOf(change('admin', 'owner', 'admin'))).toBe('forbidden')
    expect(refusalOf(change('owner', 'viewer', 'owner'))).toBeNull()
    expect(refusalOf(change('owner', 'owner', 'admin'))).toBeNull()
  })

  it('leaves the last owner', () => {
    expect(refusalOf(change('owner', 'owner', 'admin', 1))).toBe('last-owner')
    expect(refusalOf(change('owner', 'owner', 'owner', 1))).toBeNull()
  })
})

describe('removing a member', () => {
  it('is open to admins, but an owner is removed by an owner only', () => {
    expect(refusalOf(change('admin', 'recruiter', null))).toBeNull()
    expect(refusalOf(change('admin', 'owner', null))).toBe('forbidden')
    expect(refusalOf(change('owner', 'owner', null))).toBeNull()
  })

  it('nobody removes themselves; the last owner is told why', () => {
    const owner = somebody('owner', 'me')
    expect(refusalOf({ actor: owner, target: owner, to: null, owners: 1 })).toBe('last-owner')
    expect(refusalOf({ actor: owner, target: owner, to: null, owners: 2 })).toBe('own-role')
  })
})

describe('inviting', () => {
  it.each([
    ['owner', 'owner', true],
    ['owner', 'viewer', true],
    ['admin', 'admin', true],
    ['admin', 'owner', false],
    ['recruiter', 'viewer', false],
    ['viewer', 'viewer', false],
  ] as const)('%s invites as %s: %s', (inviter, role, allowed) => {
    expect(mayInvite(somebody(inviter), role)).toBe(allowed)
  })
})
