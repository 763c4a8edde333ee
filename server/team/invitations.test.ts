import { describe, expect, it } from 'vitest'
import { isOpen, newInvitation, stateOf } from './invitations.ts'

const monday = new Date('2024-05-06T09:00:00Z')
const nextMonday = new Date('2024-05-13T09:00:00Z')
const terms = { employerId: 'e1', email: 'Ada@Example.com', role: 'viewer', invitedBy: 'u1' } as const

describe('an invitation', () => {
  it('is pending for seven days, then it has expired', () => {
    const invitation = newInvitation(terms, 'hash', monday)
    expect(stateOf(invitation, new Date(nextMonday.getTime() - 1))).toBe('pending')
    expect(stateOf(invitation, nextMonday)).toBe('expired')
    expect(isOpen(invitation, nextMonday)).toBe(false)
  })

  it('that was accepted or taken back says so, however old it is', () => {
    const invitation = newInvitation(terms, 'hash', monday)
    expect(stateOf({ ...invitation, state: 'accepted' }, nextMonday)).toBe('accepted')
    expect(stateOf({ ...invitation, state: 'revoked' }, monday)).toBe('revoked')
  })

  it('recognises the address without regard to case, and keeps it as written', () => {
    expect(newInvitation(terms, 'hash', monday)).toMatchObject({
      email: 'Ada@Example.com',
      emailKey: 'ada@example.com',
    })
  })
})
