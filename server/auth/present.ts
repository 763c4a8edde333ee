import type { SignedInUser } from '#protocol/auth'
import { UserId } from '#protocol/ids'
import type { UserRecord } from './repository.ts'

export function presentSignedIn(user: UserRecord, memberships: SignedInUser['memberships']): SignedInUser {
  return { id: UserId.parse(user._id), email: user.email, name: user.name, kind: user.kind, memberships }
}
