import type { EmployerRole } from '#protocol/permissions'
import type { Invitation } from '#protocol/team'
import { emailKeyOf } from '../auth/addresses.ts'
import { newId } from '../store/ids.ts'
import type { InvitationRecord } from './repository.ts'

const lifetime = 7 * 24 * 3_600_000

interface Terms {
  readonly employerId: string
  readonly email: string
  readonly role: EmployerRole
  readonly invitedBy: string
}

export function newInvitation(terms: Terms, tokenHash: string, now: Date): InvitationRecord {
  return {
    _id: newId(now.getTime()),
    ...terms,
    emailKey: emailKeyOf(terms.email),
    state: 'pending',
    tokenHash,
    invitedAt: now,
    expiresAt: new Date(now.getTime() + lifetime),
  }
}

/** What a person is told: a pending invitation whose time is over has expired. */
export function stateOf({ state, expiresAt }: InvitationRecord, now: Date): Invitation['state'] {
  return state === 'pending' && expiresAt <= now ? 'expired' : state
}

export const isOpen = (invitation: InvitationRecord, now: Date): boolean => stateOf(invitation, now) === 'pending'
