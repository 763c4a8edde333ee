import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { SignedInUser } from '#protocol/auth'
import { type Action, may as roleMay } from '#protocol/permissions'

type StoredMembership = SignedInUser['memberships'][number]

/** The signed-in person inside the employer that is open. */
export interface Membership extends StoredMembership {
  readonly user: SignedInUser
  /** Whether the role allows an action, on one posting or (none named) on at least some. The server decides again. */
  readonly may: (action: Action, jobId?: string) => boolean
}

const MembershipContext = createContext<Membership | null>(null)

export function MembershipProvider(props: { user: SignedInUser; membership: StoredMembership; children: ReactNode }) {
  const { user, membership, children } = props
  const value = useMemo<Membership>(
    () => ({ ...membership, user, may: (action, jobId) => roleMay(membership, action, jobId) }),
    [user, membership],
  )
  return <MembershipContext value={value}>{children}</MembershipContext>
}

/** Every page inside the shell has one. */
export function useMembership(): Membership {
  const membership = useContext(MembershipContext)
  if (!membership) throw new Error('useMembership is for pages inside the shell.')
  return membership
}
